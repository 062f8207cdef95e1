import type { Clock } from '../engine/desk';

/** When the next request to an origin may leave; for the whole process, since limits count all of it. */
const lanes = new Map<string, { next: number }>();

/**
 * Spaces requests evenly below a documented rate, and lets one 429 slow all who use the same lane.
 */
export class Pace {
	private readonly lane: { next: number };

	constructor(
		name: string,
		private readonly perSecond: number | null,
		private readonly clock: Clock,
	) {
		const kept = lanes.get(name) ?? { next: 0 };
		lanes.set(name, kept);
		this.lane = kept;
	}

	/** Resolves when it is this request's turn. */
	async turn(): Promise<void> {
		const now = this.clock.now();
		const at = Math.max(now, this.lane.next);
		if (this.perSecond !== null) this.lane.next = at + 1000 / this.perSecond;
		if (at > now) await this.clock.sleep(at - now);
	}

	/** Nobody's turn comes before `ms` from now. */
	pause(ms: number): void {
		this.lane.next = Math.max(this.lane.next, this.clock.now() + ms);
	}
}
