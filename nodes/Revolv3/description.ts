import {
	type INodeProperties,
	type INodePropertyOptions,
	updateDisplayOptions,
} from 'n8n-workflow';
import {
	billed,
	customerReference,
	invoiceReference,
	updated,
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
	optionsCollection,
} from '../shared/descriptions/options';
import { reference } from '../shared/descriptions/reference';
import { refundAmount } from '../shared/descriptions/refundAmount';
import { refundProperties } from '../shared/descriptions/refundOperations';
import { simplify } from '../shared/descriptions/simplify';
import { labels } from '../shared/labels';

/** The original invoice: a refund at Revolv3 is an invoice of its own. */
const invoiceId = sharedInvoiceId({ list: true, placeholder: 'e.g. 1001' });

const holdBankDebitDays: INodeProperties = {
	displayName: labels.options.holdBankDebitDays,
	name: 'holdBankDebitDays',
	type: 'number',
	default: 7,
	typeOptions: { minValue: 1, maxValue: 60, numberPrecision: 0 },
	description:
		'How many days a payment by ACH has to be old before it is refunded. It reads as paid at once and may still bounce within five business days; a refund until then is money that never came. A payment whose date is not told is not refunded either. Remove the option to refund at once.',
};

const includeRawProcessorResponse: INodeProperties = {
	displayName: labels.options.includeRawProcessorResponse,
	name: 'includeRawProcessorResponse',
	type: 'boolean',
	default: false,
	description: `Whether to ask Revolv3 for the processor's own answer. It shows where '${labels.simplify}' is off.`,
};

const reportGroup: INodeProperties = {
	displayName: labels.options.reportGroup,
	name: 'reportGroup',
	type: 'string',
	default: '',
	description: 'Passed on to Revolv3 as it is; what it does there is not documented',
};

/** The parameters of `refund`, and of `checkRefund`. */
const refundParameters: INodeProperties[] = [
	invoiceId,
	...refundAmount({
		full: 'Everything still refundable goes back to the payer, tax included',
		percentageOf: 'the invoice amount before tax',
		amountLabel: labels.amountBeforeTax,
		amount:
			'How much to refund before tax. Revolv3 adds the tax share, so the payer gets more than this on a taxed invoice.',
	}),
	reference,
	simplify,
	optionsCollection([
		allowEarlierRefunds,
		concurrency,
		expectedCurrency,
		holdBankDebitDays,
		includeRawProcessorResponse,
		maximumAge,
		maximumAmount(', the tax share included'),
		maximumTotal,
		reportGroup,
	]),
];

/** The parameters of `get`. */
const getParameters: INodeProperties[] = [invoiceId, simplify];

/** The parameters of `getAll`. Refunds, which are invoices there, are not among them. */
const getAllParameters: INodeProperties[] = listing([
	...billed,
	customerReference,
	invoiceReference,
	...updated,
]);

/** Everything the node shows for an invoice. */
export const invoice: INodeProperties[] = [
	invoiceOperations('Send the money of an invoice back, in full or in part', true),
	refundNotice(
		"A refund sends money back to the payer and can't be taken back. Run 'Check Refund' first: it makes every check and sends nothing.",
	),
	...updateDisplayOptions(forRefunds, refundParameters),
	...updateDisplayOptions(forGet, getParameters),
	...updateDisplayOptions(forGetAll, getAllParameters),
];

/** The parameters of `getAll`: refunds are found through the invoice they were made on. */
const getAllRefundsParameters: INodeProperties[] = [invoiceId, ...listing([...updated])];

/** Everything the node shows for a refund. */
export const refund: INodeProperties[] = refundProperties({
	placeholder: 'e.g. 2002',
	description:
		'The number of the invoice that Revolv3 made for the refund, not of the refunded one',
	list: getAllRefundsParameters,
});

/**
 * Every event that Revolv3 documents but its connection test, which never starts a workflow. No event is documented for
 * a refund of a card payment. See docs/providers/revolv3.md#revolv3-trigger.
 */
export const revolv3Events: INodePropertyOptions[] = [
	{
		name: 'ACH Invoice Status Changed (Deprecated)',
		value: 'ACHInvoiceStatusChanged',
		description:
			'Any new status of an invoice paid by ACH, its refunds included. Invoice Status Changed takes its place.',
	},
	{ name: 'Invoice Attempt Created', value: 'InvoiceAttemptCreated' },
	{ name: 'Invoice Attempt Status Changed', value: 'InvoiceAttemptStatusChanged' },
	{
		name: 'Invoice Created',
		value: 'InvoiceCreated',
		description:
			'Documented for one-time, recurring and installment invoices. Whether a refund, which is an invoice too, sends it is not documented.',
	},
	{
		name: 'Invoice Status Changed',
		value: 'InvoiceStatusChanged',
		description:
			'A new status after the first one. Refunds of ACH payments change theirs later. A refund that is final at once may send no event.',
	},
	{ name: 'Subscription Changed', value: 'SubscriptionChanged' },
	{ name: 'Subscription Created', value: 'SubscriptionCreated' },
	{ name: 'Subscription Failed', value: 'SubscriptionFailed' },
];

/** Revolv3 signs the address as it was typed in its portal; behind a proxy n8n knows itself by another. */
export const webhookUrl: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://hooks.example.com/webhook/…',
	description:
		'The URL exactly as it was entered in the Revolv3 portal, which makes it part of every signature. Only needed where it differs from the production webhook URL above, such as behind a proxy.',
	hint: 'Empty: the webhook URL of n8n itself',
};
