import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../../engine/runContext';
import type { Waits } from '../../engine/waits';
import { withLock } from '../withLock';

/** n8n's name for values that are there or not, neither dates nor counters. */
const ENTRIES = { mode: 'entries' } as const;
/** What can wait is written with the next question, and no later than after this, or after so many times the slowest write. */
const LATEST_MS = 250;
const LATEST_WRITES = 8;
const LATEST_AT_ALL_MS = 2_000;
/** Another process may be slower than this one. */
const SLOWER_ELSEWHERE = 4;

/** What a question does with what it learnt. */
export interface Outcome<T> {
	readonly answer: T;
	/** Taken back, or taken out. */
	readonly forget?: readonly string[];
	/** Means nothing any more: taken out with the next write that takes anything out. */
	readonly leave?: readonly string[];
	/** Recorded besides; rarely needed, since it costs a write of its own. */
	readonly record?: readonly string[];
}

/** @param began when the row was asked, by the run's clock */
type Decide<T> = (known: ReadonlySet<string>, began: number) => Outcome<T>;

/** Recorded beside a claim, and by nobody else. */
export type Marks = readonly [string, string];

/** Two marks of one claim: a look at the first that fails leaves the second to be looked for; see `keeps`. */
export function newMarks(): Marks {
	const name = `claimed by ${randomUUID()}`;
	return [name, `${name} too`];
}

interface Question {
	readonly values: readonly string[];
	/** @returns how the question ends; `resolve` is called when that is written */
	readonly decide: Decide<() => void>;
	readonly reject: (reason: unknown) => void;
}

/**
 * The workflow's row in n8n's own store: hashed values, read whole and written whole by every call, so that a call costs
 * more the more the row holds. The store can't be asked without recording. Two processes that write at the same moment
 * lose what one of them wrote.
 *
 * Questions that wait for their turn are written together (group commit), and each sees what those before it left.
 * No `maxEntries`: the store would drop the oldest values, those of open attempts included.
 */
export class StoreRow {
	readonly name: string;
	private waiting: Question[] = [];
	private isPromised = false;
	private slowestMs = 0;
	private leftOver: readonly string[] = [];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly clock: Clock,
		private readonly waits: Waits,
	) {
		this.name = `store:${context.getWorkflow().id ?? ''}`;
	}

	/**
	 * Records the values, and hands `decide` those that had been there.
	 *
	 * @param mayWait the row is written whole, so what nobody waits for is written together with the next question
	 * @returns the decision's answer, once all of it is written; rejects when the store fails
	 */
	async ask<T>(values: readonly string[], decide: Decide<T>, mayWait = false): Promise<T> {
		const answer = new Promise<T>((resolve, reject) => {
			this.waiting.push({
				values,
				decide: (known, began) => {
					const outcome = decide(known, began);
					return { ...outcome, answer: () => resolve(outcome.answer) };
				},
				reject,
			});
		});
		if (mayWait) this.promise();
		else this.flush();
		return await answer;
	}

	/** Writes what waits, as soon as the row is free. */
	flush(): void {
		if (this.waiting.length > 0) void withLock(this.name, async () => await this.writeTogether());
	}

	private promise(): void {
		if (this.isPromised) return;
		this.isPromised = true;
		const waitMs = Math.max(LATEST_MS, LATEST_WRITES * this.slowestMs);
		void this.clock.sleep(Math.min(waitMs, LATEST_AT_ALL_MS)).then(() => {
			this.isPromised = false;
			this.flush();
		});
	}

	/** Which of the values are there. What the question adds is taken back in the same write. */
	async presentOf(values: readonly string[]): Promise<ReadonlySet<string>> {
		if (values.length === 0) return new Set();
		return await this.ask(values, (known) => ({
			answer: known,
			forget: values.filter((value) => !known.has(value)),
		}));
	}

	/** Takes the values out, if the store can be written. Never rejects. */
	async takeBack(values: readonly string[]): Promise<void> {
		await this.ask([], () => ({ answer: null, forget: values })).catch(() => undefined);
	}

	/**
	 * Fischer's second look: whether marks that this run alone has recorded are still there after the pause. If they are
	 * not, another process has overwritten the row, and with it what was recorded beside them.
	 *
	 * @param again recorded once more by the way, since another process's question may have taken it back
	 * @returns rejects when the store fails; then nothing is known
	 */
	async keeps([first, spare]: Marks, again: readonly string[] = []): Promise<boolean> {
		await this.pause();
		const isThere = async (mark: string) =>
			await this.ask([mark, ...again], (known) => ({
				answer: known.has(mark),
				leave: [first, spare],
				forget: known.has(mark) ? [] : again.filter((value) => !known.has(value)),
			}));
		// A look that failed may have recorded its mark itself, so only the other one still proves something.
		return await isThere(first).catch(async () => await isThere(spare));
	}

	/** Longer than a write lasts. */
	async pause(): Promise<void> {
		await this.clock.sleep(Math.max(this.waits.storeSettlesMs, SLOWER_ELSEWHERE * this.slowestMs));
	}

	/** Takes out what was left, if the store can be written. Never rejects. */
	async tidy(): Promise<void> {
		if (this.leftOver.length > 0) await this.takeBack(this.leftOver);
	}

	/** Whether an answer is younger than half of the shortest pause: whoever claims after it sends much later than that. */
	isYoung(began: number): boolean {
		const age = this.clock.now() - began;
		return age >= 0 && age < this.waits.storeSettlesMs / 2;
	}

	private async writeTogether(): Promise<void> {
		const questions = this.waiting;
		this.waiting = [];
		if (questions.length === 0) return;
		const began = this.clock.now();
		try {
			const recorded = await this.record(questions.flatMap(({ values }) => values));
			const present = new Set(recorded);
			const decided = questions.map((question) => {
				const known = new Set(question.values.filter((value) => present.has(value)));
				const outcome = question.decide(known, began);
				const { forget = [], record = [], leave = [] } = outcome;
				this.leftOver = [...this.leftOver, ...leave];
				for (const value of [...question.values, ...record]) present.add(value);
				for (const value of forget) present.delete(value);
				return { question, outcome, forget, record };
			});
			await this.record(decided.flatMap(({ record }) => record));
			const touched = decided.flatMap(({ question, forget }) => [...question.values, ...forget]);
			const gone = [...new Set(touched)].filter((value) => !present.has(value));
			const isWritten = await this.forget(gone).then(
				() => true,
				(reason: unknown) => reason,
			);
			for (const { question, outcome, forget } of decided) {
				if (isWritten === true || forget.length === 0) outcome.answer();
				else question.reject(isWritten);
			}
		} catch (reason) {
			for (const { reject } of questions) reject(reason);
		}
	}

	private async record(values: readonly string[]): Promise<ReadonlySet<string>> {
		if (values.length === 0) return new Set();
		const began = this.clock.now();
		const { processed } = await this.context.helpers.checkProcessedAndRecord(
			[...new Set(values)],
			'workflow',
			ENTRIES,
		);
		this.slowestMs = Math.max(this.slowestMs, this.clock.now() - began);
		return new Set(processed.map(String));
	}

	private async forget(values: readonly string[]): Promise<void> {
		if (values.length === 0) return;
		const left = this.leftOver;
		this.leftOver = [];
		const all = [...new Set([...values, ...left])];
		const removing = this.context.helpers.removeProcessed(all, 'workflow', ENTRIES);
		await removing.catch((reason: unknown) => {
			this.leftOver = [...left, ...this.leftOver];
			throw reason;
		});
	}
}
