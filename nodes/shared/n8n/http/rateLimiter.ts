/** At most `most` requests in any stretch of `inMs` milliseconds. */
export interface RateLimit {
	readonly most: number;
	readonly inMs: number;
}

/** How much later than its neighbours a request may arrive. 40 of 1,000 ms leave 96 % of the permitted rate. */
const JITTER_MS = 40;
/** Credit that fast answers earn, per request of a limit; spent when a stall delays several answers at once. */
const SPARE_MS = 100;
/** Unused turns that are no older than this may be used later. */
const CATCH_UP_MS = 250;

/** A request that left, and when it has reached the provider at the latest. */
interface Departure {
	arrivedBy: number;
}

/** One limit, and the requests that may still count for it. */
class Window {
	private readonly counted: Departure[] = [];

	constructor(private readonly limit: RateLimit) {}

	/** When one more may leave after `ahead` others, in milliseconds since 1970; now or earlier: at once. */
	opensAt(now: number, ahead: number): number {
		const { most, inMs } = this.limit;
		if (this.counted.length + ahead < most) return now;
		const latestFirst = this.counted.map(({ arrivedBy }) => arrivedBy).sort((a, b) => b - a);
		// One more, since both clocks cut off parts of a millisecond.
		return (latestFirst[Math.max(0, most - 1 - ahead)] ?? now) + inMs + 1;
	}

	count(departure: Departure, now: number): void {
		let [first] = this.counted;
		while (first && first.arrivedBy + this.limit.inMs < now) {
			this.counted.shift();
			[first] = this.counted;
		}
		this.counted.push(departure);
	}
}

/** A request that waits for its turn. */
export interface Ticket {
	/** When it may leave; to be asked again after each wait, since a pause moves it. */
	opensAt(now: number): number;
	/** It leaves now. @returns to be called with the time of its answer */
	leave(now: number): (answeredAt: number) => void;
	/** It will never leave. */
	giveUp(): void;
}

/**
 * Requests that count for the same limits, of all executions in this process. They leave evenly spaced. A process that
 * stood still could still release several at once, so requests are counted as well: no window ever holds more than it
 * may, and a request counts from its turn until the window has passed since its answer, or since it should have arrived.
 */
export class RateLimiter {
	/** False while the provider says that another limit applies to these requests. */
	limited = true;
	private next = 0;
	private pausedUntil = 0;
	private moved = 0;
	private spare: number;
	private readonly line: Ticket[] = [];
	private readonly windows: readonly Window[];

	/** @param limits the shortest first, which is also the one that spaces; none: only pauses hold anybody */
	constructor(private readonly limits: readonly RateLimit[]) {
		this.windows = limits.map((limit) => new Window(limit));
		this.spare = this.mostSpare;
	}

	private get mostSpare(): number {
		return SPARE_MS * (this.limits[0]?.most ?? 0);
	}

	/** Takes the next ticket. */
	acquire(now: number): Ticket {
		const at = Math.max(this.next, now - CATCH_UP_MS);
		const [shortest] = this.limited ? this.limits : [];
		this.next = at + (shortest ? (shortest.inMs + JITTER_MS) / shortest.most : 0);
		const movedBefore = this.moved;
		const ticket: Ticket = {
			opensAt: (later) => {
				const windows = this.limited ? this.windows : [];
				const ahead = this.line.indexOf(ticket);
				return Math.max(
					at + this.moved - movedBefore,
					this.pausedUntil,
					...windows.map((window) => window.opensAt(later, ahead)),
				);
			},
			leave: (leftAt) => {
				ticket.giveUp();
				return this.count(leftAt);
			},
			giveUp: () => {
				this.line.splice(this.line.indexOf(ticket), 1);
			},
		};
		this.line.push(ticket);
		return ticket;
	}

	private count(now: number): (answeredAt: number) => void {
		const departure = { arrivedBy: now + JITTER_MS };
		for (const window of this.windows) window.count(departure, now);
		return (answeredAt) => {
			const later = Math.min(answeredAt - departure.arrivedBy, this.spare);
			departure.arrivedBy += later;
			this.spare = Math.min(this.spare - later, this.mostSpare);
		};
	}

	/** No request leaves before `until`; those that wait keep their distances. */
	pause(now: number, until: number): void {
		const longer = until - Math.max(now, this.pausedUntil);
		if (longer <= 0) return;
		this.pausedUntil = until;
		this.moved += longer;
		this.next = Math.max(this.next, now) + longer;
	}
}
