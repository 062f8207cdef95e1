import { bodyField } from '../bodyField';
import type { Subject } from '../subject';

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
	statusWords: { pending: null, declined: null, failed: null, cancelled: null, unseen: null },
	nextRefundIs: null,
};
