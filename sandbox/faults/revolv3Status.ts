import { plainly, type FaultKind } from './delivery';

/** The new refund takes this status, in the books and in the answer; the booking itself reads the rule. */
export const revolv3Status: FaultKind = {
	explain: (rule) => `give the refund the status ${rule.refundStatus ?? 'RefundPending'}`,
	needsAnswer: true,
	deliver: (_rule, answer) => plainly(answer ?? { status: 200, body: undefined, headers: {} }),
};
