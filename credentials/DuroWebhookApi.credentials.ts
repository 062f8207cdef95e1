import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** Duro: the secret of one webhook endpoint (docs.useduro.com/webhooks/delivery). Nothing is ever sent with it. */
export class DuroWebhookApi implements ICredentialType {
	name = 'duroWebhookApi';

	displayName = 'Duro Webhook API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoice-refunds/n8n-nodes-invoice-refunds#duro-trigger';

	icon: Icon = {
		light: 'file:../nodes/Duro/duro.svg',
		dark: 'file:../nodes/Duro/duro.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. whsec_…',
			description:
				'In the Duro dashboard under Developers > Webhooks; shown once, when the endpoint is added. It proves that a delivery comes from Duro.',
		},
		{
			displayName:
				'n8n cannot test this secret: Duro answers no request made with it. Whether it is right shows with the first delivery, which Duro lists in its dashboard: 200 fits, 401 does not.',
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
