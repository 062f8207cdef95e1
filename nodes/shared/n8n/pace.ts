import type { Clock } from '../engine/runContext';
import type { ProviderFacts } from '../engine/facts';
import { Lane, type RateLimit } from './lane';

/** For the whole process, since limits count all of it. */
const lanes = new Map<string, Lane>();

/** Keeps all requests to one address below its documented rates, and lets one 429 hold them all. */
export class Pace {
	private readonly all: Lane;
	private readonly refunds: Lane;

	constructor(
		address: string,
		private readonly facts: ProviderFacts,
		private readonly clock: Clock,
	) {
		const { requestsPerSecond, requestsPer15Minutes, writesPerSecond } = facts;
		const second = limit(requestsPerSecond, 1_000);
		// A longer window alone would let bursts through that no provider documents.
		const quarter = second.length > 0 ? limit(requestsPer15Minutes, 900_000) : [];
		this.all = laneOf(address, [...second, ...quarter]);
		this.refunds = laneOf(`${address} refunds`, limit(writesPerSecond, 1_000));
	}

	/**
	 * Resolves when it is this request's turn, with what to call when it is answered.
	 *
	 * @returns null when the execution was cancelled; then nothing may be sent
	 */
	async turn(isWrite: boolean): Promise<(() => void) | null> {
		const { clock } = this;
		const used = isWrite ? [this.all, this.refunds] : [this.all];
		const places = used.map((lane) => lane.place(clock.now()));
		for (;;) {
			const now = clock.now();
			const at = Math.round(Math.max(...places.map((place) => place.opensAt(now))));
			if (at <= now) break;
			if (await clock.sleep(at - now)) continue;
			for (const place of places) place.giveUp();
			return null;
		}
		const left = places.map((place) => place.leave(clock.now()));
		return () => left.forEach((answered) => answered(clock.now()));
	}

	/** A 429: nobody's turn comes before `ms` from now, also not of those who are waiting for it already. */
	pause(ms: number): void {
		const now = this.clock.now();
		this.all.pause(now, now + ms);
		this.refunds.limited = true;
	}

	/** An answer to a refund names the limit that counted it: not below that of all requests, it was the same one. */
	hear(headers: Readonly<Record<string, string>>): void {
		const { limitHeader, requestsPerSecond } = this.facts;
		const told = limitHeader === null ? undefined : headers[limitHeader];
		if (told === undefined || requestsPerSecond === null) return;
		this.refunds.limited = !(Number(told) >= requestsPerSecond);
	}
}

function limit(most: number | null, inMs: number): RateLimit[] {
	return most === null ? [] : [{ most, inMs }];
}

function laneOf(name: string, limits: readonly RateLimit[]): Lane {
	const lane = lanes.get(name) ?? new Lane(limits);
	lanes.set(name, lane);
	return lane;
}
