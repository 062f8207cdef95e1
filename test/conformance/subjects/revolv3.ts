import type { Subject } from '../subject';
import { UNKNOWN } from '../words';

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
	upserts: false,
	tooMuchIs: 400,
	fullyRefundedIsAState: false,
	fullTakesWhatIsLeft: true,
	statuses: {
		pending: { word: 'RefundPending', made: 'pending', became: 'pending' },
		declined: { word: 'RefundDeclined', made: 'refused providerRefused', became: 'refunded' },
		failed: { word: 'RefundFailed', made: 'refused providerRefused', became: 'refunded' },
		cancelled: { word: 'RefundCancelled', made: UNKNOWN, became: UNKNOWN },
		unseen: { word: 'RefundReversed', made: UNKNOWN, became: UNKNOWN },
	},
	settledWord: 'PartialRefund',
	nextRefundIs: (sandbox, word) =>
		sandbox.fault({
			provider: 'revolv3',
			call: 'refund',
			kind: 'revolv3Status',
			refundStatus: word,
		}),
	tellRunningTotals: ({ switches }) => {
		switches.revolv3.cumulativeTotals = true;
	},
	hideRefunds: ({ switches }) => {
		switches.revolv3.listShowsChildren = false;
	},
	forgetKeys: null,
	giveKeyAway: null,
	keyGivenAway: 'refunded',
};
