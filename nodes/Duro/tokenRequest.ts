import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ClientTokens } from '../shared/credentials/clientCredentials';
import { fieldText } from '../shared/credentials/fieldText';
import { authenticationOf, resolveEnvironment } from './environments';

/** How the credential asks for its token, or why it can't. */
export function tokenRequest(credentials: ICredentialDataDecryptedObject) {
	const environment = resolveEnvironment(credentials);
	if (!environment.ok) return environment;
	const { origin, tokenUrl = '' } = environment;
	return {
		ok: true,
		provider: 'Duro',
		origin,
		tokenUrl,
		clientId: fieldText(credentials, 'clientId'),
		clientSecret: fieldText(credentials, 'clientSecret'),
		body: 'json',
		fields: "'Client ID' and 'Client Secret'",
	} as const;
}

/** The same for the node, which looks after its tokens itself; a secret key needs none. */
export const clientTokens: ClientTokens = {
	field: 'accessToken',
	requestFor: (credentials) => {
		if (authenticationOf(credentials) !== 'clientCredentials') return null;
		const request = tokenRequest(credentials);
		return request.ok ? request : null;
	},
};
