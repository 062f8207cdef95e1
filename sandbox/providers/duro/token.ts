import { TOKEN_SECONDS } from '../../ledger/tokens';
import type { World } from '../../world';
import type { Answer } from '../../wire/answer';
import { checkFields, inWords, oneOf, required, text } from '../../wire/fields';
import { jsonObject, type Incoming } from '../../wire/incoming';
import { duroRefusal } from './errors';
import { duroAnswer } from './readings';

/** [D] All three are required. */
const FIELDS = {
	grant_type: required(oneOf(['client_credentials'])),
	client_id: required(text(1, 200)),
	client_secret: required(text(1, 200)),
};

/** `POST /v1/oauth/token` [D]: a JSON body; the token is good for 60 minutes. */
export function issueDuroToken(world: World, incoming: Incoming): Answer {
	// [ND] strict: any other content type is refused
	if (incoming.contentType !== 'application/json') throw duroRefusal(415, 'Send JSON.');
	const body = jsonObject(incoming.bodyText);
	if (body === null) throw duroRefusal(400, 'The body is not a JSON object.');
	const issues = checkFields(body, FIELDS);
	if (issues.length > 0) throw duroRefusal(422, inWords(issues), issues); // [D]
	const { clientId, clientSecret } = world.credentials.duro;
	if (body['client_id'] !== clientId || body['client_secret'] !== clientSecret) {
		throw duroRefusal(401, 'The client is not known here.'); // [D] an invalid credential is a 401
	}
	const { token } = world.tokens.issue('duro', 'client', 'test');
	return duroAnswer(world, {
		access_token: token,
		token_type: 'Bearer', // [I] the sample shows a placeholder
		expires_in: TOKEN_SECONDS,
	});
}
