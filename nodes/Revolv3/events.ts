import type { INodePropertyOptions } from 'n8n-workflow';

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
