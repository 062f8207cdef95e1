import {
	type IAuthenticate,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type INodeProperties,
	type Icon,
	UserError,
} from 'n8n-workflow';
import { hosts, resolveEnvironment } from '../nodes/Thredfi/environments';
import { tokenRequest } from '../nodes/Thredfi/tokenRequest';
import { attachSecret } from '../nodes/shared/credentials/attachSecret';
import { keptToken, requestToken } from '../nodes/shared/credentials/clientCredentials';
import { standsFor } from '../nodes/shared/credentials/identityFields';
import { hasOwnTokens } from '../nodes/shared/credentials/managed';
import { assertNotInClear } from '../nodes/shared/credentials/notInClear';
import { testBaseUrl } from '../nodes/shared/credentials/testBaseUrl';

/**
 * Thredfi: a partner token from the partner's id and API key (docs.thredfi.com/authentication).
 * The partner token only mints business tokens; those come with the request and are left alone.
 */
export class ThredfiApi implements ICredentialType {
	name = 'thredfiApi';

	displayName = 'Thredfi API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoice-refunds/n8n-nodes-invoice-refunds#thredfi';

	icon: Icon = {
		light: 'file:../nodes/Thredfi/thredfi.svg',
		dark: 'file:../nodes/Thredfi/thredfi.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Partner Token',
			name: 'partnerToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'sandbox',
			options: [
				{
					name: 'Custom',
					value: 'custom',
					description: 'Another address, such as a gateway or a local sandbox',
				},
				{
					name: 'Development',
					value: 'development',
					description: 'The sandbox of older guides. Take this only if your key was issued for it.',
				},
				{
					name: 'Production',
					value: 'production',
					description: 'Refunds here change real books',
				},
				{ name: 'Sandbox', value: 'sandbox' },
				{ name: 'Staging', value: 'staging' },
			],
			description: 'The environment the API key was issued for',
		},
		{
			displayName: 'Partner ID',
			name: 'partnerId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 5f0c2a8e-3b1d-4c6f-9a7e-2d8b1f4e6c30',
			description: 'Your partner UUID, which Thredfi issues together with the API key',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Issued by Thredfi, for production on request. It opens every business of the partner.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			placeholder: 'e.g. https://gateway.example.com/thredfi',
			description:
				'Where requests and your API key go instead of Thredfi. Has to begin with https:// unless it is this machine.',
		},
		standsFor([
			{ name: 'Development', value: 'development' },
			{ name: 'Production', value: 'production' },
			{ name: 'Sandbox', value: 'sandbox' },
			{ name: 'Staging', value: 'staging' },
		]),
	];

	/** n8n calls this when no token is kept, after a 401 and in a credential test; never by age. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (hasOwnTokens(credentials)) return {};
		const request = tokenRequest(credentials);
		if (!request.ok) throw new UserError(request.message);
		await assertNotInClear(this, resolveEnvironment(credentials));
		return { partnerToken: await requestToken(this, request) };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const request = tokenRequest(credentials);
		const token = request.ok ? keptToken(credentials.partnerToken, request) : null;
		return attachSecret(resolveEnvironment(credentials), requestOptions, {
			name: 'Authorization',
			value: token === null ? null : `Bearer ${token}`,
		});
	};

	/** Lists the partner's businesses (docs.thredfi.com/quickstart). */
	test: ICredentialTestRequest = {
		request: {
			baseURL: testBaseUrl(hosts),
			url: '/v1/platform/businesses/',
		},
	};
}
