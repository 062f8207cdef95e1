import type { Subject } from '../subject';

export const duro: Subject = {
	provider: 'duro',
	displayName: 'Duro',
	keysAreFoundAt: 'workflow',
	showsRefunds: false,
	resend: 'sameKeyAfterAnswer',
	tokenExpires: false,
	understandsRunningTotals: false,
	needsBusinessId: false,
	paid: { status: 'paid', currency: 'NGN' },
	environment: () => 'test',
	keyOf: ({ headers }) => headers['idempotency-key'],
	refundsAreReadBy: null,
	// Nobody has documented a word, so none of them can mean "no".
	statusWords: { pending: null, declined: null, failed: null, cancelled: null, unseen: null },
	nextRefundIs: ({ switches }, word) => {
		switches.duro.refundStatus = word;
	},
};
