import type { ProviderProfile } from '../../../../nodes/shared/engine/provider/profile';
import { WAITS } from '../../../../nodes/shared/engine/waits';
import { behindGate } from '../../../../nodes/shared/n8n/http/behindGate';
import { Gate } from '../../../../nodes/shared/n8n/http/gate';
import { Patience } from '../../../../nodes/shared/n8n/http/patience';
import { answer } from './stage';
import { VirtualTime, type Freeze } from './virtualTime';

export interface Conditions {
	readonly profile: ProviderProfile;
	readonly requests: number;
	/** Workers of all executions together. */
	readonly workers: number;
	/** Milliseconds between a request's turn and its arrival: the shortest, and by how much others are longer. */
	readonly wayMs: readonly [least: number, jitter: number];
	/** Milliseconds from the arrival to the answer. */
	readonly answerMs: readonly [least: number, jitter: number];
	/** How late timers fire. */
	readonly latenessMs: number;
	readonly seed: number;
	/** After the beginning of the run. */
	readonly ourFreezes?: readonly Freeze[];
	readonly theirFreezes?: readonly Freeze[];
}

/** Workers that send through one gate, and when their requests arrived. */
export async function arrivalsOf(conditions: Conditions): Promise<readonly number[]> {
	const { profile, workers, wayMs, answerMs, latenessMs } = conditions;
	const time = new VirtualTime();
	const draw = drawFrom(conditions.seed);
	const shifted = (freezes: readonly Freeze[] = []) =>
		freezes.map(({ from, forMs }) => ({ from: time.now + from, forMs }));
	const ours = shifted(conditions.ourFreezes);
	const theirs = shifted(conditions.theirFreezes);
	const clock = time.clock(() => draw() * latenessMs, ours);
	const arrivals: number[] = [];
	let left = conditions.requests;
	const drawn = ([least, jitter]: readonly [number, number]) => least + draw() * jitter;
	const send = behindGate<{ kind: 'read' }>(
		async () => {
			// A freeze of ours also holds what has had its turn and is not on the wire yet.
			await time.wait(0.5, ours);
			await time.wait(drawn(wayMs) - 0.5, theirs);
			arrivals.push(time.now);
			await time.wait(drawn(answerMs), theirs);
			await time.wait(0, ours);
			return answer(200);
		},
		{
			gate: new Gate(profile, 'sandbox'),
			patience: new Patience(WAITS),
			clock,
			waits: WAITS,
			cancelled: () => false,
			isOwnError: () => true,
		},
	);
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			await send({ kind: 'read' });
		}
	};
	const all = Promise.all(Array.from({ length: workers }, worker));
	await time.pass();
	await all;
	return arrivals.sort((a, b) => a - b);
}

/** The most that arrived in any stretch of the length. */
export function mostWithin(arrivals: readonly number[], inMs: number): number {
	let first = 0;
	return arrivals.reduce((most, at, index) => {
		while ((arrivals[first] ?? at) <= at - inMs) first += 1;
		return Math.max(most, index - first + 1);
	}, 0);
}

/** Requests a second, from the first to the last. */
export function rateOf(arrivals: readonly number[]): number {
	const [first = 0] = arrivals;
	return ((arrivals.length - 1) * 1000) / ((arrivals.at(-1) ?? 0) - first);
}

/** Numbers from 0 to 1, always the same ones for a seed (mulberry32). */
function drawFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
