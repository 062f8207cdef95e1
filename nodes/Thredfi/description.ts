import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';
import { businessId as sharedBusinessId } from '../shared/descriptions/businessId';
import { completedAt } from '../shared/descriptions/completedAt';
import {
	completed,
	customerId,
	customerReference,
	due,
	maximumAmountMinor,
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
	expectedCurrency,
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

const businessId = sharedBusinessId('The ID that Thredfi gave the business, a UUID');

/** The list is the one of the business. */
const invoiceId = sharedInvoiceId({
	list: true,
	placeholder: 'e.g. 0c9d5a7e-6b1f-4e83-8d2a-5f4b3c2d1e0f',
	dependsOn: 'businessId',
});

/** How the money went back: Thredfi's nine values (docs.thredfi.com, create-refund). */
const method: INodeProperties = {
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

/** The parameters of `refund`, and of `checkRefund`. */
const refundParameters: INodeProperties[] = [
	businessId,
	invoiceId,
	...refundAmount({
		full: 'Everything still refundable is recorded as refunded',
		percentageOf: 'what was paid before any refund',
		amount: 'How much to record as refunded, in the currency of the invoice',
		amountUnitHint: `Invoices in ISK take '${labels.amountUnits.minor}' only, in the unit of Thredfi's API`,
	}),
	reference,
	method,
	completedAt,
	simplify,
	optionsCollection([
		allowEarlierRefunds,
		concurrency,
		expectedCurrency,
		maximumAge,
		maximumAmount(),
		maximumTotal,
		memo,
		processingFee,
		processor,
		referenceNumber,
	]),
];

/** The parameters of `get`. */
const getParameters: INodeProperties[] = [businessId, invoiceId, simplify];

/** The parameters of `getAll`. */
const getAllParameters: INodeProperties[] = [
	businessId,
	...listing([customerId, customerReference, ...due, maximumAmountMinor]),
];

/** Everything the node shows for an invoice. */
export const invoice: INodeProperties[] = [
	invoiceOperations('Record a refund of an invoice in the books, in full or in part', true),
	refundNotice(
		"This records a refund in the books; nothing in Thredfi's documentation says that money is sent. Send the money back where it was paid.",
	),
	...updateDisplayOptions(forRefunds, refundParameters),
	...updateDisplayOptions(forGet, getParameters),
	...updateDisplayOptions(forGetAll, getAllParameters),
];

/** The parameters of `getAll` for refunds. */
const getAllRefundsParameters: INodeProperties[] = [businessId, ...listing([...completed])];

/** Everything the node shows for a refund. */
export const refund: INodeProperties[] = refundProperties({
	business: businessId,
	placeholder: 'e.g. 5f0e3b2c-8d7a-4c61-b9f4-2a1c0d9e8b76',
	description: 'The ID that Thredfi gave the refund, a UUID',
	list: getAllRefundsParameters,
});
