import type { INodePropertyOptions } from 'n8n-workflow';

/** Every event that Revolv3 documents (dossier §6) but its connection test, which never starts a workflow. */
export const revolv3Events: INodePropertyOptions[] = [
	{ name: 'ACH Invoice Status Changed (Deprecated)', value: 'ACHInvoiceStatusChanged' },
	{ name: 'Invoice Attempt Created', value: 'InvoiceAttemptCreated' },
	{ name: 'Invoice Attempt Status Changed', value: 'InvoiceAttemptStatusChanged' },
	{
		name: 'Invoice Created',
		value: 'InvoiceCreated',
		description:
			'Also for a refund, which is an invoice of its own. The only event of one that is final at once.',
	},
	{
		name: 'Invoice Status Changed',
		value: 'InvoiceStatusChanged',
		description:
			'Also for a refund that becomes final later. The first status of an invoice is no change.',
	},
	{ name: 'Subscription Changed', value: 'SubscriptionChanged' },
	{ name: 'Subscription Created', value: 'SubscriptionCreated' },
	{ name: 'Subscription Failed', value: 'SubscriptionFailed' },
];
