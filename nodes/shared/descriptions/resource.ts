import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/** What can be worked on where refunds have no ids of their own. */
export const onlyInvoices: INodeProperties = {
	displayName: labels.resource,
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'invoice',
	options: [{ name: 'Invoice', value: 'invoice' }],
};

/** What can be worked on elsewhere. */
export const invoicesAndRefunds: INodeProperties = {
	...onlyInvoices,
	options: [
		{ name: 'Invoice', value: 'invoice' },
		{ name: 'Refund', value: 'refund' },
	],
};
