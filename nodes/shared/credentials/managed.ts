import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * Marks a request that must not leave twice (a refund). n8n 1.x sends a request again after any 401, also
 * where statuses are ignored and the 401's body is cut off, and knows no option against it. It authenticates the
 * request anew first, and that is where `attachSecret` refuses. A symbol, since it stays when options are copied.
 */
const ONLY_ONCE = Symbol.for('n8n-nodes-invoice-refunds.onlyOnce');

/**
 * Marks credential data whose token this package looks after itself. n8n asks for a token wherever the hidden field is
 * empty or a 401 was thrown, and stores it in the credential, where it replaces what other items or executions use;
 * n8n 1.x even stores the values that expressions came to in place of the expressions.
 */
const OWN_TOKENS = Symbol.for('n8n-nodes-invoice-refunds.ownTokens');

/** The same options, marked: the credential will not authenticate them a second time. */
export function onlyOnce<T extends object>(options: T): T {
	return Object.assign(options, { [ONLY_ONCE]: true });
}

/** Whether the request was marked by `onlyOnce`. */
export function isOnlyOnce(options: object): boolean {
	return ONLY_ONCE in options;
}

/** The same data, marked: `preAuthentication` asks for no token and stores none. */
export function withOwnTokens(
	data: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	return Object.assign(data, { [OWN_TOKENS]: true });
}

/** Whether the data was marked by `withOwnTokens`. */
export function hasOwnTokens(data: object): boolean {
	return OWN_TOKENS in data;
}
