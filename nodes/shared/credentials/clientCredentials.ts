import { createHash } from 'crypto';
import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
} from 'n8n-workflow';
import type { HttpOutcome, NoAnswer } from '../engine/provider/http';
import { whatCame } from '../engine/provider/providerError';
import { readAnswer } from '../n8n/http/answer';
import { failureOf } from '../n8n/http/failureOf';
import type { Token } from '../n8n/http/tokenCache';

/** How long a token server may take to answer. Nothing is written meanwhile, so a short bound is safe. */
const TOKEN_TIMEOUT_MS = 30_000;
/** In messages that begin with the provider's name. */
const TOKEN_SERVER = 'its token server';
/** A token is renewed this long before it expires. */
const EARLY_MS = 60_000;

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

/** How a credential's own token is asked for, and the hidden field that n8n keeps it in. */
export interface ClientTokens {
	readonly field: string;
	/** null where the credential holds a static key, or leads nowhere. */
	readonly requestFor: (credentials: ICredentialDataDecryptedObject) => TokenRequest | null;
}

/** No token was given, in a credential test. `tokenStatus` is the HTTP status, null where no answer came. */
export class TokenRefused extends UserError {
	constructor(
		message: string,
		readonly tokenStatus: number | null,
	) {
		super(message, { description: message });
	}
}

/**
 * For `preAuthentication`: asks for a token and returns the text for the credential's hidden field, the token and what
 * it was made for. A 4xx says something about the credential only if it is the token server's own.
 */
export async function requestToken(
	http: IHttpRequestHelper,
	request: TokenRequest,
): Promise<string> {
	const outcome = await sendTokenRequest(http, request);
	const token = readToken(outcome, request, Date.now());
	if (token.kind === 'token') return token.text;
	throw new TokenRefused(`${request.provider}: ${token.why}.`, token.status ?? null);
}

/**
 * Sends an OAuth2 client credentials request: Basic with id and secret, and a form body that repeats the id, as Layer
 * (docs.layerfi.com/api-details/authentication) and Thredfi (docs.thredfi.com, get-partner-token) both want it; or all
 * of it in a JSON body, as Duro documents (docs.useduro.com/api-reference/oauth). Never rejects: what n8n's helper
 * throws holds the secret.
 *
 * @param allowedDomains hosts the credential is restricted to
 */
export async function sendTokenRequest(
	http: IHttpRequestHelper,
	request: TokenRequest,
	allowedDomains?: string,
): Promise<HttpOutcome> {
	const { tokenUrl, clientId, clientSecret, fields } = request;
	if (clientId === '' || clientSecret === '') {
		return {
			kind: 'noAnswer',
			sent: 'never',
			why: `${fields} must both be filled in`,
			credentialRejected: true,
		};
	}
	return await http.helpers
		.httpRequest({
			method: 'POST',
			url: tokenUrl,
			...proofOf(request),
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TOKEN_TIMEOUT_MS,
			...(allowedDomains === undefined ? {} : { allowedDomains }),
		})
		.then(
			(full: unknown) => readAnswer(full, [clientSecret], 'read'),
			(thrown: unknown) => failureOf(thrown, tokenUrl, TOKEN_SERVER),
		);
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

/** The token of an answer, as the text for the hidden field; or why there is none. */
export function readToken(
	outcome: HttpOutcome,
	request: TokenRequest,
	now: number,
): Token | NoAnswer {
	if (outcome.kind === 'answer' && isOk(outcome.status)) {
		const given = tokenIn(outcome.body);
		if (isToken(given?.access_token)) {
			const until = expiryOf(given.expires_in, now);
			const kept = { for: purposeOf(request), token: given.access_token, until };
			return { kind: 'token', text: JSON.stringify(kept), until: until ?? Infinity };
		}
	}
	return tokenFailure(outcome, TOKEN_SERVER, {
		rejected: `it did not accept ${request.fields} for this environment`,
		about: request.fields,
	});
}

/**
 * Why a token call brought no token. Only a 400, 401 or 403 of the server's own says that the credential is rejected: a
 * limit or an outage heals, and a web page or a foreign body comes from something in between.
 *
 * @param server who was asked, for the message: "its token server"
 * @param words what to say of a credential that was rejected, and what other answers say nothing about
 */
export function tokenFailure(
	outcome: HttpOutcome,
	server: string,
	{ rejected, about }: { readonly rejected: string; readonly about: string },
): NoAnswer {
	const none = { kind: 'noAnswer', sent: 'never' } as const;
	if (outcome.kind === 'noAnswer') {
		return { ...outcome, ...none };
	}
	const { status, body } = outcome;
	if (status === 429) {
		return { ...none, why: `${server} is limiting requests`, cause: 'limit', status };
	}
	if (status >= 500)
		return { ...none, why: `${server} answered ${status}`, cause: 'outage', status };
	if ([400, 401, 403].includes(status) && isTokenError(body)) {
		return { ...none, why: `${rejected} (${status})`, credentialRejected: true, status };
	}
	const why = `${server} answered ${status} with ${whatCame(body)}, which says nothing about ${about}`;
	return { ...none, why, cause: 'foreignAnswer', status };
}

/**
 * OAuth2's own error (RFC 6749 §5.2), or that of a provider's other calls: `error` as an object (Duro), `error_code`
 * (Thredfi), a list of `errors` (Layer).
 */
export function isTokenError(body: unknown): boolean {
	if (!isRecord(body)) return false;
	const { error, error_code: code, errors } = body;
	return (
		(typeof error === 'string' && error !== '') ||
		isRecord(error) ||
		typeof code === 'string' ||
		(Array.isArray(errors) && errors.length > 0)
	);
}

/**
 * The kept token, if it was made for this very request, else null: someone may have changed the
 * environment or the client since, and the old token must not meet the new host.
 */
export function keptToken(kept: unknown, request: TokenRequest): string | null {
	const parsed = typeof kept === 'string' ? parse(kept) : null;
	if (!isRecord(parsed) || !isToken(parsed.token)) return null;
	return parsed.for === purposeOf(request) ? parsed.token : null;
}

/** The same as a token to begin with; null where it is not known to be good any more. */
export function storedToken(kept: unknown, request: TokenRequest, now: number): Token | null {
	if (typeof kept !== 'string' || keptToken(kept, request) === null) return null;
	const parsed = parse(kept);
	const until = isRecord(parsed) ? parsed.until : null;
	return typeof until === 'number' && until > now ? { kind: 'token', text: kept, until } : null;
}

/** A fingerprint of everything a token was asked with. Nothing can be read back from it. */
export function purposeOf({
	origin,
	tokenUrl,
	clientId,
	clientSecret,
	scope,
}: TokenRequest): string {
	const made = JSON.stringify([origin, tokenUrl, clientId, clientSecret, scope ?? '']);
	return createHash('sha256').update(made).digest('hex').slice(0, 32);
}

/** Milliseconds since 1970, some time before the token expires; null where that is not told. */
function expiryOf(expiresIn: unknown, now: number): number | null {
	const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
	if (typeof seconds !== 'number' || !(seconds > 0)) return null;
	const ms = seconds * 1_000;
	return now + Math.max(ms - EARLY_MS, ms / 2);
}

/** The token of an answer, also inside `{ ok: true, data }`, which some of Duro's pages show around every answer. */
function tokenIn(body: unknown): Readonly<Record<string, unknown>> | null {
	if (!isRecord(body)) return null;
	return body.ok === true && isRecord(body.data) ? body.data : body;
}

function isOk(status: number): boolean {
	return status >= 200 && status <= 299;
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
