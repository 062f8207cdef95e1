import { isUuid } from '../../ledger/ids';
import { TOKEN_SECONDS } from '../../ledger/tokens';
import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import { basic, bearer, jsonObject, type Incoming } from '../../wire/incoming';
import { thredfiRefusal } from './errors';

/** `POST /v1/platform/oauth2/token/` [D]: partner id and API key by Basic, `client_id` in the body. */
export function issuePartnerToken(world: World, incoming: Incoming): Answer {
	const { partnerId, apiKey } = world.credentials.thredfi;
	const caller = basic(incoming);
	if (caller?.user.toLowerCase() !== partnerId || caller.password !== apiKey) {
		throw thredfiRefusal(world, 401, 'Unknown partner or API key.', 'authentication_required');
	}
	const body = tokenBody(incoming);
	if (body === null) throw thredfiRefusal(world, 415, 'Send a form or JSON.');
	if (body['grant_type'] !== 'client_credentials') {
		throw thredfiRefusal(world, 400, 'grant_type must be client_credentials.');
	}
	// [D] required by the schema and the same as Basic's user; older samples send no body at all
	if (String(body['client_id']).toLowerCase() !== partnerId) {
		throw thredfiRefusal(world, 400, 'client_id is missing or is not the partner.');
	}
	const token = world.tokens.issue('thredfi', 'partner', '');
	return answer(200, {
		access_token: token.token,
		token_type: 'Bearer',
		expires_in: TOKEN_SECONDS,
	});
}

/** `POST /v1/platform/{business_id}/oauth2/token/` [D]: a token for one business. */
export function issueBusinessToken(world: World, incoming: Incoming): Answer {
	assertPartner(world, incoming);
	const business = readBusiness(world, incoming);
	const token = world.tokens.issue('thredfi', 'business', business);
	return answer(200, {
		access_token: token.token,
		token_type: 'Bearer',
		expires_in: TOKEN_SECONDS,
		scope: 'business_access',
		business_id: business,
	});
}

/** The partner token, where one is asked for. */
export function assertPartner(world: World, incoming: Incoming): void {
	if (readToken(world, incoming).kind !== 'partner') {
		throw thredfiRefusal(world, 403, 'A partner token is needed.');
	}
}

/**
 * The business of the path, if the token is for it. [D] A business token fits its own business only;
 * a partner token does not reach invoices by the guide (the reference lists it: the stricter holds).
 */
export function enterBusiness(world: World, incoming: Incoming): string {
	const token = readToken(world, incoming);
	const business = readBusiness(world, incoming);
	if (token.kind !== 'business' || token.reach !== business) {
		throw thredfiRefusal(world, 403, 'The token is not for this business.');
	}
	return business;
}

function readToken(world: World, incoming: Incoming) {
	const text = bearer(incoming);
	if (text === null) {
		throw thredfiRefusal(world, 401, 'No credentials were given.', 'authentication_required');
	}
	const token = world.tokens.find('thredfi', text);
	if (token === null) throw thredfiRefusal(world, 401, 'The token is not valid or expired.');
	return token;
}

function readBusiness(world: World, incoming: Incoming): string {
	const id = (incoming.params['business_id'] ?? '').toLowerCase();
	if (!isUuid(id) || !world.businesses.thredfi.includes(id)) {
		throw thredfiRefusal(world, 404, 'The business was not found.', 'business_not_found');
	}
	return id;
}

function tokenBody(incoming: Incoming): Readonly<Record<string, unknown>> | null {
	if (incoming.contentType === 'application/json') return jsonObject(incoming.bodyText) ?? {};
	if (incoming.contentType === 'application/x-www-form-urlencoded') {
		return Object.fromEntries(new URLSearchParams(incoming.bodyText));
	}
	return null;
}
