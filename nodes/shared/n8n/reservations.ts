import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../engine/desk';
import type { MemoryEntry } from '../engine/recall';
import { timing } from '../engine/timing';
import * as marks from './memoryMarks';
import { StoreRow } from './storeRow';

/** A key that this run, and no other that it knows of, may send under. */
interface Held {
	/** With the refund's id, once there is one. */
	readonly entry: MemoryEntry;
	/** Until then no other run takes it over, in milliseconds since 1970; null where this run has taken it over itself. */
	readonly until: number | null;
	readonly begun: boolean;
	readonly end:
		| { readonly kind: 'confirmed'; readonly amountMinor: number }
		| { readonly kind: 'released' }
		| null;
}

/** Keys reserved, and ends written down, in one write. */
const CHUNK = 100;
/** In how many steps a lease is measured. */
const LEASE_STEPS = 10;

/**
 * Claims for many items in few writes of the workflow's row, which cost more the more it remembers. The keys of the items
 * that come next are reserved there together, as attempts under way. Which of them were sent is noted in the node's own
 * row, which holds nothing else and stays small; what became of them goes back into the workflow's row together.
 *
 * Whoever can't see the node's row takes a reserved key for an open attempt, which is safe. Another run of the node sees
 * more: a reserved key that nobody has begun to send under is free, and one that is done is confirmed.
 */
export class Reservations {
	private readonly nodeId: string;
	private readonly journal: StoreRow;
	private readonly held = new Map<string, Held>();
	private readonly places = new Map<string, number>();
	private expected: readonly MemoryEntry[] = [];
	private readonly chunks = new Map<number, Promise<void>>();
	private writing: Promise<void> = Promise.resolve();
	private unwritten = 0;
	private writtenAt: number;

	constructor(
		context: IExecuteFunctions,
		private readonly row: StoreRow,
		private readonly clock: Clock,
	) {
		this.nodeId = context.getNode().id;
		this.journal = new StoreRow(context, 'node', clock);
		this.writtenAt = clock.now();
	}

	/** What the run will claim, in the order it comes to it; each invoice once. */
	expect(entries: readonly MemoryEntry[]): void {
		this.expected = entries;
		entries.forEach(({ key }, place) => this.places.set(key, place));
	}

	/** Whether the key is held and nothing was begun under it. Reserves it first, with its neighbours. */
	async isFree({ key }: MemoryEntry): Promise<boolean> {
		const place = this.places.get(key);
		if (place !== undefined) {
			const chunk = Math.floor(place / CHUNK);
			// The next ones in good time, so that nobody waits for them.
			if (place % CHUNK >= CHUNK / 2) void this.reserve(chunk + 1);
			await this.reserve(chunk);
		}
		const held = this.held.get(key);
		if (held === undefined || held.begun || held.end !== null) return false;
		return !this.hasRunOut(held);
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
		const inRow = await this.stateInRow(entry);
		if (inRow !== 'reserved') return inRow === 'closed' ? 'closed' : 'notReserved';
		if (await this.isLeased(entry)) return 'begun';
		const mark = marks.sending(entry);
		const mine = `taken by ${randomUUID()}`;
		if ((await this.noteIn(this.journal, [mark, mine])).has(mark)) {
			await this.clear([mine]);
			return 'begun';
		}
		// Two processes may take it at the same moment: the one whose note stays has it.
		const survived = await this.journal.keeps(mine);
		// Asked again: the run that reserved it may have ended in between, and cleared its notes.
		if (survived && (await this.stateInRow(entry)) === 'reserved') {
			this.held.set(entry.key, { entry, until: null, begun: false, end: null });
			return 'taken';
		}
		if (survived) await this.clear([mark]);
		return 'closed';
	}

	/** Whether an attempt under the key is open. A key that was reserved, by this run or one that crashed, has none yet. */
	async isOpen(entry: MemoryEntry): Promise<boolean> {
		const held = this.held.get(entry.key);
		if (held && (held.begun || !this.hasRunOut(held))) return held.begun;
		const inRow = await this.stateInRow(entry);
		if (inRow !== 'reserved') return inRow === 'open';
		if (await this.isLeased(entry)) return true;
		const mark = marks.sending(entry);
		const known = await this.journal.askSurely([mark], `${mark} asked`);
		return known === null || known.has(mark);
	}

	/** What the node's row knows of a key, and of values about its refunds, that the workflow's row does not show yet. */
	async noted(
		entry: MemoryEntry,
		values: readonly string[],
	): Promise<{ readonly isDone: boolean; readonly known: ReadonlySet<string> }> {
		const mark = marks.done(entry);
		const known = await this.journal.askSurely([mark, ...values], `${mark} asked`);
		return { isDone: known?.has(mark) ?? false, known: known ?? new Set() };
	}

