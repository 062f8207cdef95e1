/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import type { Moment, Passing, Purpose, Watch } from './door';
import type { QueueStage } from './stage';

/** When a worker is killed, seen from the provider. */
export const KILL_MOMENTS = {
	/** The invoice was read, and the refund request does not arrive. */
	beforeTheSend: 'before the send',
	/** The refund is in the books, and its answer does not get through. */
	beforeTheAnswer: 'between send and answer',
	/** The answer has left, and the worker is killed before it can note it. */
	beforeTheEntry: 'between answer and entry',
} as const;

export type KillMoment = keyof typeof KILL_MOMENTS;

/** A kill that is due. */
interface Due {
	/** Not before this dispute. */
	readonly dispute: number;
	readonly moment: KillMoment;
	/** Before the send: whether the request leaves and is lost on its way, or the worker is killed so long after the read. */
	readonly onItsWay: boolean;
	/** How long after the read, or after the answer. */
	readonly afterMs: number;
}

/** A kill that was done. */
export interface Kill {
	readonly moment: KillMoment;
	readonly dispute: number;
}

const LONGEST_AFTER_READ_MS = 20;
const LONGEST_AFTER_ANSWER_MS = 3;

/** Kills of each moment, spread evenly over the disputes, in an order and with waits that the seed decides. */
function planKills(disputes: number, each: number, seed: number): Due[] {
	const moments = (Object.keys(KILL_MOMENTS) as KillMoment[]).flatMap((moment) =>
		Array.from({ length: each }, () => moment),
	);
	const [order = []] = fc.sample(
		fc.tuple(
			fc.shuffledSubarray(
				moments.map((_, place) => place),
				{ minLength: moments.length },
			),
			fc.array(fc.record({ onItsWay: fc.boolean(), share: fc.nat({ max: 100 }) }), {
				minLength: moments.length,
				maxLength: moments.length,
			}),
		),
		{ numRuns: 1, seed },
	);
	const [places, draws] = order as [number[], Array<{ onItsWay: boolean; share: number }>];
	return places.flatMap((place, number) => {
		const moment = moments[place];
		const draw = draws[number];
		if (moment === undefined || draw === undefined) return [];
		const longest = moment === 'beforeTheSend' ? LONGEST_AFTER_READ_MS : LONGEST_AFTER_ANSWER_MS;
		const dispute = Math.floor(((number + 0.5) * disputes) / moments.length);
		const onItsWay = moment === 'beforeTheSend' && draw.onItsWay;
		return [{ dispute, moment, onItsWay, afterMs: (longest * draw.share) / 100 }];
	});
}

/** Where at the door a kill takes place. */
function placeOf({ moment, onItsWay }: Due): { readonly purpose: Purpose; readonly at: Moment } {
	switch (moment) {
		case 'beforeTheSend':
			return onItsWay ? { purpose: 'refund', at: 'arrived' } : { purpose: 'read', at: 'answered' };
		case 'beforeTheAnswer':
			return { purpose: 'refund', at: 'carriedOut' };
		case 'beforeTheEntry':
			return { purpose: 'refund', at: 'answered' };
	}
}

/** Kills workers as planned, one at a time and never both, and starts them again. */
export class Killer {
	readonly done: Kill[] = [];
	private readonly due: Due[];
	/** The connection that is followed for the kill that is next. */
	private chosen: { readonly passing: Passing; readonly worker: number } | null = null;
	private restart: Promise<void> = Promise.resolve();
	private isBusy = false;

	constructor(
		private readonly stage: QueueStage,
		/** By invoice id: the number of the dispute. */
		private readonly disputes: ReadonlyMap<string, number>,
		plan: { readonly each: number; readonly seed: number },
	) {
		this.due = planKills(disputes.size, plan.each, plan.seed);
	}

	/** Resolves once both workers run. */
	async rest(): Promise<void> {
		await this.restart;
	}

	readonly watch: Watch = async (moment, passing) => {
		const next = this.due[0];
		if (next === undefined || this.isBusy) return true;
		const { purpose, at } = placeOf(next);
		if (passing.purpose !== purpose) return true;
		if (moment === 'arrived') this.choose(next, passing);
		if (this.chosen?.passing !== passing || moment !== at) return true;
		const { worker } = this.chosen;
		this.isBusy = true;
		this.due.shift();
		this.chosen = null;
		if (!next.onItsWay && next.afterMs > 0) {
			await new Promise((resolve) => setTimeout(resolve, next.afterMs));
		}
		await this.stage.kill(worker);
		this.done.push({ moment: next.moment, dispute: this.numberOf(passing) ?? -1 });
		this.restart = this.stage.start(worker).finally(() => (this.isBusy = false));
		this.restart.catch(() => undefined);
		return false;
	};

	/** The connection is followed from its beginning: once it is closed nobody can say whose it was. */
	private choose({ dispute }: Due, passing: Passing): void {
		const number = this.numberOf(passing);
		if (this.chosen !== null || number === null || number < dispute) return;
		const workers = this.stage.workers();
		const pids = workers.flatMap((pid) => (pid === null ? [] : [pid]));
		const worker = workers.indexOf(passing.sentBy(pids));
		if (worker !== -1 && pids.length === workers.length) this.chosen = { passing, worker };
	}

	private numberOf({ words }: Passing): number | null {
		for (const word of words) {
			const number = this.disputes.get(word);
			if (number !== undefined) return number;
		}
		return null;
	}
}
