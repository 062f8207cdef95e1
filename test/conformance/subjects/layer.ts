import { bodyField } from '../bodyField';
import type { StatusWord, Subject } from '../subject';

const recorded = (word: string): StatusWord => ({
	word,
	made: null,
	became: 'alreadyRefunded',
});

export const layer: Subject = {
	provider: 'layer',
	displayName: 'Layer',
	keysAreFoundAt: 'provider',
	showsRefunds: true,
	resend: 'identicalOnce',
	tokenExpires: true,
	understandsRunningTotals: false,
	needsBusinessId: true,
	paid: { status: 'PAID', currency: 'USD' },
	environment: (origin) => `custom:${origin}`,
	keyOf: bodyField('external_id'),
	refundsAreReadBy: 'listRefunds',
	upserts: true,
	tooMuchIs: 400,
	fullyRefundedIsAState: true,
	fullTakesWhatIsLeft: false,
	// A refund in the books is recorded, whatever its payments say; the words are not documented.
	statuses: {
		pending: recorded('SENT'),
		declined: recorded('DECLINED'),
		failed: recorded('FAILED'),
		cancelled: recorded('VOIDED'),
		unseen: recorded('SIDEWAYS'),
	},
	settledWord: 'PAID',
	nextRefundIs: null,
	tellRunningTotals: null,
	hideRefunds: null,
	forgetKeys: null,
	giveKeyAway: (sandbox, key, invoiceId) => {
		sandbox.refundInPortal('layer', invoiceId, 1_000, { key });
	},
	keyGivenAway: 'refused referenceConflict',
};
