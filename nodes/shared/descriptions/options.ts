import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/**
 * The single options. Each provider's file picks the ones it takes; what is not picked is not shown.
 * Amounts are text, so that no digit is lost between the screen and the provider.
 */
const { options: names, amountUnit } = labels;

export const allowEarlierRefunds: INodeProperties = {
	displayName: names.allowEarlierRefunds,
	name: 'allowEarlierRefunds',
	type: 'boolean',
	default: false,
	description:
		'Whether to go on although the invoice has refunds that this node cannot explain, or may have. Look at the invoice first: one of them may be the very refund you are about to make. The same reference is still never refunded twice.',
};

export const concurrency: INodeProperties = {
	displayName: names.concurrency,
	name: 'concurrency',
	type: 'number',
	default: 3,
	typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
	description:
		'How many invoices to work on at the same time, from 1 to 20. Refunds of one invoice always wait for each other. Taken from the first item.',
};

export const expectedCurrency: INodeProperties = {
	displayName: names.expectedCurrency,
	name: 'expectedCurrency',
	type: 'string',
	default: '',
	placeholder: 'e.g. USD',
	description: 'Refuses the refund if the invoice is in another currency or names none',
};

export const maximumAge: INodeProperties = {
	displayName: names.maximumAge,
	name: 'maximumAge',
	type: 'number',
	default: 90,
	typeOptions: { minValue: 1, maxValue: 3650, numberPrecision: 0 },
	description:
		'Refuses the refund if the invoice was paid more than this many days ago, or if it is not known when. From 1 to 3650 days of 24 hours. Remove the option to have no limit.',
};

/** @param counted what counts towards it beyond the amount itself. */
export function maximumAmount(counted = ''): INodeProperties {
	return {
		displayName: names.maximumAmount,
		name: 'maximumAmount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100.00',
		description: `Refuses any single refund above this${counted}, read in '${amountUnit}'. Remove the option to have no limit.`,
	};
}

export const maximumTotal: INodeProperties = {
	displayName: names.maximumTotal,
	name: 'maximumTotal',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1000.00',
	description: `Refuses whatever would take the refunds of this run above this sum, read in '${amountUnit}'. Taken from the first item. Remove the option to have no limit.`,
};

export const memo: INodeProperties = {
	displayName: names.memo,
	name: 'memo',
	type: 'string',
	default: '',
	placeholder: 'e.g. Damaged on arrival',
	description: 'A note kept with the refund in the books',
};

export const processingFee: INodeProperties = {
	displayName: names.processingFee,
	name: 'processingFee',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0.30',
	description: `What the payment processor charged for the refund, read in '${amountUnit}'. It does not change the refund itself.`,
};

export const processor: INodeProperties = {
	displayName: names.processor,
	name: 'processor',
	type: 'string',
	default: '',
	placeholder: 'e.g. STRIPE',
	description: 'The payment processor that sent the money back',
};

export const referenceNumber: INodeProperties = {
	displayName: names.referenceNumber,
	name: 'referenceNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. re_123',
	description: `The number people see with the refund in the books. Empty shows '${labels.reference}' there.`,
};

/** The collection they live in. */
export function optionsCollection(options: INodeProperties[]): INodeProperties {
	return {
		displayName: labels.optionsCollection,
		name: 'options',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		options,
	};
}
