import type { ProviderProfile } from '../../engine/provider/profile';
import type { Waits } from '../../engine/waits';
import { RateLimiter, type RateLimit, type Ticket } from './rateLimiter';
import { retryAfterMs, usedUpForMs } from './retryAfter';

/** A gate that was not used for longer holds nothing: the longest documented window is 15 minutes. */
const IDLE_MS = 15 * 60_000;
/** More gates than this are looked through for idle ones. */
const MANY_GATES = 200;

/** A used-up limit that is announced holds no longer than this: clocks differ, and a 429 is still heard. */
const LONGEST_RESET_MS = 2_000;

/** For the whole process: limits count all of it, and what one execution learns the others need not. */
const gates = new Map<string, Gate>();

/**
 * The gate of one address and credential.
 *
 * @param name tells addresses and credentials apart, and holds no secret
 * @param environment as it goes into the key; a documented rate may differ by it
 */
export function gateOf(
	name: string,
	profile: ProviderProfile,
	environment: string,
	now: number,
): Gate {
	const gate = gates.get(name) ?? new Gate(profile, environment);
	if (gates.size > MANY_GATES) {
		for (const [other, { usedAt }] of gates) if (usedAt + IDLE_MS < now) gates.delete(other);
	}
	gate.usedAt = now;
	gates.set(name, gate);
	return gate;
}

/** Keeps requests below the documented rates, and closed while the provider asks for quiet. */
export class Gate {
	usedAt = 0;
	/** Until then the provider asked for quiet; milliseconds since 1970. */
	limitedUntil = 0;
	private readonly all: RateLimiter;
	private readonly writes: RateLimiter;
	private limitHeardAt = -Infinity;
	/** The next wait where a 429 names none. */
	private backoffMs = 0;

	constructor(
		private readonly profile: ProviderProfile,
		environment: string,
	) {
		const { requestsPerSecond, requestsPer15Minutes, writesPerSecond } = profile;
		const second = limit(profile.requestsPerSecondAt?.[environment] ?? requestsPerSecond, 1_000);
		// A longer window alone would let bursts through that no provider documents.
		const quarter = second.length > 0 ? limit(requestsPer15Minutes, 900_000) : [];
		this.all = new RateLimiter([...second, ...quarter]);
		this.writes = new RateLimiter(limit(writesPerSecond, 1_000));
	}

	/** Takes a request's place in the order. */
	acquire(isWrite: boolean, now: number): Ticket {
		this.usedAt = now;
		const tickets = [this.all, ...(isWrite ? [this.writes] : [])].map((limiter) =>
			limiter.acquire(now),
		);
		return {
			opensAt: (later) => Math.round(Math.max(...tickets.map((ticket) => ticket.opensAt(later)))),
			leave: (leftAt) => {
				const left = tickets.map((ticket) => ticket.leave(leftAt));
				return (answeredAt) => left.forEach((answered) => answered(answeredAt));
			},
			giveUp: () => tickets.forEach((ticket) => ticket.giveUp()),
		};
	}

	/** Nobody is let through for so long, also not those who wait already. */
	pause(ms: number, now: number): void {
		this.all.pause(now, now + ms);
	}

	/** A 429. Requests that were under way when one came say nothing new with theirs. */
	hearLimit(
		headers: Readonly<Record<string, string>>,
		sentAt: number,
		now: number,
		waits: Waits,
	): void {
		if (sentAt >= this.limitHeardAt) {
			this.backoffMs =
				this.backoffMs === 0 ? waits.rateLimitFirstWaitMs : Math.min(this.backoffMs * 2, IDLE_MS);
		}
		this.limitHeardAt = now;
		this.writes.limited = true;
		// Never below the first wait: "Retry-After: 0" must not turn into a storm.
		const ms = Math.max(retryAfterMs(headers, now) ?? this.backoffMs, waits.rateLimitFirstWaitMs);
		const quietMs = Math.min(ms, waits.longestQuietMs);
		this.limitedUntil = Math.max(this.limitedUntil, now + quietMs);
		this.pause(quietMs, now);
	}

	/** Any other answer: the limit is over, and its headers tell how near the next one is. */
	hearAnswer(headers: Readonly<Record<string, string>>, isWrite: boolean, now: number): void {
		this.backoffMs = 0;
		const { limitHeader, remainingHeader, resetHeader, requestsPerSecond } = this.profile;
		const told = limitHeader === null ? undefined : headers[limitHeader];
		// An answer to a refund names the limit that counted it: not below that of all requests, it was the same one.
		if (isWrite && told !== undefined && requestsPerSecond !== null) {
			this.writes.limited = !(Number(told) >= requestsPerSecond);
		}
		if (remainingHeader === undefined || resetHeader === undefined) return;
		const ms = usedUpForMs(headers, { remaining: remainingHeader, reset: resetHeader }, now);
		if (ms !== null) this.pause(Math.min(ms, LONGEST_RESET_MS), now);
	}
}

function limit(most: number | null, inMs: number): RateLimit[] {
	return most === null ? [] : [{ most, inMs }];
}
