import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/**
 * How much goes back. There is no way to a full refund but choosing it: an amount that is empty or
 * unreadable is refused, never taken for "all".
 */
export function refundAmount(words: {
	readonly full: string;
	/** What a percentage is taken of, at this provider. */
	readonly percentageOf: string;
	readonly amountLabel?: string;
	readonly amount: string;
	readonly amountUnitHint?: string;
}): INodeProperties[] {
	return [
		{
			displayName: labels.refundType,
			name: 'refundType',
			type: 'options',
			default: 'amount',
			options: [
				{
					name: labels.refundTypes.amount,
					value: 'amount',
					description: 'Exactly the amount you give, if that much is left',
				},
				{ name: labels.refundTypes.full, value: 'full', description: words.full },
				{
					name: labels.refundTypes.percentage,
					value: 'percentage',
					description: `A share of ${words.percentageOf}, never of what is left`,
				},
			],
		},
		{
			displayName: words.amountLabel ?? labels.amount,
			name: 'amount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12.50',
			displayOptions: { show: { refundType: ['amount'] } },
			description: words.amount,
		},
		{
			displayName: labels.percentage,
			name: 'percentage',
			type: 'string',
			default: '',
			placeholder: 'e.g. 50',
			displayOptions: { show: { refundType: ['percentage'] } },
			description: `Above 0 and up to 100, with up to four decimals, of ${words.percentageOf}. Rounded half up to the smallest unit of the currency.`,
			hint: 'In percent: 50 is half of it, and 0.5 is half a percent. A spreadsheet may hold 50 % as 0.5.',
		},
		// Shown for every refund type: n8n drops a hidden field's value, and the limits depend on this one.
		{
			displayName: labels.amountUnit,
			name: 'amountUnit',
			type: 'options',
			default: 'major',
			options: [
				{
					name: labels.amountUnits.major,
					value: 'major',
					description: 'As people write it: 12.50 is twelve and a half',
				},
				{
					name: labels.amountUnits.minor,
					value: 'minor',
					description: 'In the smallest unit of the currency: 1250 is 12.50',
				},
			],
			description: 'How to read every amount in this node, the limits under Options included',
			...(words.amountUnitHint === undefined ? {} : { hint: words.amountUnitHint }),
		},
	];
}
