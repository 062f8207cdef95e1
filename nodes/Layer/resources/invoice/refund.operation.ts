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

const paymentClearingAccount: INodeProperties = {
	displayName: labels.options.paymentClearingAccount,
	name: 'paymentClearingAccount',
	type: 'string',
	default: '',
	placeholder: 'e.g. CURRENT_ASSETS',
	description: `The ledger account the money went out of, by its ID or stable name. Empty leaves it to Layer, which takes the one of '${labels.method}'.`,
};

const refundedPaymentFees: INodeProperties = {
	displayName: labels.options.refundedPaymentFees,
	name: 'refundedPaymentFees',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add fee',
	options: [
		{
			displayName: 'Fee',
			name: 'fee',
			values: [
				{
					displayName: 'Account',
					name: 'account',
					type: 'string',
					default: '',
					placeholder: 'e.g. MERCHANT_FEES',
					description: 'The ledger account of the fee, by its ID or stable name',
				},
				{
					displayName: 'Amount',
					name: 'amount',
					type: 'string',
					default: '',
					placeholder: 'e.g. 0.45',
					description: `How much of the fee was given back, read in '${labels.amountUnit}'`,
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Card fee',
					description: 'What the fee was for, for the books',
				},
			],
		},
	],
	description:
		'Fees of the original payment that its processor has given back. They do not change the refund itself.',
};

/** One text of a tag. */
function tagText(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

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
				tagText('Key', 'key', 'e.g. department', 'What the tag is about'),
				tagText('Value', 'value', 'e.g. support', 'What it says of that'),
				tagText(
					'Dimension Display Name',
					'dimensionDisplayName',
					'e.g. Department',
					'What people see in place of the key. Empty leaves it to Layer.',
				),
				tagText(
					'Value Display Name',
					'valueDisplayName',
					'e.g. Support Department',
					'What people see in place of the value. Empty leaves it to Layer.',
				),
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
		paymentClearingAccount,
		processingFee,
		processor,
		referenceNumber,
		refundedPaymentFees,
		tags,
	]),
];
