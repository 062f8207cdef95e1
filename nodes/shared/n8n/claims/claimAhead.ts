import type { ClaimEntry } from '../../engine/claims';
import { attempt, claimed, open, refunded } from './entries';
import { noteGivenUp } from './answers';
import { newMarks, type StoreRow } from './storeRow';

/**
 * Items that are claimed together. Two batches may be claimed and not begun at once, so a process that dies leaves at
 * most twice as many unsent refunds in doubt.
 */
const BATCH = 12;

/** Who holds a key ahead of its turn, for the whole process: a neighbour that needs the key now may take it. */
const holders = new Map<string, ClaimAhead>();

/** When a question began that found nothing but a claim made ahead recorded of an invoice; for the whole process. */
const aloneSince = new Map<string, number>();

/** A refund of the invoice is begun, or nothing is claimed of it ahead any more: what was asked about it is old news. */
export function noteAnother(row: string, { invoice }: ClaimEntry): void {
	aloneSince.delete(`${row} ${invoice}`);
}

/**
 * Claims the next items of a run together, since a claim has to be waited for: one write and one pause a batch. Claimed
 * ahead are only keys of which nothing is recorded, on invoices whose first slot is free; the rest is claimed one by one.
 */
export class ClaimAhead {
	private expected: readonly ClaimEntry[] = [];
	private readonly places = new Map<string, number>();
	private readonly batches = new Map<number, Promise<void>>();
	private readonly claimed = new Set<number>();
	private readonly held = new Map<string, ClaimEntry>();
	private looking: Promise<void> | null = null;

	constructor(private readonly row: StoreRow) {}

	/** What the run will claim, in the order it comes to it; each invoice once. */
	expect(entries: readonly ClaimEntry[]): void {
		this.expected = entries;
		entries.forEach(({ key }, place) => this.places.set(key, place));
		if (entries.length > 0) void this.claimBatch(0, false);
	}

	/**
	 * Takes up the key for its item: from here on the claim is like any other.
	 *
	 * @returns false when it is not claimed ahead, by this run or by another one of this process that has not begun it
	 */
	async takeUp(entry: ClaimEntry): Promise<boolean> {
		await this.claimFor(entry);
		const name = this.nameOf(entry);
		const holder = holders.get(name);
		if (holder === undefined) return false;
		holders.delete(name);
		holder.held.delete(entry.key);
		noteAnother(this.row.name, entry);
		return true;
	}

	/**
	 * Whether nothing else is recorded of the invoice of a key that this run holds ahead. All that the run holds is asked
	 * about together, and the answer is used for half the pause: whoever claims after the question has begun has sent
	 * nothing by then.
	 */
	async isAlone(entry: ClaimEntry): Promise<boolean> {
		await this.claimFor(entry);
		const stands = () => {
			const since = this.held.has(entry.key) ? aloneSince.get(this.invoiceOf(entry)) : undefined;
			return since !== undefined && this.row.isYoung(since);
		};
		if (this.held.has(entry.key) && !stands()) await this.look();
		return stands();
	}

	/** Resolves when nothing is being claimed right now. */
	async ready(): Promise<void> {
		this.row.flush();
		await Promise.all(this.batches.values());
	}

	/** Whether this run holds the key and has not taken it up. */
	holds({ key }: ClaimEntry): boolean {
		return this.held.has(key);
	}

	/** Gives back the one key, where it was not taken up; so nobody has begun under it. Rejects when the store fails. */
	async giveBack(entry: ClaimEntry): Promise<void> {
		if (this.held.has(entry.key)) await this.giveBackAll([entry]);
	}

	/** Nothing more will be taken up. Never rejects: what can't be given back stays in doubt. */
	async close(): Promise<void> {
		this.expected = [];
		await this.ready();
		await this.giveBackAll([...this.held.values()]).catch(() => undefined);
		await this.row.tidy();
	}

