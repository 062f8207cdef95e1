import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ClientTokens } from '../shared/credentials/clientCredentials';
import { fieldText } from '../shared/credentials/fieldText';
import { resolveEnvironment } from './environments';

/** How the credential asks for its token, or why it can't. */
export function tokenRequest(credentials: ICredentialDataDecryptedObject) {
	const environment = resolveEnvironment(credentials);
	if (!environment.ok) return environment;
	const { origin, tokenUrl = '', scope = '' } = environment;
	return {
		ok: true,
		provider: 'Layer',
		origin,
		tokenUrl,
		scope,
		clientId: fieldText(credentials, 'clientId'),
		clientSecret: fieldText(credentials, 'clientSecret'),
		fields: "'Client ID' and 'Client Secret'",
	} as const;
}

/** The same for the node, which looks after its tokens itself. */
export const clientTokens: ClientTokens = {
	field: 'accessToken',
	requestFor: (credentials) => {
		const request = tokenRequest(credentials);
		return request.ok ? request : null;
	},
};
