import { plainly, type FaultKind } from './delivery';
import { reshape } from './reshape';

const NAMES = [
	'allocations',
	'refund_allocations',
	'payment_allocations',
	'invoiceAttempts',
	'refunds',
	'attempts',
];

/** The lists that tie money to an invoice are gone; an absent list is not an empty one. */
export const missingAllocations: FaultKind = {
	explain: () => 'answer without allocations and attempts',
	needsAnswer: true,
	deliver: (_rule, answer) =>
		plainly(reshape(answer, (name) => (NAMES.includes(name) ? 'leaveOut' : 'keep'))),
};
