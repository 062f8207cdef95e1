import { randomUUID } from 'crypto';
import type { ClaimEntry } from '../../engine/claims';
import { attempt, attempts, claimed, open } from './entries';
import type { StoreRow } from './storeRow';

/**
 * Items that are claimed together. Two batches may be claimed and not begun at once, so a process that dies leaves at
 * most twice as many unsent refunds in doubt.
 */
const BATCH = 12;

/** Who holds a key ahead of its turn, for the whole process: a neighbour that needs the key now may take it. */
const holders = new Map<string, ClaimAhead>();

/**
 * Claims the next items of a run together, since a claim has to be waited for: one write and one pause a batch. Claimed
 * ahead are only keys of which nothing is recorded, on invoices on which no attempt is open; the rest is claimed one by one.
 */
export class ClaimAhead {
	private expected: readonly ClaimEntry[] = [];
	private readonly places = new Map<string, number>();
	private readonly batches = new Map<number, Promise<void>>();
	private readonly held = new Map<string, ClaimEntry>();

	constructor(private readonly row: StoreRow) {}

	/** What the run will claim, in the order it comes to it; each invoice once. */
	expect(entries: readonly ClaimEntry[]): void {
		this.expected = entries;
		entries.forEach(({ key }, place) => this.places.set(key, place));
		if (entries.length > 0) void this.claimBatch(0);
	}

	/**
	 * Takes up the key for its item: from here on the claim is like any other.
	 *
	 * @returns false when it is not claimed ahead, by this run or by another one of this process that has not begun it
	 */
	async takeUp(entry: ClaimEntry): Promise<boolean> {
		const place = this.places.get(entry.key);
		if (place !== undefined) {
			const batch = Math.floor(place / BATCH);
			const isClaimed = this.claimBatch(batch);
			void this.claimBatch(batch + 1);
			await isClaimed;
		}
		const name = this.nameOf(entry);
		const holder = holders.get(name);
		if (holder === undefined) return false;
		holders.delete(name);
		holder.held.delete(entry.key);
		return true;
	}

	/** Resolves when nothing is being claimed right now. */
	async ready(): Promise<void> {
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
		await Promise.all(this.batches.values());
		await this.giveBackAll([...this.held.values()]).catch(() => undefined);
	}

	private async giveBackAll(entries: readonly ClaimEntry[]): Promise<void> {
		if (entries.length === 0) return;
		for (const entry of entries) {
			this.held.delete(entry.key);
			holders.delete(this.nameOf(entry));
		}
		const forget = entries.flatMap((entry) => [claimed(entry), open(entry, 1), attempt(entry, 1)]);
		await this.row.ask([], () => ({ answer: null, forget }));
	}

	private async claimBatch(batch: number): Promise<void> {
		const entries = this.expected.slice(batch * BATCH, (batch + 1) * BATCH);
		if (entries.length === 0) return;
		const begun = this.batches.get(batch);
		if (begun) return await begun;
		// Where the store fails each item claims for itself, and is refused with that reason.
		const claiming = this.claimTogether(entries).catch(() => undefined);
		this.batches.set(batch, claiming);
		await claiming;
	}

	private async claimTogether(entries: readonly ClaimEntry[]): Promise<void> {
		const mine = `claimed by ${randomUUID()}`;
		const valuesOf = (entry: ClaimEntry) => [claimed(entry), open(entry, 1), ...attempts(entry)];
		const free = await this.row.ask([mine, ...entries.flatMap(valuesOf)], (known) => {
			const isFree = (entry: ClaimEntry) =>
				![claimed(entry), ...attempts(entry)].some((value) => known.has(value));
			const kept = new Set(
				entries
					.filter(isFree)
					.flatMap((entry) => [claimed(entry), open(entry, 1), attempt(entry, 1)]),
			);
			const added = entries.flatMap(valuesOf).filter((value) => !known.has(value));
			return { answer: entries.filter(isFree), forget: added.filter((value) => !kept.has(value)) };
		});
		if (free.length === 0 || !(await this.row.keeps(mine).catch(() => true))) return;
		for (const entry of free) {
			this.held.set(entry.key, entry);
			holders.set(this.nameOf(entry), this);
		}
	}

	private nameOf({ key }: ClaimEntry): string {
		return `${this.row.name} ${key}`;
	}
}
