import type { StatusWord, Subject } from '../subject';

const recorded = (word: string): StatusWord => ({
	word,
	made: 'refunded',
	became: 'alreadyRefunded',
});

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
	upserts: false,
	tooMuchIs: 409,
	fullyRefundedIsAState: false,
	fullTakesWhatIsLeft: false,
	// Nobody has documented a word, so none of them can mean "no".
	statuses: {
		pending: recorded('pending'),
		declined: recorded('declined'),
		failed: recorded('not_done'),
		cancelled: recorded('undone'),
		unseen: recorded('sideways'),
	},
	settledWord: 'recorded',
	nextRefundIs: ({ switches }, word) => {
		switches.duro.refundStatus = word;
	},
	tellRunningTotals: ({ switches }) => {
		switches.duro.cumulativeRefunded = true;
	},
	hideRefunds: null,
	forgetKeys: ({ switches }) => {
		switches.duro.losesKeyOnFault = true;
	},
	// A key is answered with what it first saw, whatever that was about.
	giveKeyAway: ({ ledger }, key, invoiceId) =>
		ledger.storeAnswer(key, {
			status: 200,
			headers: {},
			body: { invoiceId, refunded: 1_000, status: 'recorded' },
		}),
	keyGivenAway: 'unknown outcomeUnknown',
};
