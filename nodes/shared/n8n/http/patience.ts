import type { Waits } from '../../engine/waits';

/**
 * How long one run waits for a limit to end: until 60 seconds have passed since its last answer that was not one, or
 * not at all where the provider asks for more than is left of them. One bound for the run and not one for each item;
 * once it is reached, all that is left of the run is limited.
 */
export class Patience {
	private waiting = 0;
	private since = 0;
	private over = false;

	constructor(private readonly waits: Waits) {}

	/** A request of the run wants to leave. */
	begin(now: number): void {
		// While the run asks for nothing, nothing is kept from it.
		if (this.waiting === 0) this.since = now;
		this.waiting += 1;
	}

	/** The request has come to its end. */
	end(): void {
		this.waiting -= 1;
	}

	/** An answer that was not a limit. */
	answered(now: number): void {
		this.since = now;
	}

	/** Whether the run gives up, as the provider wants quiet until then. */
	isOver(limitedUntil: number, now: number): boolean {
		this.over ||= limitedUntil > now && limitedUntil > this.since + this.waits.rateLimitWaitMs;
		return this.over;
	}
}
