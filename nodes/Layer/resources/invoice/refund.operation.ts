import type { INodeProperties } from 'n8n-workflow';
import { completedAt } from '../../../shared/descriptions/completedAt';
import {
	allowEarlierRefunds,
	concurrency,
	maximumAge,
	maximumAmount,
	maximumTotal,
	memo,
	optionsCollection,
	processingFee,
	processor,
	referenceNumber,
} from '../../../shared/descriptions/options';
import { reference } from '../../../shared/descriptions/reference';
import { refundAmount } from '../../../shared/descriptions/refundAmount';
import { simplify } from '../../../shared/descriptions/simplify';
import { labels } from '../../../shared/labels';
import { businessId } from './businessId';
import { invoiceId } from './invoiceId';
import { method } from './method';

const metadata: INodeProperties = {
	displayName: labels.options.metadata,
	name: 'metadata',
	type: 'json',
	default: '{}',
	description: 'A JSON object of up to 1 KB, kept with the refund',
};

const tags: INodeProperties = {
	displayName: labels.options.tags,
	name: 'tags',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add tag',
	options: [
		{
			displayName: 'Tag',
			name: 'tag',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. department',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. support',
				},
			],
		},
	],
	description: 'Tags to group the refund by in the books',
};

/** The parameters of `refund`, and of `checkRefund`. There is no currency: Layer names none. */
export const refund: INodeProperties[] = [
	businessId,
	invoiceId,
	...refundAmount({
		full: 'Everything still refundable is recorded as refunded',
		percentageOf: 'what was paid before any refund',
		amount: 'How much to record as refunded',
		amountUnitHint: 'Layer names no currency and counts in cents: two decimals',
	}),
	reference,
	method,
	completedAt,
	simplify,
	optionsCollection([
		allowEarlierRefunds,
		concurrency,
		maximumAge,
		maximumAmount(),
		maximumTotal,
		memo,
		metadata,
		processingFee,
		processor,
		referenceNumber,
		tags,
	]),
];
