import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/** The filters of the lists. Each provider's file picks those that it documents. */
const { filters: names } = labels;

/** One end of a range. */
function date(name: keyof typeof names, description: string): INodeProperties {
	return { displayName: names[name], name, type: 'dateTime', default: '', description };
}

/** How a day or moment is read. @param utcDays where the provider counts in whole UTC days */
function range<From extends keyof typeof names, Until extends keyof typeof names>(
	from: From,
	until: Until,
	what: string,
	utcDays: boolean,
): INodeProperties[] {
	const zone = utcDays
		? 'A whole day in UTC.'
		: 'Without a time zone, the workflow’s zone applies.';
	return [
		date(from, `Only ${what} on or after this. ${zone}`),
		date(until, `Only ${what} up to and including this. ${zone}`),
	];
}

export const billed = range('billedFrom', 'billedUntil', 'invoices billed', true);
export const updated = range('updatedFrom', 'updatedUntil', 'those last updated', true);
export const completed = range(
	'completedFrom',
	'completedUntil',
	'refunds that were completed',
	false,
);
export const due = range('dueFrom', 'dueUntil', 'invoices due', false);
export const sent = range('sentFrom', 'sentUntil', 'invoices sent', false);

export const customerId: INodeProperties = {
	displayName: names.customerId,
	name: 'customerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 9a1b2c3d-4e5f-4a6b-8c7d-0e1f2a3b4c5d',
	description: 'Only invoices of the customer with this ID, a UUID of the provider',
};

export const customerReference: INodeProperties = {
	displayName: names.customerReference,
	name: 'customerReference',
	type: 'string',
	default: '',
	placeholder: 'e.g. customer-7',
	description: 'Only invoices of the customer with this ID, your own one',
};

export const externalId: INodeProperties = {
	displayName: names.externalId,
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. n8nr1-068021a74b94b885ddbb341160cd6a33fbf3b31d',
	description: `Only the refund that was recorded under this external ID. This node records a refund under its key, which it shows with '${labels.simplify}' off.`,
};

export const invoiceReference: INodeProperties = {
	displayName: names.invoiceReference,
	name: 'invoiceReference',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-4711',
	description:
		'Only the invoices with this reference, your own one, such as the number of the order',
};

export const maximumAmountMinor: INodeProperties = {
	displayName: names.maximumAmountMinor,
	name: 'maximumAmountMinor',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1250',
	description:
		'Only invoices up to this amount, in the smallest unit of the currency: 1250 is 12.50',
};

/** @param words the provider's own, shown as they are */
export function status(words: readonly string[]): INodeProperties {
	return {
		displayName: names.status,
		name: 'status',
		type: 'multiOptions',
		default: [],
		options: [...words].sort().map((word) => ({ name: titleOf(word), value: word })),
		description: 'Only invoices in one of these states',
	};
}

function titleOf(word: string): string {
	return word
		.toLowerCase()
		.split('_')
		.map((part) => part.charAt(0).toUpperCase() + part.slice(1))
		.join(' ');
}
