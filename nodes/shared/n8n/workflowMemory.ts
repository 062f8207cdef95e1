import type { IExecuteFunctions } from 'n8n-workflow';
import type { Memory, MemoryEntry, Recall } from '../engine/recall';
import type { MinorUnits } from '../money/minorUnits';
import { withLock } from './withLock';

/** Called "entries", not by date or number: an entry is there or not (n8n.md B12). */
const ENTRIES = { mode: 'entries' } as const;

/** The scope that all nodes of a workflow share: renaming or copying a node must not forget its refunds. */
const SCOPE = 'workflow';

/**
 * Memory across executions in n8n's own store, which holds one row of hashed entries per workflow.
 * The store can't be asked without recording, so whatever a question added is taken back at once, under a lock:
 * the row is read whole and written whole. A crash or a failing store may cut a question in two, and what it added
 * stays; so every question leaves something beside it that makes the leftovers count for nothing (`open`, `asked`).
 * No `maxEntries`: the store would drop the oldest, open attempts included.
 */
export class WorkflowMemory implements Memory {
	/** Keys whose claim was the first note about their invoice: a release takes that note back. */
	private readonly firstOnInvoice = new Set<string>();
	/** Keys whose attempt is the one that the note of an attempt under way on their invoice speaks of. */
	private readonly aloneOnInvoice = new Set<string>();

	constructor(private readonly context: IExecuteFunctions) {}

	async claim(entry: MemoryEntry, amounts: readonly MinorUnits[] = []): Promise<Recall> {
		return await this.locked(async () => {
			const known = await this.record([
				started(entry),
				open(entry),
				onInvoice(entry),
				underWay(entry),
				...aboutRefunds(entry),
			]);
			const isNew = !known.has(started(entry)) && !known.has(open(entry));
			const confirmed = !isNew && !known.has(open(entry));
			const added = aboutRefunds(entry).filter((value) => !known.has(value));
			if (confirmed) added.push(open(entry));
			if (isNew) await this.noteBegun(entry, known);
			else if (!known.has(underWay(entry))) added.push(underWay(entry));
			// The note is about this open attempt: had another key's begun since, the invoice would be crowded for good.
			if (!isNew && !confirmed) this.aloneOnInvoice.add(entry.key);
			// Only of an entry that is closed, and open as long as the question is: an amount that a cut question
			// left behind is never found beside a closed entry.
			const ownIds = entry.refundIds.filter((id) => isOwn(entry, id, known));
			const confirmedMinor = confirmed
				? await this.confirmedAmount(entry, ownIds, amounts, added)
				: null;
			await this.takeBack(added, isNew ? entry : null);
			if (isNew && !known.has(onInvoice(entry))) this.firstOnInvoice.add(entry.key);
			return {
				state: isNew ? 'new' : confirmed ? 'confirmed' : 'open',
				confirmedMinor,
				own: new Set(ownIds),
				tied: new Set(entry.refundIds.filter((id) => isTied(entry, id, known))),
				invoiceHasRefund: known.has(onInvoice(entry)),
			};
		});
	}

	async claimAgain(entry: MemoryEntry, declinedId: string): Promise<boolean> {
		return await this.locked(async () => {
			const mark = again(entry, declinedId);
			// From confirmed to open in one step: in between the key would read as new to everybody who asks.
			const opened = [open(entry), underWay(entry)];
			const known = await this.record([mark, started(entry), onInvoice(entry), ...opened]);
			if (known.has(mark)) {
				await this.forget(opened.filter((value) => !known.has(value)));
				return false;
			}
			await this.noteBegun(entry, known);
			await this.forget(entry.refundIds.map((id) => own(entry, id)));
			return true;
		});
	}

	async setAside(entry: MemoryEntry): Promise<void> {
		await this.locked(async () => {
			await this.record(entry.refundIds.map((id) => before(entry, id)));
		});
	}

	async confirm(entry: MemoryEntry, amountMinor: MinorUnits): Promise<void> {
		await this.locked(async () => {
			// All of it again: another process may have overwritten the row since the claim.
			await this.record([
				started(entry),
				onInvoice(entry),
				amount(entry, amountMinor),
				...entry.refundIds.flatMap((id) => [
					own(entry, id),
					tied(entry, id),
					ownAmount(entry, id, amountMinor),
				]),
			]);
			await this.forget([
				open(entry),
				...this.noLongerUnderWay(entry),
				...entry.refundIds.map((id) => asked(entry, id)),
			]);
		});
	}

	async release(entry: MemoryEntry): Promise<void> {
		await this.locked(async () => {
			await this.forget([
				started(entry),
				open(entry),
				...this.noLongerUnderWay(entry),
				...(this.firstOnInvoice.has(entry.key) ? [onInvoice(entry)] : []),
			]);
		});
	}

	async isOpen(entry: MemoryEntry): Promise<boolean> {
		return (await this.ask([open(entry)])).has(open(entry));
	}

	async tiedRefunds(entry: MemoryEntry): Promise<ReadonlySet<string> | null> {
		const known = await this.ask([crowded(entry), ...aboutRefunds(entry)]);
		if (known.has(crowded(entry))) return null;
		return new Set(entry.refundIds.filter((id) => isTied(entry, id, known)));
	}

