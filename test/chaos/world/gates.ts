import type { Scheduler } from 'fast-check';
import type { Time } from './time';

export interface GateOptions {
	/** The latest moment; time never passes beyond it while this waits. */
	readonly notAfter?: number;
	/** False once it can never matter again: its process is gone. */
	readonly alive?: () => boolean;
}

const LONGEST_STORY = 40_000;

/** Every point where two things can change places: a message on its way, a row about to be read or written. */
export abstract class Gates {
	private opened = 0;
	private onTheWay = 0;
	/** What happened, in order. */
	readonly events: string[] = [];

	constructor(protected readonly time: Time) {}

	/** Waits for its turn; never resolves for a process that has ended meanwhile. */
	abstract pass(label: string, options?: GateOptions): Promise<void>;

	/** Lets one thing happen; false when nothing waits. */
	protected abstract open(): Promise<boolean>;

	/** Whether a message is on its way to a provider, or a provider is at work. */
	get hasRequests(): boolean {
		return this.onTheWay > 0;
	}

	/** Counts `work` as a provider's, from the message to the answer. */
	async whileOnTheWay<T>(work: () => Promise<T>): Promise<T> {
		this.onTheWay += 1;
		try {
			return await work();
		} finally {
			this.onTheWay -= 1;
		}
	}

	/** Lets the next thing happen and waits until all that follows from it has come to rest. */
	async next(): Promise<boolean> {
		await this.time.calm();
		if (++this.opened > LONGEST_STORY) throw new Error('The run does not come to an end.');
		const happened = await this.open();
		await this.time.calm();
		return happened;
	}
}

/** Says which of `count` things happens next; 0 is what has waited longest. */
export type Chooser = (count: number) => number;

/** Picks by a list of numbers, then always what has waited longest: shrinking the list straightens the schedule. */
export function choiceOf(choices: readonly number[]): Chooser {
	let next = 0;
	return (count) => (choices[next++] ?? 0) % count;
}

interface Waiting extends Required<GateOptions> {
	readonly label: string;
	readonly open: () => void;
}

/**
 * The chooser picks among all that wait and the passing of time. Not fast-check's own scheduler: that one draws a new
 * order whenever the story gets smaller, so a failure that needs an order would be lost while shrinking.
 */
export class ChosenGates extends Gates {
	private waiting: Waiting[] = [];

	constructor(
		time: Time,
		private readonly choose: Chooser,
	) {
		super(time);
	}

	override async pass(
		label: string,
		{ notAfter = Infinity, alive = () => true }: GateOptions = {},
	): Promise<void> {
		await new Promise<void>((open) => {
			this.waiting.push({ label, notAfter, open, alive });
		});
	}

	protected override async open(): Promise<boolean> {
		this.waiting = this.waiting.filter((entry) => entry.alive());
		const { nextDue } = this.time;
		const count = this.waiting.length + (nextDue === null ? 0 : 1);
		if (count === 0) return false;
		const chosen = this.choose(count);
		const late = this.waiting.findIndex(({ notAfter }) => nextDue !== null && notAfter < nextDue);
		const index = chosen === this.waiting.length && late !== -1 ? late : chosen;
		const [entry] = this.waiting.splice(index, 1);
		if (entry === undefined) {
			this.time.pass();
		} else {
			this.events.push(entry.label);
			entry.open();
		}
		return true;
	}
}

/** fast-check's scheduler picks; time passes when nothing else can happen. */
export class RacingGates extends Gates {
	constructor(
		time: Time,
		private readonly scheduler: Scheduler,
	) {
		super(time);
	}

	override async pass(label: string, { alive = () => true }: GateOptions = {}): Promise<void> {
		await this.scheduler.schedule(Promise.resolve(), label);
		if (!alive()) await new Promise(() => undefined);
		this.events.push(label);
	}

	protected override async open(): Promise<boolean> {
		if (this.scheduler.count() > 0) {
			await this.scheduler.waitNext(1);
			return true;
		}
		if (this.time.nextDue === null) return false;
		this.time.pass();
		return true;
	}
}
