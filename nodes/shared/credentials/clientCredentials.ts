import { UserError } from 'n8n-workflow';
import type { IHttpRequestHelper } from 'n8n-workflow';

/** How long a token server may take to answer. Nothing is written meanwhile, so a short bound is safe. */
const tokenTimeoutMs = 30_000;

/** What `errorCode` of a refused token begins with; the HTTP status follows, if there is one. */
export const TOKEN_REFUSED = 'TOKEN_REFUSED_';

/** What a token was asked with; a token is good for exactly this and nothing else. */
export interface TokenRequest {
	readonly provider: string;
	readonly tokenUrl: string;
	/** The origin whose requests may carry the token. */
	readonly origin: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly scope?: string;
	/** Duro takes id and secret in a JSON body; left out, they go as Basic with a form. */
	readonly body?: 'json';
	/** What the two fields are called on the screen, for the refusal's text. */
	readonly fields: string;
}

/**
 * No token was given. `tokenStatus` is the HTTP status, or null where no answer came.
 * n8n 1.x wraps the error and drops it; of it only `description` and `errorCode` (as `httpCode`) are copied.
 */
export class TokenRefused extends UserError {
	readonly errorCode: string;

	constructor(
		message: string,
		readonly tokenStatus: number | null,
	) {
		super(message, { description: message });
		this.errorCode = `${TOKEN_REFUSED}${tokenStatus ?? ''}`;
	}
}

/**
 * Asks for a token by OAuth2 client credentials: Basic with id and secret, and a form body that
 * repeats the id, as Layer (docs.layerfi.com/api-details/authentication) and Thredfi
 * (docs.thredfi.com, get-partner-token) both want it; or all of it in a JSON body, as Duro documents
 * (docs.useduro.com/api-reference/oauth).
 * Returns the text for the credential's hidden field: the token and what it was made for.
 */
export async function requestToken(
	http: IHttpRequestHelper,
	request: TokenRequest,
): Promise<string> {
	const { provider, tokenUrl, clientId, clientSecret, fields } = request;
	if (clientId === '' || clientSecret === '') {
		throw new TokenRefused(`${fields} must both be filled in for ${provider}.`, null);
	}
	// Statuses come back as data and a lost connection as null: the original error holds the secret.
	const answer: unknown = await http.helpers
		.httpRequest({
			method: 'POST',
			url: tokenUrl,
			...proofOf(request),
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: tokenTimeoutMs,
		})
		.catch(() => null);
	const status = isRecord(answer) ? answer.statusCode : undefined;
	if (!isRecord(answer) || typeof status !== 'number') {
		throw new TokenRefused(`${provider} could not be reached to ask for an access token.`, null);
	}
	if ([400, 401, 403].includes(status)) {
		throw new TokenRefused(
			`${provider} did not accept ${fields} for this environment (HTTP ${status}).`,
			status,
		);
	}
	const token = tokenIn(answer.body);
	if (status < 200 || status > 299 || !isToken(token)) {
		throw new TokenRefused(`${provider} gave no access token (HTTP ${status}).`, status);
	}
	return JSON.stringify({ ...purposeOf(request), token });
}

/** Id and secret, as the provider wants them. */
function proofOf({ clientId, clientSecret, scope, body }: TokenRequest) {
	const grant = {
		grant_type: 'client_credentials',
		...(scope === undefined ? {} : { scope }),
		client_id: clientId,
	};
	return body === 'json'
		? { body: { ...grant, client_secret: clientSecret } }
		: {
				auth: { username: clientId, password: clientSecret },
				headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
				body: new URLSearchParams(grant).toString(),
			};
}

/** The token of an answer, also inside `{ ok: true, data }`, which some of Duro's pages show around every answer. */
function tokenIn(body: unknown): unknown {
	if (!isRecord(body)) return undefined;
	return body.ok === true && isRecord(body.data) ? body.data.access_token : body.access_token;
}

/**
 * The kept token, if it was made for this very request, else null: someone may have changed the
 * environment or the client since, and the old token must not meet the new host.
 */
export function keptToken(
	kept: unknown,
	request: Pick<TokenRequest, 'origin' | 'tokenUrl' | 'clientId' | 'scope'>,
): string | null {
	const parsed = typeof kept === 'string' ? parse(kept) : null;
	if (!isRecord(parsed) || !isToken(parsed.token)) return null;
	const fits = Object.entries(purposeOf(request)).every(([name, value]) => parsed[name] === value);
	return fits ? parsed.token : null;
}

function purposeOf({
	origin,
	tokenUrl,
	clientId,
	scope,
}: Pick<TokenRequest, 'origin' | 'tokenUrl' | 'clientId' | 'scope'>) {
	return { origin, tokenUrl, clientId, scope: scope ?? '' };
}

/** Visible ASCII, so that it fits a header. */
function isToken(value: unknown): value is string {
	return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
