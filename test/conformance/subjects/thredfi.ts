import { bodyField } from '../bodyField';
import type { Subject } from '../subject';

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
	refundsAreReadBy: 'readRefund',
	statusWords: {
		// A record that is on its way is a record: no word of it means "not final".
		pending: null,
		declined: null,
		failed: 'failed',
		cancelled: 'cancelled',
		unseen: 'reversed',
	},
	nextRefundIs: ({ switches }, word) => {
		Object.assign(switches.thredfi, { initialStatus: word });
	},
};
