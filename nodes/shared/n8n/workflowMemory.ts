import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../engine/desk';
import type { Memory, MemoryEntry, Recall } from '../engine/recall';
import { WAITS } from '../engine/waits';
import type { MinorUnits } from '../money/minorUnits';
import { confirmedAmount } from './confirmedAmount';
import * as marks from './memoryMarks';
import { Reservations } from './reservations';
import { StoreRow } from './storeRow';

/**
 * Memory across executions in n8n's own store: the row that all nodes of a workflow share, since renaming or copying a
 * node must not forget its refunds. A crash or a failing store may cut a question in two, and what it added stays; so
 * every question leaves something beside it that makes the leftovers count for nothing (`open`, `asked`).
 */
export class WorkflowMemory implements Memory {
	private readonly row: StoreRow;
	private readonly reservations: Reservations;
	/** Keys whose claim was the first note about their invoice: a release takes that note back. */
	private readonly firstOnInvoice = new Set<string>();
	/** Keys whose attempt is the one that the note of an attempt under way on their invoice speaks of. */
	private readonly aloneOnInvoice = new Set<string>();

	constructor(context: IExecuteFunctions, clock: Clock, waits = WAITS) {
		this.row = new StoreRow(context, 'workflow', clock, waits);
		this.reservations = new Reservations(context, this.row, clock, waits);
	}

	/** What this run will claim, in order, each invoice once: it may then claim several in one write. */
	expect(entries: readonly MemoryEntry[]): void {
		this.reservations.expect(entries);
	}

	/** The run comes to an item that it will claim. Never rejects. */
	async comeTo(entry: MemoryEntry): Promise<void> {
		await this.reservations.comeTo(entry).catch(() => undefined);
	}

	/** The run is over. Never rejects. */
	async close(): Promise<void> {
		await this.reservations.close();
	}

	async claim(entry: MemoryEntry, amounts: readonly MinorUnits[] = []): Promise<Recall> {
		for (let tries = 0; tries < MOST_TRIES; tries++) {
			if (await this.reservations.isFree(entry)) return NEW;
			const claimed = await this.claimByItself(entry, amounts);
			if (claimed !== 'overwritten' && claimed !== 'closed') return claimed;
		}
		throw new Error("n8n's store is written by too many at once");
	}

	async claimAgain(entry: MemoryEntry, declinedId: string): Promise<boolean> {
		for (let tries = 0; tries < MOST_TRIES; tries++) {
			const mine = newWrite();
			const begun = await this.row.locked(async () => {
				const mark = marks.again(entry, declinedId);
				// From confirmed to open in one step: in between the key would read as new to everybody who asks.
				const opened = [marks.open(entry), marks.underWay(entry)];
				const known = await this.row.record([mine, mark, ...marks.beginning(entry)]);
				if (known.has(mark)) {
					await this.row.forget([mine, ...opened.filter((value) => !known.has(value))]);
					return false;
				}
				await this.noteBegun(entry, known);
				await this.row.forget(entry.refundIds.map((id) => marks.own(entry, id)));
				return true;
			});
			if (!begun) return false;
			if (await this.hasSettled(mine)) return true;
		}
		throw new Error("n8n's store is written by too many at once");
	}

	async begin(entry: MemoryEntry): Promise<boolean> {
		const before = entry.refundIds.map((id) => marks.before(entry, id));
		if (before.length > 0) await this.row.locked(async () => await this.row.record(before));
		return await this.reservations.begin(entry);
	}

	async confirm(entry: MemoryEntry, amountMinor: MinorUnits): Promise<void> {
		if (this.reservations.holds(entry)) {
			this.reservations.confirm(entry, amountMinor);
			return;
		}
		await this.row.locked(async () => {
			// All of it again: another process may have overwritten the row since the claim.
			await this.row.record([
				marks.started(entry),
				marks.onInvoice(entry),
				...marks.aboutConfirmed(entry, amountMinor),
			]);
			await this.row.forget([
				marks.open(entry),
				...this.noLongerUnderWay(entry),
				...entry.refundIds.map((id) => marks.asked(entry, id)),
			]);
		});
	}

	async release(entry: MemoryEntry): Promise<void> {
		if (this.reservations.holds(entry)) {
			this.reservations.release(entry);
			return;
		}
		await this.row.locked(async () => {
			await this.row.forget([
				marks.started(entry),
				marks.open(entry),
				...this.noLongerUnderWay(entry),
				...(this.firstOnInvoice.has(entry.key) ? [marks.onInvoice(entry)] : []),
			]);
		});
	}

	async isOpen(entry: MemoryEntry): Promise<boolean> {
		return await this.reservations.isOpen(entry);
	}

	async tiedRefunds(entry: MemoryEntry): Promise<ReadonlySet<string> | null> {
		const known = await this.row.ask([marks.crowded(entry), ...marks.aboutRefunds(entry)]);
		if (known.has(marks.crowded(entry))) return null;
		return marks.tiedIn(entry, known);
	}

