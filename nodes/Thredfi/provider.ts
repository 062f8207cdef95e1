import { isTokenError, tokenFailure } from '../shared/credentials/clientCredentials';
import {
	type HttpOutcome,
	type HttpRequest,
	type NoAnswer,
	isWireObject,
} from '../shared/engine/provider/http';
import type { OpenKeys } from '../shared/n8n/http/openHttp';
import { TokenCache, type Token } from '../shared/n8n/http/tokenCache';
import type { Provider } from '../shared/n8n/run/provider';
import { hashOf } from '../shared/n8n/run/session';
import { thredfi as adapter } from './adapter';
import { resolveEnvironment } from './environments';
import { clientTokens } from './tokenRequest';

/** Kept for their whole life by all runs of this process; a token opens one business of one partner only. */
const tokens = new TokenCache();

/** Renewed this long before they expire, as Thredfi's own client does. */
const EARLY_MS = 60_000;

/**
 * Thredfi's second tier: every call about a business carries a token minted for that business with the partner's
 * token: the guide says that the partner token alone does not reach invoices (documented).
 */
const businessKeys: OpenKeys = (mint, credentials, now) => {
	const { environment, baseUrl, partnerId, apiKey } = credentials;
	const partner = hashOf([environment, baseUrl, partnerId, apiKey]);
	const nameOf = (businessId: string) => `${partner} ${businessId}`;
	return {
		async keyFor({ request }) {
			const businessId = businessOf(request);
			if (businessId === null) return null;
			const token = await tokens.get(nameOf(businessId), now, async () =>
				readToken(await mint(businessTokenRequest(businessId)), businessId, now()),
			);
			return token.kind === 'token'
				? { headers: { Authorization: `Bearer ${token.text}` } }
				: token;
		},
		drop({ request }, { headers = {} }) {
			const businessId = businessOf(request);
			const text = headers.Authorization?.replace(/^Bearer /, '') ?? '';
			if (businessId !== null) tokens.drop(nameOf(businessId), text);
		},
	};
};

function businessOf({ path }: HttpRequest): string | null {
	return /^\/v1\/platform\/businesses\/([^/]+)\/./.exec(path)?.[1] ?? null;
}

function businessTokenRequest(businessId: string): HttpRequest {
	return { method: 'POST', path: `/v1/platform/${businessId}/oauth2/token/` };
}

function readToken(outcome: HttpOutcome, businessId: string, now: number): Token | NoAnswer {
	if (outcome.kind === 'answer') {
		const { status, body } = outcome;
		const text = isWireObject(body) ? body.access_token : null;
		const seconds = isWireObject(body) ? body.expires_in : null;
		if (status >= 200 && status < 300 && typeof text === 'string') {
			const until = typeof seconds === 'number' ? now + seconds * 1000 - EARLY_MS : Infinity;
			return { kind: 'token', text, until };
		}
		if (status === 404 && isTokenError(body)) {
			const why = `there is no business ${businessId}`;
			return { kind: 'noAnswer', sent: 'never', why, status, notFound: true };
		}
	}
	return tokenFailure(outcome, 'its token server', {
		rejected: `it gave no token for business ${businessId}`,
		about: `business ${businessId}`,
	});
}

export const thredfi: Provider = {
	adapter,
	resolveEnvironment,
	clientTokens,
	openKeys: businessKeys,
};
