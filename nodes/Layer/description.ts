import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';
import { businessId as sharedBusinessId } from '../shared/descriptions/businessId';
import { completedAt } from '../shared/descriptions/completedAt';
import {
	completed,
	customerId,
	customerReference,
	due,
	externalId,
	sent,
	status,
} from '../shared/descriptions/filters';
import { invoiceId as sharedInvoiceId } from '../shared/descriptions/invoiceId';
import {
	forGet,
	forGetAll,
	forRefunds,
	invoiceOperations,
	refundNotice,
} from '../shared/descriptions/invoiceOperations';
import { listing } from '../shared/descriptions/listing';
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
} from '../shared/descriptions/options';
import { reference } from '../shared/descriptions/reference';
import { refundAmount } from '../shared/descriptions/refundAmount';
import { refundProperties } from '../shared/descriptions/refundOperations';
import { simplify } from '../shared/descriptions/simplify';
import { labels } from '../shared/labels';
import { STATUSES } from './adapter/invoice';

const businessId = sharedBusinessId('The ID that Layer gave the business, a UUID');

/** The list is the one of the business. */
const invoiceId = sharedInvoiceId({
	list: true,
	placeholder: 'e.g. 0c9d5a7e-6b1f-4e83-8d2a-5f4b3c2d1e0f',
	dependsOn: 'businessId',
});

/**
 * How the money went back. Layer's pages disagree whether a refund in full still takes the field, hence `notSent`
 * (docs/providers/layer.md#method).
 */
const method: INodeProperties = {
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
const refundParameters: INodeProperties[] = [
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

/** The parameters of `get`. */
const getParameters: INodeProperties[] = [businessId, invoiceId, simplify];

/** The parameters of `getAll`. */
const getAllParameters: INodeProperties[] = [
	businessId,
	...listing([customerId, customerReference, ...due, ...sent, status(STATUSES)]),
];

/** Everything the node shows for an invoice. */
export const invoice: INodeProperties[] = [
	invoiceOperations('Record a refund of an invoice in the books, in full or in part', true),
	refundNotice(
		"This records a refund in the books; nothing in Layer's documentation says that money is sent. Send the money back where it was paid.",
	),
	...updateDisplayOptions(forRefunds, refundParameters),
	...updateDisplayOptions(forGet, getParameters),
	...updateDisplayOptions(forGetAll, getAllParameters),
];

/** The parameters of `getAll` for refunds. */
const getAllRefundsParameters: INodeProperties[] = [
	businessId,
	...listing([...completed, externalId]),
];

/** Everything the node shows for a refund. */
export const refund: INodeProperties[] = refundProperties({
	business: businessId,
	placeholder: 'e.g. 5f0e3b2c-8d7a-4c61-b9f4-2a1c0d9e8b76',
	description: 'The ID that Layer gave the refund, a UUID',
	list: getAllRefundsParameters,
});
