import { plainly, type FaultKind } from './delivery';

const DEFAULT_MS = 120_000; // longer than any client's write timeout

/** The answer comes late. Before the commit, the refund is booked late too, however long nobody listens. */
export const delay: FaultKind = {
	explain: (rule) => `hold the request for ${rule.delayMs ?? DEFAULT_MS} ms`,
	holdMs: (rule) => rule.delayMs ?? DEFAULT_MS,
	deliver: (_rule, answer) => plainly(answer ?? { status: 200, body: undefined, headers: {} }),
};