	/** Right before the send. @returns false when another run has begun under the key, or may: it is held no longer */
	async begin({ key }: MemoryEntry): Promise<boolean> {
		const held = this.held.get(key);
		if (held === undefined) return true;
		const mark = marks.sending(held.entry);
		const isOurs =
			held.until === null ||
			(!this.hasRunOut(held) && !(await this.noteIn(this.journal, [mark])).has(mark));
		if (isOurs) this.held.set(key, { ...held, begun: true });
		else this.held.delete(key);
		return isOurs;
	}

	/** The refund is there. Rejects when the node's row can't be written; the workflow's is written all the same. */
	async confirm(entry: MemoryEntry, amountMinor: number): Promise<void> {
		const held = this.held.get(entry.key);
		if (held === undefined) return;
		this.held.set(entry.key, { ...held, entry, end: { kind: 'confirmed', amountMinor } });
		try {
			await this.noteIn(this.journal, [
				marks.done(entry),
				...marks.aboutConfirmed(entry, amountMinor),
			]);
		} finally {
			this.writeInTime();
		}
	}

	/** Nothing moved. */
	release({ key }: MemoryEntry): void {
		const held = this.held.get(key);
		if (held === undefined) return;
		this.held.set(key, { ...held, end: { kind: 'released' } });
		this.writeInTime();
	}

	/** Nothing more will be claimed: gives back what was never begun and writes down the rest. */
	async close(): Promise<void> {
		this.expected = [];
		this.places.clear();
		await Promise.all(this.chunks.values());
		await this.writing;
		const rest = [...this.held.values()].map((held) =>
			held.begun || held.end ? held : { ...held, end: { kind: 'released' } as const },
		);
		await this.write(rest).catch(() => undefined);
	}

	private reserve(chunk: number): Promise<void> {
		const entries = this.expected.slice(chunk * CHUNK, (chunk + 1) * CHUNK);
		if (entries.length === 0) return Promise.resolve();
		// Where the store fails each item asks it for itself, and is refused with that reason.
		const reserving = this.chunks.get(chunk) ?? this.reserveAll(entries).catch(() => undefined);
		this.chunks.set(chunk, reserving);
		return reserving;
	}

	/** Holds those of which nothing is known, neither of the key nor of the invoice; the others are claimed one by one. */
	private async reserveAll(entries: readonly MemoryEntry[]): Promise<void> {
		const until = this.leaseEnd(this.clock.now() + timing.reservationMs);
		const mine = `reserved by ${randomUUID()}`;
		// Without a row of the node nothing may be reserved.
		await this.noteIn(this.journal, [mine]);
		const free = await this.row.locked(async () => {
			const known = await this.row.record([mine, ...entries.flatMap(beginning)]);
			const isNew = (entry: MemoryEntry) => !beginning(entry).some((value) => known.has(value));
			const added = entries.filter((entry) => !isNew(entry)).flatMap(beginning);
			await this.row.forget(added.filter((value) => !known.has(value)));
			const fresh = entries.filter(isNew);
			const leases = fresh.map((entry) => marks.leased(entry, until));
			await this.noteIn(this.journal, [mine, ...leases]);
			const reserved = fresh.map((entry) => marks.reserved(entry, this.nodeId));
			// Only now: that a key is reserved has to prove that it was new, and leased.
			const before = await this.row.record([mine, ...reserved]);
			if (before.has(mine)) return fresh;
			await this.row.forget(reserved);
			return [];
		});
		// Another process may have written at the same moment and perhaps claimed the same keys: then each is asked for
		// by itself, and what was noted is left, since the very same notes may be the other's.
		const there = await Promise.all([this.row.keeps(mine), this.journal.keeps(mine)]);
		if (there.includes(false)) return;
		for (const entry of free) {
			this.held.set(entry.key, { entry, until, begun: false, end: null });
		}
	}

	/** As the workflow's row has it, and this node may see it. */
	private async stateInRow(entry: MemoryEntry): Promise<'reserved' | 'open' | 'closed'> {
		const mark = marks.reserved(entry, this.nodeId);
		const question = `${mark} asked`;
		const known = await this.row.ask([question, mark, marks.open(entry)]);
		if (!known.has(marks.open(entry))) return 'closed';
		// A question that was cut has left the mark behind: it proves nothing then.
		return known.has(mark) && !known.has(question) ? 'reserved' : 'open';
	}

