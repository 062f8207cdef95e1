import { isUuid } from '../../ledger/ids';
import type { World } from '../../world';
import { bearer, jsonObject, type Incoming } from '../../wire/incoming';
import type { Answer } from '../../wire/answer';
import { layerRefusal } from './errors';

/** Tokens that come back evenly up to a most; a request takes one. */
class Bucket {
	private tokens: number;
	private filledAt: number | null = null;

	constructor(
		readonly perSecond: number,
		private readonly most: number,
	) {
		this.tokens = most;
	}

	/** False when there is none left. */
	take(now: number): boolean {
		const seconds = (now - (this.filledAt ?? now)) / 1000;
		this.tokens = Math.min(this.most, this.tokens + seconds * this.perSecond);
		this.filledAt = now;
		if (this.tokens < 1) return false;
		this.tokens -= 1;
		return true;
	}

	get left(): number {
		return Math.floor(this.tokens);
	}
}

/** Token, rate limit and business of a Layer call. */
export class LayerGate {
	/** [D] Sandbox: 100 a second, 100 at the beginning; each call costs one [ND]. */
	private readonly all = new Bucket(100, 100);
	/** [D] for refund payments, deletions and bulk calls: 20 a second, 40 at the beginning. For refunds: [ND]. */
	private readonly refunds = new Bucket(20, 40);

	constructor(private readonly world: World) {}

	/** [D] 401 without a valid bearer token; [I] one for another environment's scope is not valid. */
	pass(incoming: Incoming): void {
		this.spend(this.bucketOf(incoming));
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
		if (!this.world.businesses.layer.includes(id)) {
			throw layerRefusal(404, 'The business was not found.');
		}
		return id;
	}

	/** [D] Success answers say how much of the limit is left. */
	withLimitHeaders(given: Answer, incoming: Incoming): Answer {
		return { ...given, headers: { ...given.headers, ...this.headers(this.bucketOf(incoming)) } };
	}

	private bucketOf({ method }: Incoming): Bucket {
		// the only POSTs behind this gate are refunds
		return method === 'POST' && this.world.switches.layer.refundRateLimit ? this.refunds : this.all;
	}

	private spend(bucket: Bucket): void {
		const { rateLimit, refundRateLimit } = this.world.switches.layer;
		if (!(bucket === this.refunds ? refundRateLimit : rateLimit)) return;
		if (bucket.take(this.world.clock())) return;
		// [D] 429 with Retry-After in seconds
		throw layerRefusal(429, 'Too many requests.', undefined, undefined, {
			'retry-after': '1',
			...this.headers(bucket),
		});
	}

	/** [D] the three names, and that the last counts UTC seconds; what the first means for a bucket [ND]. */
	private headers(bucket: Bucket): Record<string, string> {
		return {
			'x-ratelimit-limit': String(bucket.perSecond),
			'x-ratelimit-remaining': String(bucket.left),
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
