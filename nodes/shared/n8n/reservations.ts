import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../engine/desk';
import type { MemoryEntry } from '../engine/recall';
import { WAITS } from '../engine/waits';
import { CHUNK, Chunks } from './chunks';
import * as marks from './memoryMarks';
import { NodeJournal } from './nodeJournal';
import { isGivenBack, stateInRow, writtenAtEnd, type End, type Reservation } from './reservation';
import type { StoreRow } from './storeRow';

/** Sends noted in one write; a crash leaves so many in doubt that were not begun. */
const NOTED_TOGETHER = 5;

/**
 * Claims for many items in few writes of the workflow's row, which cost more the more it remembers: keys are reserved
 * there together, as attempts under way; the node's own row says which were sent, and their ends go back together.
 * Who can't see the node's row takes a reserved key for an open attempt, which is safe. To another run of the node, one
 * that nobody has begun to send under, or may, is free; and one that is done is confirmed.
 */
export class Reservations {
	readonly journal: NodeJournal;
	private readonly nodeId: string;
	private readonly held = new Map<string, Reservation>();
	private readonly places = new Map<string, number>();
	private expected: readonly MemoryEntry[] = [];
	private readonly chunks = new Chunks(async (from, to) => {
		const entries = this.expected.slice(from, to);
		if (entries.length > 0) await this.reserveAll(entries);
	});
	/** By key: the note that the send is begun, made while the provider is still asked. */
	private readonly noting = new Map<string, Promise<boolean>>();
	private writing: Promise<void> = Promise.resolve();
	private unwritten = 0;
	private writtenAt: number;

	constructor(
		context: IExecuteFunctions,
		private readonly row: StoreRow,
		private readonly clock: Clock,
		private readonly waits = WAITS,
	) {
		this.nodeId = context.getNode().id;
		this.journal = new NodeJournal(context, clock, waits);
		this.writtenAt = clock.now();
	}

	/** What the run will claim, in the order it comes to it; each invoice once. */
	expect(entries: readonly MemoryEntry[]): void {
		this.expected = entries;
		entries.forEach(({ key }, place) => this.places.set(key, place));
	}

	/** The run comes to the item: what has to be noted before its send is noted while the provider is asked. */
	async comeTo(entry: MemoryEntry): Promise<void> {
		const place = this.places.get(entry.key);
		if (place === undefined || !(await this.isFree(entry)) || this.noting.has(entry.key)) return;
		// With those that come right after it: one write for all of them.
		const next = this.expected.slice(place, place + NOTED_TOGETHER);
		const waiting = next.flatMap(({ key }) => this.held.get(key) ?? []);
		await Promise.all(waiting.map(async (held) => await this.noteSending(held)));
	}

	/** Whether the key is held and nothing was begun under it. Reserves it first, with its neighbours. */
	async isFree({ key }: MemoryEntry): Promise<boolean> {
		const place = this.places.get(key);
		if (place !== undefined) await this.chunks.comeTo(place);
		const held = this.held.get(key);
		return held !== undefined && !held.begun && held.end === null && (await this.isOurs(held));
	}

	/** Whether the key is held by this run. */
	holds({ key }: MemoryEntry): boolean {
		return this.held.has(key);
	}

	/**
	 * Takes a key that is open in the workflow's row, where a run of this node reserved it, did not begin to send and has
	 * lost the right to.
	 *
	 * @returns `closed`: it is no longer open; `begun`: somebody has begun to send, or may
	 */
	async takeOver(entry: MemoryEntry): Promise<'taken' | 'closed' | 'begun' | 'notReserved'> {
		const inRow = await stateInRow(this.row, entry, this.nodeId);
		if (inRow !== 'reserved') return inRow === 'closed' ? 'closed' : 'notReserved';
		if (await this.journal.isLeased(entry)) return 'begun';
		if (!(await this.journal.take(entry))) return 'begun';
		// Asked again: the run that reserved it may have ended in between, and cleared its notes.
		if ((await stateInRow(this.row, entry, this.nodeId)) !== 'reserved') {
			await this.journal.clear([marks.sending(entry)]);
			return 'closed';
		}
		this.held.set(entry.key, { entry, until: null, begun: false, end: null });
		return 'taken';
	}

	/** Whether an attempt under the key is open. A key that was reserved, by this run or one that crashed, has none yet. */
	async isOpen(entry: MemoryEntry): Promise<boolean> {
		const held = this.held.get(entry.key);
		if (held && (held.begun || (await this.isOurs(held)))) return held.begun;
		const inRow = await stateInRow(this.row, entry, this.nodeId);
		if (inRow !== 'reserved') return inRow === 'open';
		return (await this.journal.isLeased(entry)) || (await this.journal.hasBegun(entry)) !== false;
	}

	/** Right before the send. @returns false when another run has begun under the key, or may: it is held no longer */
	async begin({ key }: MemoryEntry): Promise<boolean> {
		const held = this.held.get(key);
		if (held === undefined) return true;
		const isOurs = await this.noteSending(held);
		if (isOurs) this.held.set(key, { ...held, begun: true });
		else this.drop(key);
		return isOurs;
	}

	/** The refund is there. */
	confirm(entry: MemoryEntry, amountMinor: number): void {
		this.journal.noteSoon([marks.done(entry), ...marks.aboutConfirmed(entry, amountMinor)]);
		this.endWith(entry, { kind: 'confirmed', amountMinor });
	}

