import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import {
	purposeOf,
	readToken,
	sendTokenRequest,
	storedToken,
	type TokenRequest,
} from '../../credentials/clientCredentials';
import type { HttpOutcome, NoAnswer } from '../../engine/provider/http';
import { TokenCache } from './tokenCache';
import type { Keys } from './withKeys';

/** For the whole process. A token opens what its own client may open, and nothing else is kept under its name. */
const tokens = new TokenCache();

export interface ClientKeyOptions {
	/** The hidden field that the credential takes its token from. */
	readonly field: string;
	readonly request: TokenRequest;
	readonly credential: ICredentialDataDecryptedObject;
	readonly now: () => number;
	/** Sends the token request like any other: when its turn has come. */
	readonly send: () => Promise<HttpOutcome>;
}

/** The credential's own token, as a key for requests that carry no other. */
export function clientKeys({ field, request, credential, now, send }: ClientKeyOptions): Keys {
	const name = purposeOf(request);
	let stored = storedToken(credential[field], request, now());
	let rejected: NoAnswer | null = null;
	const mint = async () => {
		const kept = stored;
		stored = null;
		return kept ?? readToken(await send(), request, now());
	};
	return {
		keyFor: async ({ headers = {} }) => {
			if ('Authorization' in headers) return null;
			// The run keeps the credential it began with, so what was rejected stays so.
			const token = rejected ?? (await tokens.get(name, now, mint));
			if (token.kind === 'token') return { fields: { [field]: token.text } };
			if (token.credentialRejected) rejected = token;
			return token;
		},
		drop: (_exchange, { fields = {} }) => tokens.drop(name, fields[field] ?? ''),
	};
}

/** Sends a token request with n8n's plain helper, within the domains that the credential is restricted to. */
export async function sendForToken(
	http: IHttpRequestHelper,
	request: TokenRequest,
	{ allowedHttpRequestDomains: mode, allowedDomains }: ICredentialDataDecryptedObject,
): Promise<HttpOutcome> {
	if (mode !== 'domains') return await sendTokenRequest(http, request);
	const allowed = typeof allowedDomains === 'string' ? allowedDomains.trim() : '';
	return allowed === '' ? NO_DOMAINS : await sendTokenRequest(http, request, allowed);
}

const NO_DOMAINS: NoAnswer = {
	kind: 'noAnswer',
	sent: 'never',
	why: "the credential's 'Allowed Domains' are empty",
	cause: 'allowedDomains',
};
