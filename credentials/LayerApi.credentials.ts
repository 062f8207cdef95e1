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
import { hosts, resolveEnvironment, scopes } from '../nodes/Layer/environments';
import { tokenRequest } from '../nodes/Layer/tokenRequest';
import { attachSecret } from '../nodes/shared/credentials/attachSecret';
import { keptToken, requestToken } from '../nodes/shared/credentials/clientCredentials';
import { standsFor } from '../nodes/shared/credentials/identityFields';
import { hasOwnTokens } from '../nodes/shared/credentials/managed';
import { assertNotInClear } from '../nodes/shared/credentials/notInClear';
import { testBaseUrl } from '../nodes/shared/credentials/testBaseUrl';

/** Layer: OAuth2 client credentials, tokens of one hour (docs.layerfi.com/api-details/authentication). */
export class LayerApi implements ICredentialType {
	name = 'layerApi';

	displayName = 'Layer API';

	documentationUrl = 'https://github.com/n8n-nodes-invoice-refunds/n8n-nodes-invoice-refunds#layer';

	icon: Icon = {
		light: 'file:../nodes/Layer/layer.svg',
		dark: 'file:../nodes/Layer/layer.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
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
				{ name: 'Sandbox', value: 'sandbox' },
				{
					name: 'Production',
					value: 'production',
					description: 'Refunds here change real books',
				},
				{
					name: 'Production Canada',
					value: 'productionCanada',
					description: 'Refunds here change real books, on Layer’s Canadian host',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Another address, such as a gateway or a local sandbox',
				},
			],
			description: 'Where the client was issued. It also decides the host and the scope.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'Issued by Layer’s staff together with the secret',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Issued by Layer’s staff. It opens every business of your account.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			placeholder: 'e.g. https://gateway.example.com/layer',
			description:
				'Where requests go instead of Layer. Has to begin with https:// unless it is this machine.',
		},
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			placeholder: 'e.g. https://gateway.example.com/oauth2/token',
			description:
				'Where access tokens are asked for, with your client secret. Has to begin with https:// unless it is this machine.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			placeholder: `e.g. ${scopes.sandbox}`,
			description: 'The OAuth2 scope to ask for; Layer names it like a web address',
		},
		standsFor([
			{ name: 'Production', value: 'production' },
			{ name: 'Production Canada', value: 'productionCanada' },
			{ name: 'Sandbox', value: 'sandbox' },
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
		return { accessToken: await requestToken(this, request) };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const request = tokenRequest(credentials);
		const token = request.ok ? keptToken(credentials.accessToken, request) : null;
		return attachSecret(resolveEnvironment(credentials), requestOptions, {
			name: 'Authorization',
			value: token === null ? null : `Bearer ${token}`,
		});
	};

	/** Asks Layer who the client is (docs.layerfi.com/guides/initial-setup). */
	test: ICredentialTestRequest = {
		request: {
			baseURL: testBaseUrl(hosts),
			url: '/whoami',
		},
	};
}
