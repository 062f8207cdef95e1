import type { DeduplicationScope, IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../engine/desk';
import { WAITS } from '../engine/waits';
import { withLock } from './withLock';

/** Called "entries", not by date or number: an entry is there or not (n8n.md B12). */
const ENTRIES = { mode: 'entries' } as const;

/** The other process may have more to do than this one. */
const SLOWER_ELSEWHERE = 4;

/**
 * One row of n8n's own store: hashed entries, read whole and written whole at every call, so a call costs more the more
 * the row holds. Two processes that write at the same moment lose what one of them wrote.
 * No `maxEntries`: the store would drop the oldest, open attempts included.
 */
export class StoreRow {
	private readonly name: string;
	/** Of this run's calls, in milliseconds. */
	private slowest = 0;
	/** Marks that have done their work: each write costs a whole row, so they go with what is forgotten next. */
	private spent: string[] = [];

	/** @param scope `workflow`: shared by all nodes of the workflow; `node`: of this node alone */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly scope: DeduplicationScope,
		private readonly clock: Clock,
		private readonly waits = WAITS,
	) {
		const workflow = `store:${context.getWorkflow().id ?? ''}`;
		this.name = scope === 'workflow' ? workflow : `${workflow}:${context.getNode().id}`;
	}

	/** Records the values and returns those that had been there. Only inside `locked`. */
	async record(values: readonly string[]): Promise<ReadonlySet<string>> {
		if (values.length === 0) return new Set();
		const began = this.clock.now();
		const { processed } = await this.context.helpers.checkProcessedAndRecord(
			[...values],
			this.scope,
			ENTRIES,
		);
		this.slowest = Math.max(this.slowest, this.clock.now() - began);
		return new Set(processed.map(String));
	}

	/** Only inside `locked`. */
	async forget(values: readonly string[]): Promise<void> {
		if (values.length === 0) return;
		const { spent } = this;
		this.spent = [];
		await this.context.helpers.removeProcessed([...values, ...spent], this.scope, ENTRIES);
	}

	/** Which of the values are there. The store can't be asked without recording, so that is taken back at once. */
	async ask(values: readonly string[]): Promise<ReadonlySet<string>> {
		return await this.locked(async () => {
			const known = await this.record(values);
			await this.forget(values.filter((value) => !known.has(value)));
			return known;
		});
	}

	/**
	 * As `ask`, where what a cut question has left behind must not be believed.
	 *
	 * @param question recorded as long as the question is; found at its beginning, it was left behind
	 * @returns null when nothing can be believed
	 */
	async askSurely(
		values: readonly string[],
		question: string,
	): Promise<ReadonlySet<string> | null> {
		const known = await this.ask([question, ...values]);
		return known.has(question) ? null : known;
	}

	/**
	 * Two processes may write at the same moment, and then only what the later one wrote is there: so a claim is good only if
	 * it is still there after a pause that is longer than a write lasts.
	 *
	 * @param mark recorded with the claim; nobody else has it
	 */
	async keeps(mark: string): Promise<boolean> {
		await this.clock.sleep(Math.max(this.waits.storeSettlesMs, SLOWER_ELSEWHERE * this.slowest));
		return await this.locked(async () => {
			const known = await this.record([mark]);
			this.spent.push(mark);
			return known.has(mark);
		});
	}

	/** One at a time in this process: what is done inside sees the row as it is. Not to be nested. */
	async locked<T>(work: () => Promise<T>): Promise<T> {
		return await withLock(this.name, work);
	}
}
