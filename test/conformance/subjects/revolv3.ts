import type { Subject } from '../subject';

export const revolv3: Subject = {
	provider: 'revolv3',
	displayName: 'Revolv3',
	keysAreFoundAt: 'workflow',
	showsRefunds: true,
	resend: 'never',
	tokenExpires: false,
	understandsRunningTotals: true,
	needsBusinessId: false,
	paid: { status: 'Paid', currency: 'USD' },
	environment: (origin) => `custom:${origin}`,
	keyOf: null,
	refundsAreReadBy: 'listInvoices',
	statusWords: {
		pending: 'RefundPending',
		declined: 'RefundDeclined',
		failed: 'RefundFailed',
		cancelled: null,
		unseen: 'RefundReversed',
	},
	nextRefundIs: (sandbox, word) =>
		sandbox.fault({
			provider: 'revolv3',
			call: 'refund',
			kind: 'revolv3Status',
			refundStatus: word,
		}),
};
