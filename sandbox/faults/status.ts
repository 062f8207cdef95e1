import { plainly, type FaultKind } from './delivery';

/** Another status, with the provider's own error body. */
export const status: FaultKind = {
	explain: (rule) =>
		`answer ${rule.status ?? 500}${rule.retryAfter === undefined ? '' : ` with Retry-After ${rule.retryAfter}`}`,
	deliver: (rule, _answer, { errorBody }) => {
		const given = rule.status ?? 500;
		const headers = {
			...(rule.retryAfter === undefined ? {} : { 'retry-after': String(rule.retryAfter) }),
			...rule.headers,
		};
		return plainly({ status: given, body: errorBody(given, 'A fault is armed.'), headers });
	},
};