	private async isLeased(entry: MemoryEntry): Promise<boolean> {
		const step = timing.reservationMs / LEASE_STEPS;
		const next = this.leaseEnd(this.clock.now());
		// One more at each end, for clocks that are not the same.
		const ends = Array.from({ length: LEASE_STEPS + 4 }, (_, index) => next + (index - 1) * step);
		return (await this.journal.ask(ends.map((end) => marks.leased(entry, end)))).size > 0;
	}

	/** The moment, or the next one at which a lease may end: few enough to ask for each. */
	private leaseEnd(moment: number): number {
		const step = timing.reservationMs / LEASE_STEPS;
		return Math.ceil(moment / step) * step;
	}

	/** Some time before the others may take it. */
	private hasRunOut({ until }: Held): boolean {
		const margin = timing.reservationMs / LEASE_STEPS;
		return until !== null && this.clock.now() >= until - margin;
	}

	/** Ends are written down after some items or some seconds, whichever comes first. */
	private writeInTime(): void {
		this.unwritten += 1;
		const late = this.clock.now() - this.writtenAt >= timing.reservationsWrittenMs;
		if (this.unwritten < CHUNK && !late) return;
		this.unwritten = 0;
		this.writtenAt = this.clock.now();
		this.writing = this.writing
			.then(async () => await this.write([...this.held.values()].filter(({ end }) => end !== null)))
			.catch(() => undefined);
	}

	/** The workflow's row first: as long as a key is open there, the node's row is asked. */
	private async write(list: readonly Held[]): Promise<void> {
		const taken = await this.takenFromUs(list);
		const ours = list.filter(({ entry }) => !taken.has(marks.sending(entry)));
		const values = ours.map((held) => ({ held, ...this.valuesOf(held) }));
		const crowdedOnes = ours.filter(isGivenBack).map(({ entry }) => marks.crowded(entry));
		await this.row.locked(async () => {
			const known = await this.row.record([
				...crowdedOnes,
				...values.flatMap(({ toRecord }) => toRecord),
			]);
			await this.row.forget([
				...crowdedOnes.filter((value) => !known.has(value)),
				...values.flatMap(({ toForget }) => toForget),
				// Who met this attempt relies on the note that something was started.
				...values
					.filter(({ held }) => isGivenBack(held) && !known.has(marks.crowded(held.entry)))
					.map(({ held }) => marks.onInvoice(held.entry)),
			]);
		});
		for (const { entry } of list) this.held.delete(entry.key);
		const notes = values.flatMap(({ toClear }) => toClear);
		await this.clear(notes);
	}

	/** Of keys that are given back without having been begun: those under which another run has begun. */
	private async takenFromUs(list: readonly Held[]): Promise<ReadonlySet<string>> {
		const waiting = list.filter((held) => isGivenBack(held) && !held.begun);
		// Noted, so that from now on nobody takes them over.
		return await this.noteIn(
			this.journal,
			waiting.map(({ entry }) => marks.sending(entry)),
		);
	}

	private valuesOf({ entry, until, begun, end }: Held) {
		const takenOver = until === null;
		const lease = until === null ? [] : [marks.leased(entry, until)];
		const reserved = marks.reserved(entry, this.nodeId);
		const attempt = [marks.open(entry), marks.underWay(entry), reserved];
		const none: readonly string[] = [];
		if (end?.kind === 'confirmed') {
			const confirmed = marks.aboutConfirmed(entry, end.amountMinor);
			return {
				// All of it again: another process may have overwritten the row since.
				toRecord: [marks.started(entry), marks.onInvoice(entry), ...confirmed],
				toForget: attempt,
				// What was taken over stays noted as begun: the run that reserved it may yet come to it.
				toClear: [
					marks.done(entry),
					...confirmed,
					...lease,
					...(takenOver ? [] : [marks.sending(entry)]),
				],
			};
		}
		if (end?.kind === 'released') {
			return {
				toRecord: none,
				toForget: takenOver ? none : [marks.started(entry), ...attempt],
				toClear: [marks.sending(entry), ...lease],
			};
		}
		return {
			toRecord: none,
			toForget: begun && !takenOver ? [reserved] : none,
			toClear: begun && !takenOver ? [marks.sending(entry), ...lease] : none,
		};
	}

	private async clear(notes: readonly string[]): Promise<void> {
		await this.journal.locked(async () => await this.journal.forget(notes));
	}

	private async noteIn(row: StoreRow, values: readonly string[]): Promise<ReadonlySet<string>> {
		return await row.locked(async () => await row.record(values));
	}
}

/** What a claim records of a key and its invoice. */
function beginning(entry: MemoryEntry): string[] {
	return [marks.started(entry), marks.open(entry), marks.onInvoice(entry), marks.underWay(entry)];
}

function isGivenBack({ end, until }: Held): boolean {
	return end?.kind === 'released' && until !== null;
}
