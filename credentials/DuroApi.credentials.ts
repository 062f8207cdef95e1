import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { hosts, resolveEnvironment } from '../nodes/Duro/environments';
import { attachSecret } from '../nodes/shared/credentials/attachSecret';
import { fieldText } from '../nodes/shared/credentials/fieldText';

/** Duro: a static secret key as a bearer (docs.useduro.com/api-reference/authentication). */
export class DuroApi implements ICredentialType {
	name = 'duroApi';

	displayName = 'Duro API';

	documentationUrl = 'https://github.com/n8n-nodes-invoice-refunds/n8n-nodes-invoice-refunds#duro';

	icon: Icon = { light: 'file:../nodes/Duro/duro.svg', dark: 'file:../nodes/Duro/duro.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. sk_test_…',
			description:
				'In the Duro dashboard under Developers > API Keys. Duro shows it once, and it can do everything in your account, so begin with a test key.',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'automatic',
			options: [
				{
					name: 'Automatic',
					value: 'automatic',
					description: 'The key says it: sk_test_ is the sandbox, sk_live_ is real invoices',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Another address, such as a gateway or a local sandbox',
				},
			],
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			placeholder: 'e.g. https://gateway.example.com/duro',
			description:
				'Where requests go instead of Duro, with your secret key. Has to begin with https:// unless it is this machine.',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachSecret(resolveEnvironment(credentials), requestOptions, {
			name: 'Authorization',
			value: `Bearer ${fieldText(credentials, 'secretKey')}`,
		});

	/** Reads the plans: Duro documents no call that says who one is, and customers are personal data. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.environment === 'custom' ? $credentials.baseUrl : $credentials.secretKey.trim().startsWith('sk_live_') ? '${hosts.live}' : '${hosts.test}' }}`,
			url: '/v1/plans',
		},
	};
}
