/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Clock } from '../../../../nodes/shared/engine/runContext';

/** A stretch of time in which a process gets nothing done. */
export interface Freeze {
	readonly from: number;
	readonly forMs: number;
}

interface Timer {
	readonly due: number;
	readonly fire: () => void;
}

const settled = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** Time that passes at once, from timer to timer. */
export class VirtualTime {
	private timers: Timer[] = [];

	/** @param now where it begins: pacing has to be right from any moment on */
	constructor(public now = 1_000_000) {}

	/** Fires at the time, or at the end of a freeze that it falls into. */
	at(time: number, fire: () => void, freezes: readonly Freeze[] = []): void {
		const due = freezes.reduce(
			(later, { from, forMs }) => (later >= from && later < from + forMs ? from + forMs : later),
			Math.max(time, this.now),
		);
		const index = this.timers.findIndex((timer) => timer.due > due);
		this.timers.splice(index < 0 ? this.timers.length : index, 0, { due, fire });
	}

	async wait(ms: number, freezes?: readonly Freeze[]): Promise<void> {
		await new Promise<void>((resolve) => this.at(this.now + ms, resolve, freezes));
	}

	/** A clock as the nodes get it: timers fire late, at the end of a freeze all at once, and not after a cancel. */
	clock(
		lateness: () => number = () => 0,
		freezes: readonly Freeze[] = [],
		cancel?: AbortSignal,
	): Clock {
		return {
			now: () => Math.floor(this.now),
			sleep: async (ms) => {
				const cancelled = new Promise<void>((resolve) =>
					cancel?.addEventListener('abort', () => resolve()),
				);
				await Promise.race([this.wait(ms + lateness(), freezes), cancelled]);
				return !cancel?.aborted;
			},
		};
	}

	/** Until nobody waits any more. */
	async pass(): Promise<void> {
		for (await settled(); this.timers.length > 0; await settled()) {
			const due = this.timers[0]?.due ?? this.now;
			this.now = Math.max(this.now, due);
			while ((this.timers[0]?.due ?? Infinity) <= this.now) this.timers.shift()?.fire();
		}
	}
}
