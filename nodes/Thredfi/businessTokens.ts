import type { HttpOutcome, HttpRequest, NoAnswer } from '../shared/engine/http';
import { isWireObject } from '../shared/engine/readAnswer';
import { hashOf, type OpenTokens } from '../shared/n8n/session';
import { toWords } from './adapter/toWords';

interface Entry {
	readonly token: Promise<string | NoAnswer>;
	/** Milliseconds since 1970; Infinity while the token is being minted, so that all who come wait for it. */
	until: number;
	/** The header value, once there is one. */
	header: string | null;
}

/** Kept for their whole life by all runs of this process; a token opens one business of one partner only. */
const kept = new Map<string, Entry>();

/** Renewed this long before they expire, as Thredfi's own client does. */
const EARLY_MS = 60_000;
/** More businesses than this are not kept in mind. */
const MOST_ENTRIES = 1_000;

/**
 * Thredfi's second tier: every call about a business carries a token minted for that business with the partner's
 * token: the guide says that the partner token alone does not reach invoices (documented).
 */
export const businessTokens: OpenTokens = (mint, credentials) => {
	const { environment, baseUrl, partnerId, apiKey } = credentials;
	const partner = hashOf([environment, baseUrl, partnerId, apiKey]);
	const nameOf = (businessId: string) => `${partner} ${businessId}`;

	const entryFor = (businessId: string): Entry => {
		const name = nameOf(businessId);
		const known = kept.get(name);
		if (known && known.until > Date.now()) return known;
		if (kept.size >= MOST_ENTRIES) kept.clear();
		const minted = mintToken(businessId, mint);
		const entry: Entry = {
			until: Infinity,
			header: null,
			token: minted.then((fresh) => {
				const failed = 'kind' in fresh;
				entry.until = failed ? 0 : fresh.until;
				entry.header = failed ? null : `Bearer ${fresh.token}`;
				return failed ? fresh : fresh.token;
			}),
		};
		kept.set(name, entry);
		return entry;
	};
	return {
		async headersFor(request) {
			const businessId = businessOf(request);
			if (businessId === null) return {};
			const token = await entryFor(businessId).token;
			return typeof token === 'string' ? { Authorization: `Bearer ${token}` } : token;
		},
		drop(request, { Authorization: header = '' }) {
			const businessId = businessOf(request);
			const entry = businessId === null ? undefined : kept.get(nameOf(businessId));
			if (entry?.header === header) entry.until = 0;
		},
	};
};

interface BusinessToken {
	readonly token: string;
	/** Milliseconds since 1970. */
	readonly until: number;
}

function businessOf({ path }: HttpRequest): string | null {
	return /^\/v1\/platform\/businesses\/([^/]+)\/./.exec(path)?.[1] ?? null;
}

async function mintToken(
	businessId: string,
	mint: (request: HttpRequest) => Promise<HttpOutcome>,
): Promise<BusinessToken | NoAnswer> {
	const outcome = await mint({ method: 'POST', path: `/v1/platform/${businessId}/oauth2/token/` });
	if (outcome.kind === 'noAnswer') return { ...outcome, sent: 'never' };
	const { status, body } = outcome;
	const token = isWireObject(body) ? body.access_token : null;
	const seconds = isWireObject(body) ? body.expires_in : null;
	if (status >= 200 && status < 300 && typeof token === 'string' && typeof seconds === 'number') {
		return { token, until: Date.now() + seconds * 1000 - EARLY_MS };
	}
	// A page of a proxy or a log-in under the same status says nothing about the business or the credential.
	const isThredfis = toWords(body) !== null;
	return {
		kind: 'noAnswer',
		sent: 'never',
		status,
		why: whyNot(status, businessId, isThredfis),
		...(isThredfis && (status === 401 || status === 403)
			? { credentialRejected: true as const }
			: {}),
		...(isThredfis && status === 404 ? { notFound: true as const } : {}),
	};
}

function whyNot(status: number, businessId: string, isThredfis: boolean): string {
	if (status === 404 && isThredfis) return `there is no business ${businessId}`;
	const given = `no token for business ${businessId} was given (${status})`;
	return isThredfis ? given : `${given}, and the answer is not in Thredfi's own form`;
}