	/** Nothing moved. */
	release(entry: MemoryEntry): void {
		this.endWith(entry, { kind: 'released' });
	}

	/** Nothing more will be claimed: gives back what was never begun and writes down the rest. Never rejects. */
	async close(): Promise<void> {
		this.expected = [];
		this.places.clear();
		await this.chunks.close();
		await this.writing;
		const rest = [...this.held.values()].map((held): Reservation =>
			held.begun || held.end ? held : { ...held, end: { kind: 'released' } },
		);
		await this.write(rest).catch(() => undefined);
	}

	private drop(key: string): void {
		this.held.delete(key);
		this.noting.delete(key);
	}

	/** Notes that the send is begun, once. @returns false when somebody else has noted it, or may have by now */
	private async noteSending(held: Reservation): Promise<boolean> {
		const { entry, until } = held;
		if (until === null) return true;
		const noting = this.noting.get(entry.key) ?? this.journal.noteSending(entry, until);
		this.noting.set(entry.key, noting);
		// One that failed is made again by whoever needs it next.
		noting.catch(() => this.noting.delete(entry.key));
		return await noting;
	}

	/** What is noted in time is this run's however long the rest takes. */
	private async isOurs({ entry, until }: Reservation): Promise<boolean> {
		const noting = this.noting.get(entry.key);
		return noting ? await noting : until === null || !this.journal.hasRunOut(until);
	}

	/** Holds those of which nothing is known, neither of the key nor of the invoice; the others are claimed one by one. */
	private async reserveAll(entries: readonly MemoryEntry[]): Promise<void> {
		const until = this.journal.leaseEnd();
		const mine = `reserved by ${randomUUID()}`;
		// Without a row of the node nothing may be reserved.
		await this.journal.note([mine]);
		const free = await this.row.locked(async () => {
			const known = await this.row.record([mine, ...entries.flatMap(marks.beginning)]);
			const isNew = (entry: MemoryEntry) =>
				!marks.beginning(entry).some((value) => known.has(value));
			const added = entries.filter((entry) => !isNew(entry)).flatMap(marks.beginning);
			await this.row.forget(added.filter((value) => !known.has(value)));
			const fresh = entries.filter(isNew);
			await this.journal.note([mine, ...fresh.map((entry) => marks.leased(entry, until))]);
			const reserved = fresh.map((entry) => marks.reserved(entry, this.nodeId));
			// Only now: that a key is reserved has to prove that it was new, and leased.
			const before = await this.row.record([mine, ...reserved]);
			if (before.has(mine)) return fresh;
			await this.row.forget(reserved);
			return [];
		});
		// Another process may have written over it, and claimed the same keys: the notes may be that one's, and are left.
		const there = await Promise.all([this.row.keeps(mine), this.journal.keeps(mine)]);
		if (there.includes(false)) return;
		for (const entry of free) {
			this.held.set(entry.key, { entry, until, begun: false, end: null });
		}
	}

	/** Ends are written down after some items or some seconds, whichever comes first. */
	private endWith(entry: MemoryEntry, end: End): void {
		const held = this.held.get(entry.key);
		if (held === undefined) return;
		this.held.set(entry.key, { ...held, entry, end });
		this.unwritten += 1;
		const late = this.clock.now() - this.writtenAt >= this.waits.reservationsWrittenMs;
		if (this.unwritten < CHUNK && !late) return;
		this.unwritten = 0;
		this.writtenAt = this.clock.now();
		this.writing = this.writing
			.then(async () => await this.write([...this.held.values()].filter((one) => one.end !== null)))
			.catch(() => undefined);
	}

	/** The workflow's row first: as long as a key is open there, the node's row is asked. */
	private async write(list: readonly Reservation[]): Promise<void> {
		await this.journal.flush();
		const taken = await this.takenFromUs(list);
		const ours = list.filter(({ entry }) => !taken.has(marks.sending(entry)));
		const written = ours.map((one) => writtenAtEnd(one, this.nodeId));
		const back = ours.filter(isGivenBack).map(({ entry }) => entry);
		await this.row.locked(async () => {
			const known = await this.row.record([
				...back.map(marks.crowded),
				...written.flatMap(({ record }) => record),
			]);
			// Who met an attempt that is given back relies on the note that something was started.
			const unmet = back.filter((entry) => !known.has(marks.crowded(entry)));
			await this.row.forget([
				...unmet.flatMap((entry) => [marks.crowded(entry), marks.onInvoice(entry)]),
				...written.flatMap(({ forget }) => forget),
			]);
		});
		for (const { entry } of list) this.drop(entry.key);
		await this.journal.clear(written.flatMap(({ clear }) => clear));
	}

	/** Of keys that are given back without having been begun: those under which another run has begun, or may have. */
	private async takenFromUs(list: readonly Reservation[]): Promise<ReadonlySet<string>> {
		const taken: string[] = [];
		const unnoted: string[] = [];
		for (const { entry } of list.filter((one) => isGivenBack(one) && !one.begun)) {
			const noting = this.noting.get(entry.key);
			if (noting === undefined) unnoted.push(marks.sending(entry));
			else if (!(await noting.catch(() => false))) taken.push(marks.sending(entry));
		}
		// Noted, so that from now on nobody takes them over; where they can't be, none of them is given back.
		if (unnoted.length > 0) {
			taken.push(...(await this.journal.note(unnoted).catch(() => unnoted)));
		}
		return new Set(taken);
	}
}
