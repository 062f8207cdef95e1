/** The providers that have a trigger. */
export const PROVIDERS = ['duro', 'revolv3'] as const;

export type Provider = (typeof PROVIDERS)[number];
