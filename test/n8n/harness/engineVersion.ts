import './environment';

/** Set by `test/compat/jest.config.js` alone. */
declare const N8N_MAJOR: number | undefined;

/** Whether n8n 1.x's engine is under test (`npm run test:compat`) and not the current one. */
export const isN8n1 = typeof N8N_MAJOR !== 'undefined' && N8N_MAJOR === 1;

/** A fact about the current n8n that n8n 1.x contradicts: there the test has to fail, or the fact is not one. */
export const notInN8n1 = isN8n1 ? it.failing : it;

/** About a part of n8n that n8n 1.x does not have: there is nothing to try there. */
export const lackingInN8n1 = isN8n1 ? it.skip : it;
