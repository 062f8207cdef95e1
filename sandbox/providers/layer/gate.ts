import { isUuid } from '../../ledger/ids';
import type { World } from '../../world';
import { bearer, jsonObject, type Incoming } from '../../wire/incoming';
import { BUSINESS_ID, OTHER_BUSINESS_ID } from '../../credentials';
import type { Answer } from '../../wire/answer';
import { layerRefusal } from './errors';

/** [D] Sandbox: a bucket of 100, refilled by 100 a second. */
const BUCKET = 100;

/** Token, rate limit and business of a Layer call. */
export class LayerGate {
	private tokens = BUCKET;
	private filledAt: number | null = null;

	constructor(private readonly world: World) {}

	/** [D] 401 without a valid bearer token; [I] one for another environment's scope is not valid. */
	pass(incoming: Incoming): void {
		this.spend();
		const text = bearer(incoming);
		const token = text === null ? null : this.world.tokens.find('layer', text);
		if (token === null || token.reach !== this.world.credentials.layer.scope) {
			throw layerRefusal(401, 'The access token is missing, expired or for another environment.');
		}
	}

	/** The business of the path, in lower case. */
	business(incoming: Incoming): string {
		const id = (incoming.params['businessId'] ?? '').toLowerCase();
		if (!isUuid(id)) throw layerRefusal(400, 'The business id is not a UUID.');
		if (id !== BUSINESS_ID.layer && id !== OTHER_BUSINESS_ID.layer) {
			throw layerRefusal(404, 'The business was not found.');
		}
		return id;
	}

	/** [D] Success answers say how much of the limit is left. */
	withLimitHeaders(given: Answer): Answer {
		return { ...given, headers: { ...given.headers, ...this.headers() } };
	}

	private spend(): void {
		const now = this.world.clock();
		const seconds = (now - (this.filledAt ?? now)) / 1000;
		this.tokens = Math.min(BUCKET, this.tokens + seconds * BUCKET);
		this.filledAt = now;
		if (!this.world.switches.layer.rateLimit) return;
		if (this.tokens < 1) {
			// [D] 429 with Retry-After in seconds
			throw layerRefusal(429, 'Too many requests.', undefined, undefined, {
				'retry-after': '1',
				...this.headers(),
			});
		}
		this.tokens -= 1;
	}

	private headers(): Record<string, string> {
		return {
			'x-ratelimit-limit': String(BUCKET),
			'x-ratelimit-remaining': String(Math.floor(this.tokens)),
			'x-ratelimit-reset': String(Math.floor(this.world.clock() / 1000) + 1),
		};
	}
}

/** The JSON object of a Layer request. */
export function layerBody(incoming: Incoming): Record<string, unknown> {
	// [D] JSON only; [ND] the status for another type
	if (incoming.contentType !== 'application/json') {
		throw layerRefusal(415, 'Send JSON.', 'BadRequest', 'SpecifiedBadRequest');
	}
	const body = jsonObject(incoming.bodyText);
	if (body === null) throw layerRefusal(400, 'The body is not a JSON object.', 'JsonSerialization');
	return body;
}
