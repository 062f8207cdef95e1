import type { FaultKind } from './delivery';

/**
 * Exactly this status, these headers and this text: how a vendor's own sample is served. Before the commit nothing is
 * booked; after it the refund is in the books, whatever the text says.
 */
export const verbatim: FaultKind = {
	explain: (rule) => `answer ${rule.status ?? 200} with a given text`,
	deliver: (rule) => ({
		status: rule.status ?? 200,
		headers: { 'content-type': 'application/json; charset=utf-8', ...rule.headers },
		text: rule.text ?? '',
		ending: 'end',
	}),
};
