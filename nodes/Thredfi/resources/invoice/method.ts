import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../../../shared/labels';

/** How the money went back: Thredfi's nine values (docs.thredfi.com, create-refund). */
export const method: INodeProperties = {
	displayName: labels.method,
	name: 'method',
	type: 'options',
	default: 'OTHER',
	options: [
		{ name: 'ACH', value: 'ACH' },
		{ name: 'Bank Transfer', value: 'BANK_TRANSFER' },
		{ name: 'Cash', value: 'CASH' },
		{ name: 'Check', value: 'CHECK' },
		{ name: 'Credit Card', value: 'CREDIT_CARD' },
		{ name: 'Debit Card', value: 'DEBIT_CARD' },
		{ name: 'Other', value: 'OTHER' },
		{ name: 'PayPal', value: 'PAYPAL' },
		{ name: 'Stripe', value: 'STRIPE' },
	],
	description: 'How the money went back, for the books',
};
