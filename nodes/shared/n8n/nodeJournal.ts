import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../engine/desk';
import type { MemoryEntry } from '../engine/recall';
import { WAITS } from '../engine/waits';
import * as marks from './memoryMarks';
import { StoreRow } from './storeRow';

/** In how many steps a lease is measured: few enough to ask for each. */
const LEASE_STEPS = 10;
/** A refund that is there is noted with the next send, or after this. */
const NOTED_AFTER_MS = 100;

/**
 * The node's own row of n8n's store: what has become of the keys that runs of this node have reserved. Small, since it is
 * cleared when that is written into the workflow's row; so a note in it costs little.
 */
export class NodeJournal {
	private readonly row: StoreRow;
	private later: readonly string[] = [];
	private asking: Array<{
		readonly values: readonly string[];
		readonly tell: (known: Promise<ReadonlySet<string>>) => void;
	}> = [];

	constructor(
		context: IExecuteFunctions,
		private readonly clock: Clock,
		private readonly waits = WAITS,
	) {
		this.row = new StoreRow(context, 'node', clock, waits);
	}

	/** Records the values at once, in one write with what others have to note. @returns those that had been there */
	async note(values: readonly string[]): Promise<ReadonlySet<string>> {
		const answer = new Promise<ReadonlySet<string>>((resolve) => {
			this.asking.push({ values, tell: resolve });
		});
		const [known] = await Promise.all([
			answer,
			this.row.locked(async () => await this.writeDown()),
		]);
		return known;
	}

	/** Records the values in a moment, so that they cost no write of their own while others are noted. */
	noteSoon(values: readonly string[]): void {
		this.later = [...this.later, ...values];
		void this.clock.sleep(NOTED_AFTER_MS).then(async () => await this.flush());
	}

	/** What is to be noted soon is noted now. Never rejects. */
	async flush(): Promise<void> {
		if (this.later.length > 0) await this.note([]).catch(() => undefined);
	}

	async clear(values: readonly string[]): Promise<void> {
		await this.row.locked(async () => await this.row.forget(values));
	}

	/** As `StoreRow.keeps`. */
	async keeps(mark: string): Promise<boolean> {
		return await this.row.keeps(mark);
	}

	/** Whether the send under a reserved key was begun; null where that can't be told. */
	async hasBegun(entry: MemoryEntry): Promise<boolean | null> {
		const mark = marks.sending(entry);
		const known = await this.row.askSurely([mark], `${mark} asked`);
		return known?.has(mark) ?? null;
	}

	/** Whether the refund under a reserved key is there, and which of the values, said of it or its invoice, are true. */
	async isDone(
		entry: MemoryEntry,
		values: readonly string[],
	): Promise<{ readonly isDone: boolean; readonly known: ReadonlySet<string> }> {
		const mark = marks.done(entry);
		const known = await this.row.askSurely([mark, ...values], `${mark} asked`);
		return { isDone: known?.has(mark) ?? false, known: known ?? new Set() };
	}

	/**
	 * Notes that the send is begun, for a run that has not reserved the key itself.
	 *
	 * @returns false when somebody else has begun, or does in the same moment
	 */
	async take(entry: MemoryEntry): Promise<boolean> {
		const mark = marks.sending(entry);
		const mine = `taken by ${randomUUID()}`;
		if (!(await this.note([mark, mine])).has(mark)) return await this.row.keeps(mine);
		await this.clear([mine]);
		return false;
	}

	/** Notes that the send under a leased key is begun. @returns false when somebody else has noted it, or may have by now */
	async noteSending(entry: MemoryEntry, until: number): Promise<boolean> {
		const mark = marks.sending(entry);
		if (this.hasRunOut(until) || (await this.note([mark])).has(mark)) return false;
		if (this.clock.now() < until) return true;
		// Noted too late to rely on it. Nobody else has, so it is not to stand in the way.
		await this.clear([mark]);
		return false;
	}

	/** When a lease that begins now ends, in milliseconds since 1970. */
	leaseEnd(): number {
		return this.stepAfter(this.clock.now() + this.waits.reservationMs);
	}

	/** Whether the run that has the lease may no longer begin: some time before others may. */
	hasRunOut(until: number): boolean {
		return this.clock.now() >= until - this.waits.reservationMs / LEASE_STEPS;
	}

	/** Whether some run may still come to a key that it has reserved. */
	async isLeased(entry: MemoryEntry): Promise<boolean> {
		const step = this.waits.reservationMs / LEASE_STEPS;
		const next = this.stepAfter(this.clock.now());
		// One more at each end, for clocks that are not the same.
		const ends = Array.from({ length: LEASE_STEPS + 4 }, (_, index) => next + (index - 1) * step);
		return (await this.row.ask(ends.map((end) => marks.leased(entry, end)))).size > 0;
	}

	private stepAfter(moment: number): number {
		const step = this.waits.reservationMs / LEASE_STEPS;
		return Math.ceil(moment / step) * step;
	}

	private async writeDown(): Promise<void> {
		const [asking, later] = [this.asking, this.later];
		if (asking.length === 0) return;
		[this.asking, this.later] = [[], []];
		const known = this.row.record([...asking.flatMap(({ values }) => values), ...later]);
		for (const { tell } of asking) tell(known);
		try {
			await known;
		} catch {
			// Who asked is told; what could wait is noted with the next ones.
			this.later = [...later, ...this.later];
		}
	}
}
