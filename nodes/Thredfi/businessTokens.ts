import type { HttpOutcome, HttpRequest, NoAnswer } from '../shared/engine/http';
import { isWireObject } from '../shared/engine/readAnswer';
import type { OpenTokens } from '../shared/n8n/session';

interface BusinessToken {
	readonly token: string;
	/** Milliseconds since 1970. */
	readonly until: number;
}

/** Kept for their whole life by all runs of this process; a token opens one business of one partner only. */
const kept = new Map<string, Promise<BusinessToken | NoAnswer>>();

/** Renewed this long before they expire, as Thredfi's own client does (thredfi dossier §2). */
const EARLY_MS = 60_000;
/** Expired tokens are swept out when this many are kept. */
const SWEEP_AT = 1_000;

/**
 * Thredfi's second tier: every call about a business carries a token minted for that business with the partner's
 * token (thredfi dossier §2: the partner token alone is said not to reach invoices).
 */
export const businessTokens: OpenTokens = (mint, credentialName) => {
	const tokenFor = async (businessId: string): Promise<BusinessToken | NoAnswer> => {
		const name = `${credentialName} ${businessId}`;
		const known = await kept.get(name);
		if (known && !('kind' in known) && known.until > Date.now()) return known;
		sweep();
		const minting = kept.get(name);
		// Single flight: whoever came first in this turn of the event loop mints for all.
		if (minting && (await minting) !== known) return await minting;
		const fresh = mintToken(businessId, mint);
		kept.set(name, fresh);
		const token = await fresh;
		if ('kind' in token && kept.get(name) === fresh) kept.delete(name);
		return token;
	};
	return {
		async headersFor(request) {
			const businessId = businessOf(request);
			if (businessId === null) return {};
			const token = await tokenFor(businessId);
			return 'kind' in token ? token : { Authorization: `Bearer ${token.token}` };
		},
		drop(request) {
			const businessId = businessOf(request);
			if (businessId !== null) kept.delete(`${credentialName} ${businessId}`);
		},
	};
};

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
	return {
		kind: 'noAnswer',
		sent: 'never',
		status,
		why: whyNot(status, businessId),
		...(status === 401 || status === 403 ? { credentialRejected: true as const } : {}),
		...(status === 404 ? { notFound: true as const } : {}),
	};
}

function whyNot(status: number, businessId: string): string {
	return status === 404
		? `there is no business ${businessId}`
		: `no token for business ${businessId} was given (${status})`;
}

function sweep(): void {
	if (kept.size < SWEEP_AT) return;
	kept.clear();
}
