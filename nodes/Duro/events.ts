import type { INodePropertyOptions } from 'n8n-workflow';

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
