import type { World } from '../../world';
import type { Incoming } from '../../wire/incoming';
import { revolv3Refusal } from './errors';

/** [D] 20 requests a second and 20,000 in a rolling quarter of an hour. */
const LIMITS = [
	{ windowMs: 1000, most: 20 },
	{ windowMs: 900_000, most: 20_000 },
];

/** What every call passes first: the static token, then the optional rate limit. */
export class Revolv3Gate {
	private arrivals: number[] = [];

	constructor(private readonly world: World) {}

	pass(incoming: Incoming): void {
		this.limit();
		// [D] a static token in its own header; a bearer token is the legacy way and not imitated
		if (incoming.headers['x-revolv3-token'] !== this.world.credentials.revolv3.token) {
			throw revolv3Refusal(this.world, 401, 'Unauthorized operation.');
		}
	}

	private limit(): void {
		if (!this.world.switches.revolv3.rateLimit) return;
		const now = this.world.clock();
		this.arrivals = [...this.arrivals.filter((at) => at > now - 900_000), now];
		for (const { windowMs, most } of LIMITS) {
			if (this.arrivals.filter((at) => at > now - windowMs).length > most) {
				throw revolv3Refusal(this.world, 429, 'Rate limit reached.'); // [ND] no Retry-After is documented
			}
		}
	}
}