	/** `overwritten`: another process wrote at the same moment, so that nothing is claimed; `closed`: what was open no longer is. */
	private async claimByItself(
		entry: MemoryEntry,
		amounts: readonly MinorUnits[],
	): Promise<Recall | 'overwritten' | 'closed'> {
		const mine = newWrite();
		const { recall, known } = await this.row.locked(
			async () => await this.question(entry, amounts, mine),
		);
		if (recall.state === 'new' && !(await this.hasSettled(mine))) return 'overwritten';
		return known.has(marks.underWay(entry))
			? await this.asTheNodeKnows(entry, amounts, recall, known)
			: recall;
	}

	private async question(entry: MemoryEntry, amounts: readonly MinorUnits[], mine: string) {
		const { started, open, onInvoice, underWay } = marks;
		const known = await this.row.record([
			mine,
			...marks.beginning(entry),
			...marks.aboutRefunds(entry),
		]);
		const isNew = !known.has(started(entry)) && !known.has(open(entry));
		const isClosed = !isNew && !known.has(open(entry));
		const added = marks.aboutRefunds(entry).filter((value) => !known.has(value));
		if (!isNew) added.push(mine);
		if (isClosed) added.push(open(entry));
		if (isNew) await this.noteBegun(entry, known);
		else if (!known.has(underWay(entry))) added.push(underWay(entry));
		// The note is about this open attempt: had another key's begun since, the invoice would be crowded for good.
		if (!isNew && !isClosed) this.aloneOnInvoice.add(entry.key);
		// Only of an entry that is closed, and open as long as the question is: an amount that a cut question
		// left behind is never found beside a closed entry.
		const own = marks.ownIn(entry, known);
		const confirmed = isClosed ? await confirmedAmount(this.row, entry, own, amounts, added) : null;
		await this.takeBack(added, isNew ? entry : null);
		if (isNew && !known.has(onInvoice(entry))) this.firstOnInvoice.add(entry.key);
		const recall: Recall = {
			state: isNew ? 'new' : confirmed ? 'confirmed' : 'open',
			confirmedMinor: confirmed?.amountMinor ?? null,
			own,
			tied: marks.tiedIn(entry, known),
			invoiceHasRefund: known.has(onInvoice(entry)),
		};
		return { recall, known };
	}

	/** An attempt on the invoice is under way in the workflow's row; of its own ones the node knows more. */
	private async asTheNodeKnows(
		entry: MemoryEntry,
		amounts: readonly MinorUnits[],
		recall: Recall,
		known: ReadonlySet<string>,
	): Promise<Recall | 'closed'> {
		const found = recall.state === 'open' ? await this.reservations.takeOver(entry) : 'notReserved';
		if (found === 'closed') return 'closed';
		if (found === 'taken') {
			// Reserved when nothing was known of the invoice; an attempt that met it since has left its mark.
			const met = await this.row.ask([marks.crowded(entry)]);
			return { ...recall, state: 'new', invoiceHasRefund: met.size > 0 };
		}
		if (found === 'notReserved' && entry.refundIds.length === 0) return recall;
		const noted = await this.reservations.journal.isDone(entry, [
			...marks.aboutRefunds(entry),
			...amounts.flatMap((one) => marks.aboutConfirmed(entry, one)),
		]);
		const both = new Set([...known, ...noted.known]);
		const own = marks.ownIn(entry, both);
		const tied = marks.tiedIn(entry, both);
		if (found !== 'begun' || !noted.isDone) return { ...recall, own, tied };
		const confirmedMinor =
			amounts.find((one) => marks.amountsOf(entry, own, one).some((value) => both.has(value))) ??
			null;
		return { ...recall, state: 'confirmed', confirmedMinor, own, tied };
	}

	/** A store that fails by now has taken the claim, and a claim that is never sent under could be settled by nobody. */
	private async hasSettled(mine: string): Promise<boolean> {
		return await this.row.keeps(mine).catch(() => true);
	}

	/** An attempt that meets another one leaves a mark that stays. @param known what was there when it began */
	private async noteBegun(entry: MemoryEntry, known: ReadonlySet<string>): Promise<void> {
		if (known.has(marks.underWay(entry))) await this.row.record([marks.crowded(entry)]);
		else this.aloneOnInvoice.add(entry.key);
	}

	private noLongerUnderWay(entry: MemoryEntry): string[] {
		return this.aloneOnInvoice.delete(entry.key) ? [marks.underWay(entry)] : [];
	}

	/** What a question added; and the claim itself, when its answer can't be given. */
	private async takeBack(added: readonly string[], claimed: MemoryEntry | null): Promise<void> {
		const done = await this.row.forget(added).then(
			() => true,
			() => false,
		);
		if (done) return;
		if (claimed) {
			const claim = [
				marks.started(claimed),
				marks.open(claimed),
				...this.noLongerUnderWay(claimed),
			];
			await this.row.forget([...added, ...claim]);
		}
		throw new Error("n8n's store did not take a question back");
	}
}

/** Each try that another process has written over costs a pause; more in a row is no accident. */
const MOST_TRIES = 5;

/** Tells one write of the row from all others. */
function newWrite(): string {
	return `claimed by ${randomUUID()}`;
}

/** Reserved keys are those of which nothing was known, nor of their invoice. */
const NEW: Recall = {
	state: 'new',
	confirmedMinor: null,
	own: new Set(),
	tied: new Set(),
	invoiceHasRefund: false,
};
