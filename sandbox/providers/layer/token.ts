import { TOKEN_SECONDS } from '../../ledger/tokens';
import type { World } from '../../world';
import { answer, Refusal, type Answer } from '../../wire/answer';
import { basic, type Incoming } from '../../wire/incoming';

/** [D] Two environments, and [C] a third: each has its own scope. */
const SCOPES = [
	'https://sandbox.layerfi.com/sandbox',
	'https://api.layerfi.com/production',
	'https://api-ca.layerfi.com/production',
];

/** `POST /oauth2/token` [D]: Basic, and a form with `grant_type`, `scope` and `client_id`. */
export function issueLayerToken(world: World, incoming: Incoming): Answer {
	const { clientId, clientSecret } = world.credentials.layer;
	const caller = basic(incoming);
	if (caller?.user !== clientId || caller.password !== clientSecret) {
		throw oauthRefusal(401, 'invalid_client');
	}
	if (incoming.contentType !== 'application/x-www-form-urlencoded') {
		throw oauthRefusal(415, 'invalid_request');
	}
	const form = new URLSearchParams(incoming.bodyText);
	if (form.get('grant_type') !== 'client_credentials') {
		throw oauthRefusal(400, 'unsupported_grant_type');
	}
	// [D] the id is in the body as well as in Basic
	if (form.get('client_id') !== clientId) throw oauthRefusal(400, 'invalid_request');
	const scope = form.get('scope') ?? '';
	if (!SCOPES.includes(scope)) throw oauthRefusal(400, 'invalid_scope');
	const token = world.tokens.issue('layer', 'client', scope);
	return answer(200, {
		access_token: token.token,
		expires_in: TOKEN_SECONDS,
		token_type: 'Bearer',
	});
}

/** [ND] The token endpoint's error body: OAuth's own shape. */
function oauthRefusal(status: number, error: string): Refusal {
	return new Refusal(answer(status, { error }));
}
