import type { INodeProperties } from 'n8n-workflow';

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
