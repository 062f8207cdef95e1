import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { hosts, resolveEnvironment } from '../nodes/Revolv3/environments';
import { attachSecret } from '../nodes/shared/credentials/attachSecret';
import { account, standsFor } from '../nodes/shared/credentials/identityFields';
import { hasOwnTokens } from '../nodes/shared/credentials/managed';
import { assertNotInClear } from '../nodes/shared/credentials/notInClear';
import { fieldText } from '../nodes/shared/credentials/fieldText';
import { testBaseUrl } from '../nodes/shared/credentials/testBaseUrl';

/** Revolv3: a Developer Static Token in its own header (docs.revolv3.com, merchant-access-token). */
export class Revolv3Api implements ICredentialType {
	name = 'revolv3Api';

	displayName = 'Revolv3 API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoice-refunds/n8n-nodes-invoice-refunds#revolv3';

	icon: Icon = {
		light: 'file:../nodes/Revolv3/revolv3.svg',
		dark: 'file:../nodes/Revolv3/revolv3.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Before Request',
			name: 'beforeRequest',
			type: 'hidden',
			// Stays empty. n8n calls `preAuthentication` only for a credential type with such a field.
			typeOptions: { expirable: true },
			default: '',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'sandbox',
			options: [
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: 'Payments here go to the processors’ test systems',
				},
				{
					name: 'Production',
					value: 'production',
					description: 'Refunds here send real money back',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Another address, such as a gateway or a local sandbox',
				},
			],
			description: 'The environment the token was made in. Each has tokens of its own.',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In the Revolv3 portal of that environment under Settings > Integration Profile > Developer Static Tokens',
		},
		account,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			placeholder: 'e.g. https://gateway.example.com/revolv3',
			description:
				'Where requests go instead of Revolv3, with your token. Has to begin with https:// unless it is this machine.',
		},
		standsFor([
			{ name: 'Production', value: 'production' },
			{ name: 'Sandbox', value: 'sandbox' },
		]),
	];

	/** n8n calls this in a credential test and before requests of its own. It never yields a token. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (!hasOwnTokens(credentials)) await assertNotInClear(this, resolveEnvironment(credentials));
		return {};
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachSecret(resolveEnvironment(credentials), requestOptions, {
			name: 'x-revolv3-token',
			value: fieldText(credentials, 'token'),
		});

	/** Reads one invoice: Revolv3 documents no call made for testing a token. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: testBaseUrl(hosts),
			url: '/api/Invoices/v1',
			qs: { page: 1, pageSize: 1 },
		},
	};
}