	private async giveBackAll(entries: readonly ClaimEntry[]): Promise<void> {
		if (entries.length === 0) return;
		for (const entry of entries) {
			this.held.delete(entry.key);
			holders.delete(this.nameOf(entry));
			noteAnother(this.row.name, entry);
		}
		const forget = entries.flatMap(begunAhead);
		await this.row.ask([], () => ({ answer: null, forget }));
	}

	/** Has the key's batch claimed, and the next one as soon as the row is written anyway. */
	private async claimFor({ key }: ClaimEntry): Promise<void> {
		const place = this.places.get(key);
		if (place === undefined) return;
		const batch = Math.floor(place / BATCH);
		const isClaimed = this.claimBatch(batch, false);
		void this.claimBatch(batch + 1, true);
		await isClaimed;
	}

	private async claimBatch(batch: number, mayWait: boolean): Promise<void> {
		const entries = this.expected.slice(batch * BATCH, (batch + 1) * BATCH);
		if (entries.length === 0) return;
		const begun = this.batches.get(batch);
		if (begun) {
			if (!mayWait && !this.claimed.has(batch)) this.row.flush();
			return await begun;
		}
		// Where the store fails each item claims for itself, and is refused with that reason.
		const claiming = this.claimTogether(entries, mayWait)
			.catch(() => undefined)
			.finally(() => this.claimed.add(batch));
		this.batches.set(batch, claiming);
		await claiming;
	}

	private async claimTogether(entries: readonly ClaimEntry[], mayWait: boolean): Promise<void> {
		const marks = newMarks();
		let taken: readonly string[] = [];
		const decide = (known: ReadonlySet<string>) => {
			const free = entries.filter(
				(entry) => !known.has(claimed(entry)) && !known.has(attempt(entry, 1)),
			);
			const added = entries.flatMap(begunAhead).filter((value) => !known.has(value));
			const kept = new Set(free.flatMap(begunAhead));
			taken = added;
			return {
				answer: free,
				forget: added.filter((value) => !kept.has(value)),
				leave: free.length === 0 ? marks : [],
			};
		};
		const asking = this.row.ask([...marks, ...entries.flatMap(begunAhead)], decide, mayWait);
		const free = await asking.catch(async (reason: unknown) => {
			await this.row.takeBack(taken);
			throw reason;
		});
		if (free.length === 0) return;
		const isKept = await this.row.keeps(marks).catch((reason: unknown) => {
			// Not taken back: the claims may be another process's by now.
			for (const entry of free) noteGivenUp(this.row.name, entry, 1);
			throw reason;
		});
		if (!isKept) return;
		for (const entry of free) {
			this.held.set(entry.key, entry);
			holders.set(this.nameOf(entry), this);
		}
	}

	/** One question for all; never rejects, since each item asks for itself where this one fails. */
	private async look(): Promise<void> {
		this.looking ??= this.lookAtAll()
			.catch(() => undefined)
			.finally(() => (this.looking = null));
		await this.looking;
	}

	private async lookAtAll(): Promise<void> {
		const entries = [...this.held.values()];
		const values = entries.map((entry) => refunded(entry, 1));
		await this.row.ask(values, (known, began) => {
			for (const entry of entries) {
				if (!known.has(refunded(entry, 1)) && this.holds(entry))
					aloneSince.set(this.invoiceOf(entry), began);
				else noteAnother(this.row.name, entry);
			}
			return { answer: null, forget: values.filter((value) => !known.has(value)) };
		});
	}

	private invoiceOf({ invoice }: ClaimEntry): string {
		return `${this.row.name} ${invoice}`;
	}

	private nameOf({ key }: ClaimEntry): string {
		return `${this.row.name} ${key}`;
	}
}

/** What is recorded of a claim made ahead, which always takes the first slot. */
function begunAhead(entry: ClaimEntry): string[] {
	return [claimed(entry), open(entry, 1), attempt(entry, 1)];
}
