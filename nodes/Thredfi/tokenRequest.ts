import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ClientTokens } from '../shared/credentials/clientCredentials';
import { fieldText } from '../shared/credentials/fieldText';
import { resolveEnvironment } from './environments';

/** How the credential asks for its token, or why it can't. */
export function tokenRequest(credentials: ICredentialDataDecryptedObject) {
	const environment = resolveEnvironment(credentials);
	if (!environment.ok) return environment;
	const { origin, tokenUrl = '' } = environment;
	return {
		ok: true,
		provider: 'Thredfi',
		origin,
		tokenUrl,
		clientId: fieldText(credentials, 'partnerId'),
		clientSecret: fieldText(credentials, 'apiKey'),
		fields: "'Partner ID' and 'API Key'",
	} as const;
}

/** The same for the node, which looks after its tokens itself. */
export const clientTokens: ClientTokens = {
	field: 'partnerToken',
	requestFor: (credentials) => {
		const request = tokenRequest(credentials);
		return request.ok ? request : null;
	},
};
