import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** Revolv3: the key of one webhook (docs.revolv3.com/docs/creating-a-webhook). Nothing is ever sent with it. */
export class Revolv3WebhookApi implements ICredentialType {
	name = 'revolv3WebhookApi';

	displayName = 'Revolv3 Webhook API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoice-refunds/n8n-nodes-invoice-refunds#revolv3-trigger';

	icon: Icon = {
		light: 'file:../nodes/Revolv3/revolv3.svg',
		dark: 'file:../nodes/Revolv3/revolv3.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Webhook Key',
			name: 'webhookKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In the Revolv3 portal on the page Webhooks, shown with the webhook. It proves that a delivery comes from Revolv3.',
		},
		{
			displayName:
				'n8n cannot test this key: Revolv3 answers no request made with it. Test Connection in the Revolv3 portal does: it can only be saved if this key and the URL fit.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
	];

	/**
	 * Left empty on purpose. n8n calls everything a success or a failed connection that a test answers, and here no
	 * connection exists: only a signed delivery tells. Without a test n8n shows no verdict; the notice says why.
	 */
	test?: ICredentialTestRequest;
}
