/**
 * Marks a request that must not leave twice (a refund). n8n 1.x sends a request again after any 401, also
 * where statuses are ignored and the 401's body is cut off, and knows no option against it. It authenticates the
 * request anew first, and that is where `attachSecret` refuses. A symbol, since it stays when options are copied.
 */
const ONLY_ONCE = Symbol.for('n8n-nodes-invoice-refunds.onlyOnce');

/** The same options, marked: the credential will not authenticate them a second time. */
export function onlyOnce<T extends object>(options: T): T {
	return Object.assign(options, { [ONLY_ONCE]: true });
}

/** Whether the request was marked by `onlyOnce`. */
export function isOnlyOnce(options: object): boolean {
	return ONLY_ONCE in options;
}
