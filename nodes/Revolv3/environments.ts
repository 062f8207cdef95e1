import { forAccount } from '../shared/environments/account';
import { resolveFixed } from '../shared/environments/resolveFixed';
import type { ResolveEnvironment } from '../shared/environments/resolved';

/** docs.revolv3.com/docs/getting-started/production-vs-sandbox. */
export const hosts = {
	sandbox: 'https://api-sandbox.revolv3.com',
	production: 'https://api.revolv3.com',
} as const;

export const resolveEnvironment: ResolveEnvironment = (credentials) =>
	forAccount(resolveFixed(credentials, hosts), credentials);
