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
import { authenticationOf, hosts, resolveEnvironment } from '../nodes/Duro/environments';
import { tokenRequest } from '../nodes/Duro/tokenRequest';
import { attachSecret } from '../nodes/shared/credentials/attachSecret';
import { keptToken, requestToken } from '../nodes/shared/credentials/clientCredentials';
import { fieldText } from '../nodes/shared/credentials/fieldText';
import { account } from '../nodes/shared/credentials/identityFields';
import { hasOwnTokens } from '../nodes/shared/credentials/managed';
import { assertNotInClear } from '../nodes/shared/credentials/notInClear';
import { TYPED_BASE_URL } from '../nodes/shared/credentials/testBaseUrl';

/** In an expression: the field whose prefix says the mode. */
const SECRET_WITH_MODE =
	"($credentials.authentication === 'clientCredentials' ? $credentials.clientId : $credentials.secretKey) ?? ''";

const withSecretKey = { show: { authentication: ['secretKey'] } };
const withClient = { show: { authentication: ['clientCredentials'] } };

/**
 * Duro: a secret key as a bearer, or a token of 60 minutes for a client's ID and secret
 * (docs.useduro.com/api-reference/authentication). Both reach everything in the account.
 */
export class DuroApi implements ICredentialType {
	name = 'duroApi';

	displayName = 'Duro API';

	documentationUrl = 'https://github.com/n8n-nodes-invoice-refunds/n8n-nodes-invoice-refunds#duro';

	icon: Icon = { light: 'file:../nodes/Duro/duro.svg', dark: 'file:../nodes/Duro/duro.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			// Absent with a secret key: n8n asks for a token wherever this is there and empty.
			displayOptions: withClient,
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			default: 'secretKey',
			options: [
				{ name: 'Secret Key', value: 'secretKey' },
				{ name: 'Client Credentials', value: 'clientCredentials' },
			],
			description:
				'Both can do everything in your account. A client is sent only when a token is asked for, and the token ends after an hour.',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			displayOptions: withSecretKey,
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. sk_test_…',
			description:
				'In the Duro dashboard under Developers > API Keys. Duro shows it once, and it can do everything in your account, so begin with a test key.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			displayOptions: withClient,
			default: '',
			required: true,
			placeholder: 'e.g. cid_test_…',
			description: 'Of the client that Duro issued for you, together with its secret',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			displayOptions: withClient,
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. csec_test_…',
			description: 'Of the same client, and of the same mode as its ID',
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
					description:
						'The key or client ID says it: sk_test_ and cid_test_ are the sandbox, sk_live_ and cid_live_ real invoices',
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
				'Where requests go instead of Duro, with your secret key or client. Has to begin with https:// unless it is this machine.',
		},
		account,
	];

	/** n8n calls this when no token is kept, after a 401 and in a credential test, where a secret key needs none. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (hasOwnTokens(credentials)) return {};
		await assertNotInClear(this, resolveEnvironment(credentials));
		if (authenticationOf(credentials) !== 'clientCredentials') return {};
		const request = tokenRequest(credentials);
		if (!request.ok) throw new UserError(request.message);
		return { accessToken: await requestToken(this, request) };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const bearer = bearerOf(credentials);
		return attachSecret(resolveEnvironment(credentials), requestOptions, {
			name: 'Authorization',
			value: bearer === null ? null : `Bearer ${bearer}`,
		});
	};

	/** Reads the plans: Duro documents no call that says who one is, and customers are personal data. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.environment === 'custom' ? ${TYPED_BASE_URL} : /^(sk|cid)_live_/.test((${SECRET_WITH_MODE}).trim()) ? '${hosts.live}' : '${hosts.test}' }}`,
			url: '/v1/plans',
		},
	};
}

/** What goes with a request; null where a token has to be asked for first. */
function bearerOf(credentials: ICredentialDataDecryptedObject): string | null {
	if (authenticationOf(credentials) !== 'clientCredentials')
		return fieldText(credentials, 'secretKey');
	const request = tokenRequest(credentials);
	return request.ok ? keptToken(credentials.accessToken, request) : null;
}
