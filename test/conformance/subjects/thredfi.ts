import { bodyField } from '../bodyField';
import type { Subject } from '../subject';
import { UNKNOWN, type Word } from '../words';

const SPENT: Word = 'refused referenceSpent';

export const thredfi: Subject = {
	provider: 'thredfi',
	displayName: 'Thredfi',
	keysAreFoundAt: 'provider',
	showsRefunds: true,
	resend: 'identicalOnce',
	tokenExpires: true,
	understandsRunningTotals: false,
	needsBusinessId: true,
	paid: { status: 'paid', currency: 'USD' },
	environment: (origin) => `custom:${origin}`,
	keyOf: bodyField('external_id'),
	refundsAreReadBy: 'listRefunds',
	// A payment may name its refunds; whether it does is not documented.
	closeSecondSource: ({ switches }) => {
		switches.thredfi.paymentsNameRefunds = false;
	},
	upserts: false,
	tooMuchIs: 422,
	fullyRefundedIsAState: true,
	fullTakesWhatIsLeft: false,
	statuses: {
		// A record that is on its way is a record.
		pending: { word: 'pending', made: 'refunded', became: 'alreadyRefunded' },
		declined: { word: 'declined', made: UNKNOWN, became: UNKNOWN },
		failed: { word: 'failed', made: SPENT, became: SPENT },
		cancelled: { word: 'cancelled', made: SPENT, became: SPENT },
		unseen: { word: 'reversed', made: UNKNOWN, became: UNKNOWN },
	},
	settledWord: 'paid',
	nextRefundIs: ({ switches }, word) => {
		Object.assign(switches.thredfi, { initialStatus: word });
	},
	tellRunningTotals: null,
	hideRefunds: null,
	forgetKeys: null,
	giveKeyAway: (sandbox, key, invoiceId) => {
		sandbox.refundInPortal('thredfi', invoiceId, 1_000, { key });
	},
	keyGivenAway: UNKNOWN,
	keySeenElsewhere: 'refused earlierRefundsUnknown',
};
