import {
	type INodeProperties,
	type INodePropertyOptions,
	updateDisplayOptions,
} from 'n8n-workflow';
import { invoiceId as sharedInvoiceId } from '../shared/descriptions/invoiceId';
import {
	forGet,
	forRefunds,
	invoiceOperations,
	refundNotice,
} from '../shared/descriptions/invoiceOperations';
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
import { simplify } from '../shared/descriptions/simplify';
import { labels } from '../shared/labels';

/** By ID only: Duro documents no list of invoices. */
const invoiceId = sharedInvoiceId({ list: false, placeholder: 'e.g. inv_8Fk2' });

const reason: INodeProperties = {
	displayName: labels.options.reason,
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Duplicate order',
	description: `Why it is refunded, kept by Duro. Empty sends '${labels.reference}' instead.`,
};

/** The parameters of `refund`, and of `checkRefund`. */
const refundParameters: INodeProperties[] = [
	invoiceId,
	...refundAmount({
		full: 'The whole invoice amount; refused if this workflow has refunded any of it before',
		percentageOf: 'the invoice amount',
		amount: 'How much to refund, in the currency of the invoice',
	}),
	reference,
	simplify,
	optionsCollection([
		allowEarlierRefunds,
		concurrency,
		expectedCurrency,
		maximumAge,
		maximumAmount(),
		maximumTotal,
		reason,
	]),
];

/** The parameters of `get`. */
const getParameters: INodeProperties[] = [invoiceId, simplify];

/** Everything the node shows for an invoice. */
export const invoice: INodeProperties[] = [
	invoiceOperations('Record a refund of an invoice, in full or in part', false),
	refundNotice(
		"Duro records the refund; its documentation does not say whether money is sent, and its API shows no earlier refunds. Run 'Check Refund' first.",
	),
	...updateDisplayOptions(forRefunds, refundParameters),
	...updateDisplayOptions(forGet, getParameters),
];

/** Every event that Duro documents. Its names are canonical and the values here. */
export const duroEvents: INodePropertyOptions[] = [
	{ name: 'Invoice Created', value: 'invoice_created' },
	{ name: 'Subscription Activated', value: 'subscription_activated' },
	{ name: 'Subscription Cancelled', value: 'subscription_cancelled' },
	{ name: 'Subscription Created', value: 'subscription_created' },
	{ name: 'Subscription Expired', value: 'subscription_expired' },
	{ name: 'Subscription Past Due', value: 'subscription_past_due' },
	{ name: 'Subscription Paused', value: 'subscription_paused' },
	{ name: 'Subscription Payment Action Required', value: 'subscription_payment_action_required' },
	{ name: 'Subscription Payment Failed', value: 'subscription_payment_failed' },
	{ name: 'Subscription Payment Recovered', value: 'subscription_payment_recovered' },
	{
		name: 'Subscription Payment Refunded',
		value: 'subscription_payment_refunded',
		description: 'An invoice was refunded',
	},
	{ name: 'Subscription Payment Success', value: 'subscription_payment_success' },
	{ name: 'Subscription Plan Changed', value: 'subscription_plan_changed' },
	{ name: 'Subscription Recovered', value: 'subscription_recovered' },
	{ name: 'Subscription Resumed', value: 'subscription_resumed' },
	{ name: 'Subscription Unpaid', value: 'subscription_unpaid' },
	{ name: 'Subscription Updated', value: 'subscription_updated' },
];