	/** An attempt that meets another one leaves a mark that stays. @param known what was there when it began */
	private async noteBegun(entry: MemoryEntry, known: ReadonlySet<string>): Promise<void> {
		if (known.has(underWay(entry))) await this.record([crowded(entry)]);
		else this.aloneOnInvoice.add(entry.key);
	}

	private noLongerUnderWay(entry: MemoryEntry): string[] {
		return this.aloneOnInvoice.delete(entry.key) ? [underWay(entry)] : [];
	}

	private async ask(values: readonly string[]): Promise<ReadonlySet<string>> {
		return await this.locked(async () => {
			const known = await this.record(values);
			await this.forget(values.filter((value) => !known.has(value)));
			return known;
		});
	}

	/** Of the refunds made under the key where the provider shows them by id; else of the key itself. */
	private async confirmedAmount(
		entry: MemoryEntry,
		ownIds: readonly string[],
		amounts: readonly MinorUnits[],
		added: string[],
	): Promise<MinorUnits | null> {
		const valuesOf = (amountMinor: MinorUnits) =>
			ownIds.length === 0
				? [amount(entry, amountMinor)]
				: ownIds.map((id) => ownAmount(entry, id, amountMinor));
		const values = [...new Set(amounts.flatMap(valuesOf))];
		const known = await this.record(values);
		added.push(...values.filter((value) => !known.has(value)));
		return amounts.find((one) => valuesOf(one).some((value) => known.has(value))) ?? null;
	}

	/** What a question added; and the claim itself, when its answer can't be given. */
	private async takeBack(added: readonly string[], claimed: MemoryEntry | null): Promise<void> {
		const done = await this.forget(added).then(
			() => true,
			() => false,
		);
		if (done) return;
		if (claimed) {
			const claim = [started(claimed), open(claimed), ...this.noLongerUnderWay(claimed)];
			await this.forget([...added, ...claim]);
		}
		throw new Error("n8n's store did not take a question back");
	}

	/** Records the values and returns those that had been there. */
	private async record(values: readonly string[]): Promise<ReadonlySet<string>> {
		if (values.length === 0) return new Set();
		const { processed } = await this.context.helpers.checkProcessedAndRecord(
			[...values],
			SCOPE,
			ENTRIES,
		);
		return new Set(processed.map(String));
	}

	private async forget(values: readonly string[]): Promise<void> {
		if (values.length > 0) await this.context.helpers.removeProcessed([...values], SCOPE, ENTRIES);
	}

	private async locked<T>(work: () => Promise<T>): Promise<T> {
		return await withLock(`store:${this.context.getWorkflow().id ?? ''}`, work);
	}
}

/** All that is asked about the refunds of an entry; recorded and taken back together. */
function aboutRefunds(entry: MemoryEntry): string[] {
	return entry.refundIds.flatMap((id) => [
		asked(entry, id),
		own(entry, id),
		tied(entry, id),
		before(entry, id),
	]);
}

function isOwn(entry: MemoryEntry, id: string, known: ReadonlySet<string>): boolean {
	return known.has(own(entry, id)) && !known.has(asked(entry, id));
}

function isTied(entry: MemoryEntry, id: string, known: ReadonlySet<string>): boolean {
	if (known.has(before(entry, id))) return true;
	return known.has(tied(entry, id)) && !known.has(own(entry, id)) && !known.has(asked(entry, id));
}

const started = ({ key }: MemoryEntry) => `${key} started`;
const open = ({ key }: MemoryEntry) => `${key} open`;
const amount = ({ key }: MemoryEntry, amountMinor: number) => `${key} amount ${amountMinor}`;
/** This refund was made under this key. */
const own = ({ key }: MemoryEntry, refundId: string) => `${key} refund ${refundId}`;
/** This refund was made under this key, and confirmed with this amount. */
const ownAmount = (entry: MemoryEntry, refundId: string, amountMinor: number) =>
	`${own(entry, refundId)} amount ${amountMinor}`;
/** This refund was there before the key's attempt was sent. */
const before = ({ key }: MemoryEntry, refundId: string) => `${key} before ${refundId}`;
/** A new attempt was begun after this refund of the key was declined. Stays: the refund is declined for good. */
const again = ({ key }: MemoryEntry, refundId: string) => `${key} again ${refundId}`;
/** This refund was made under some key. */
const tied = ({ invoice }: MemoryEntry, refundId: string) => `n8nr1 ${invoice} refund ${refundId}`;
/**
 * A question about this refund is under way. Found at the beginning of one, it says that an earlier question was cut
 * before it could take back what it had added: then nothing that is on record about the refund proves anything.
 */
const asked = ({ invoice }: MemoryEntry, refundId: string) => `n8nr1 ${invoice} asked ${refundId}`;
/** An attempt at a refund of this invoice is under way, or its end was never recorded. */
const underWay = ({ invoice }: MemoryEntry) => `n8nr1 ${invoice} under way`;
/** An attempt met another one under way: from then on a new refund may be either's. */
const crowded = ({ invoice }: MemoryEntry) => `n8nr1 ${invoice} crowded`;
/** Some refund of this invoice was started. */
const onInvoice = ({ invoice }: MemoryEntry) => `n8nr1 ${invoice}`;
