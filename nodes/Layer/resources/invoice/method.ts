import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../../../shared/labels';

/**
 * How the money went back. Layer's pages disagree whether a refund in full still takes the field, hence `notSent`
 * (docs/providers/layer.md#method).
 */
export const method: INodeProperties = {
	displayName: labels.method,
	name: 'method',
	type: 'options',
	default: 'OTHER',
	options: [
		{ name: 'ACH', value: 'ACH' },
		{ name: 'Cash', value: 'CASH' },
		{ name: 'Check', value: 'CHECK' },
		{ name: 'Credit Card', value: 'CREDIT_CARD' },
		{
			name: 'Not Sent',
			value: 'notSent',
			description: `Leaves the field out, in case Layer rejects it. With '${labels.refundType}' '${labels.refundTypes.full}' only.`,
		},
		{ name: 'Other', value: 'OTHER' },
		{ name: 'Store Credit', value: 'STORE_CREDIT' },
	],
	description: 'How the money went back, for the books',
};
