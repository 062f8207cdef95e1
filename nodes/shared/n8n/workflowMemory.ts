import type { IExecuteFunctions } from 'n8n-workflow';
import type { Memory, MemoryEntry, Recall } from '../engine/recall';
import { withLock } from './withLock';

/** Called "entries", not by date or number: an entry is there or not (n8n.md B12). */
const ENTRIES = { mode: 'entries' } as const;

/** The scope that all nodes of a workflow share: renaming or copying a node must not forget its refunds. */
const SCOPE = 'workflow';

/**
 * Memory across executions in n8n's own store, which holds one row of hashed entries per workflow.
 * The store can't be asked without recording, so whatever a question added is taken back at once, under a lock:
 * the row is read whole and written whole. No `maxEntries`: the store would drop the oldest, open attempts included.
 */
export class WorkflowMemory implements Memory {
	/** Keys whose claim was the first note about their invoice: a release takes that note back. */
	private readonly firstOnInvoice = new Set<string>();

	constructor(private readonly context: IExecuteFunctions) {}

	async claim(entry: MemoryEntry): Promise<Recall> {
		const about = [
			...(entry.amountMinor === null ? [] : [amount(entry, entry.amountMinor)]),
			...entry.refundIds.flatMap((id) => [own(entry, id), tied(entry, id), before(entry, id)]),
		];
		return await this.locked(async () => {
			const known = await this.record([started(entry), open(entry), onInvoice(entry), ...about]);
			const isNew = !known.has(started(entry)) && !known.has(open(entry));
			const sameAmount = entry.amountMinor !== null && known.has(amount(entry, entry.amountMinor));
			const ownIds = entry.refundIds.filter((id) => known.has(own(entry, id)));
			// Confirmation records before it closes, so an entry that is both was confirmed.
			const confirmed = !isNew && (!known.has(open(entry)) || sameAmount || ownIds.length > 0);
			const takeBack = about.filter((value) => !known.has(value));
			if (confirmed && !known.has(open(entry))) takeBack.push(open(entry));
			await this.forget(takeBack);
			if (isNew && !known.has(onInvoice(entry))) this.firstOnInvoice.add(entry.key);
			return {
				state: isNew ? 'new' : confirmed ? 'confirmed' : 'open',
				sameAmount,
				own: new Set(ownIds),
				tied: new Set(entry.refundIds.filter((id) => isTied(entry, id, known))),
				invoiceHasRefund: known.has(onInvoice(entry)),
			};
		});
	}

	async setAside(entry: MemoryEntry): Promise<void> {
		await this.locked(async () => {
			await this.record(entry.refundIds.map((id) => before(entry, id)));
		});
	}

	async confirm(entry: MemoryEntry): Promise<void> {
		await this.locked(async () => {
			// All of it again: another process may have overwritten the row since the claim.
			await this.record([
				started(entry),
				onInvoice(entry),
				...(entry.amountMinor === null ? [] : [amount(entry, entry.amountMinor)]),
				...entry.refundIds.flatMap((id) => [own(entry, id), tied(entry, id)]),
			]);
			await this.forget([open(entry)]);
		});
	}

	async release(entry: MemoryEntry): Promise<void> {
		await this.locked(async () => {
			await this.forget([
				started(entry),
				open(entry),
				...(this.firstOnInvoice.has(entry.key) ? [onInvoice(entry)] : []),
				...(entry.amountMinor === null ? [] : [amount(entry, entry.amountMinor)]),
				...entry.refundIds.map((id) => own(entry, id)),
			]);
		});
	}

	async isOpen(entry: MemoryEntry): Promise<boolean> {
		return (await this.ask([open(entry)])).has(open(entry));
	}

	async tiedRefunds(entry: MemoryEntry): Promise<ReadonlySet<string>> {
		const known = await this.ask(
			entry.refundIds.flatMap((id) => [own(entry, id), tied(entry, id), before(entry, id)]),
		);
		return new Set(entry.refundIds.filter((id) => isTied(entry, id, known)));
	}

	private async ask(values: readonly string[]): Promise<ReadonlySet<string>> {
		return await this.locked(async () => {
			const known = await this.record(values);
			await this.forget(values.filter((value) => !known.has(value)));
			return known;
		});
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

function isTied(entry: MemoryEntry, id: string, known: ReadonlySet<string>): boolean {
	return known.has(before(entry, id)) || (known.has(tied(entry, id)) && !known.has(own(entry, id)));
}

const started = ({ key }: MemoryEntry) => `${key} started`;
const open = ({ key }: MemoryEntry) => `${key} open`;
const amount = ({ key }: MemoryEntry, amountMinor: number) => `${key} amount ${amountMinor}`;
/** This refund was made under this key. */
const own = ({ key }: MemoryEntry, refundId: string) => `${key} refund ${refundId}`;
/** This refund was there before the key's attempt was sent. */
const before = ({ key }: MemoryEntry, refundId: string) => `${key} before ${refundId}`;
/** This refund was made under some key. */
const tied = ({ invoice }: MemoryEntry, refundId: string) => `n8nr1 ${invoice} refund ${refundId}`;
/** Some refund of this invoice was started. */
const onInvoice = ({ invoice }: MemoryEntry) => `n8nr1 ${invoice}`;
