import type { MemoryEntry } from '../engine/recall';

/*
 * What is recorded in n8n's store, one value a fact. The store keeps hashes, so nobody can read these back; they can only
 * be asked for by name.
 */

/** An attempt under this key was begun, and not taken back. */
export const started = ({ key }: MemoryEntry) => `${key} started`;
/** The end of the attempt was never recorded. */
export const open = ({ key }: MemoryEntry) => `${key} open`;
export const amount = ({ key }: MemoryEntry, amountMinor: number) => `${key} amount ${amountMinor}`;
/** The amount is on record: what it is asked about and does not know, it is not. */
export const told = ({ key }: MemoryEntry) => `${key} amount told`;
/** This refund was made under this key. */
export const own = ({ key }: MemoryEntry, refundId: string) => `${key} refund ${refundId}`;
/** This refund was made under this key, and confirmed with this amount. */
export const ownAmount = (entry: MemoryEntry, refundId: string, amountMinor: number) =>
	`${own(entry, refundId)} amount ${amountMinor}`;
/** This refund was there before the key's attempt was sent. */
export const before = ({ key }: MemoryEntry, refundId: string) => `${key} before ${refundId}`;
/** A new attempt was begun after this refund of the key was declined. Stays: the refund is declined for good. */
export const again = ({ key }: MemoryEntry, refundId: string) => `${key} again ${refundId}`;
/** This refund was made under some key. */
export const tied = ({ invoice }: MemoryEntry, refundId: string) =>
	`n8nr1 ${invoice} refund ${refundId}`;
/**
 * A question about this refund is under way. Found at the beginning of one, it says that an earlier question was cut
 * before it could take back what it had added: then nothing that is on record about the refund proves anything.
 */
export const asked = ({ invoice }: MemoryEntry, refundId: string) =>
	`n8nr1 ${invoice} asked ${refundId}`;
/** An attempt at a refund of this invoice is under way, or its end was never recorded. */
export const underWay = ({ invoice }: MemoryEntry) => `n8nr1 ${invoice} under way`;
/** An attempt met another one under way: from then on a new refund may be either's. */
export const crowded = ({ invoice }: MemoryEntry) => `n8nr1 ${invoice} crowded`;
/** Some refund of this invoice was started. */
export const onInvoice = ({ invoice }: MemoryEntry) => `n8nr1 ${invoice}`;
/** A run of this node has reserved the key for an item it has yet to come to; its own row says whether it did. */
export const reserved = ({ key }: MemoryEntry, nodeId: string) => `${key} reserved ${nodeId}`;
/** In the node's row: until this moment a reserved key is its run's alone. */
export const leased = ({ key }: MemoryEntry, until: number) => `${key} leased until ${until}`;
/** In the node's row: the send under the reserved key was begun. */
export const sending = ({ key }: MemoryEntry) => `${key} sending`;
/** In the node's row: the refund under the reserved key is there. */
export const done = ({ key }: MemoryEntry) => `${key} done`;

/** What an attempt records of its key and invoice when it begins. */
export function beginning(entry: MemoryEntry): string[] {
	return [started(entry), open(entry), onInvoice(entry), underWay(entry)];
}

/** All that is asked about the refunds of an entry; recorded and taken back together. */
export function aboutRefunds(entry: MemoryEntry): string[] {
	return entry.refundIds.flatMap((id) => [
		asked(entry, id),
		own(entry, id),
		tied(entry, id),
		before(entry, id),
	]);
}

/** All that is kept of a refund that is there, with the amount it was confirmed with. */
export function aboutConfirmed(entry: MemoryEntry, amountMinor: number): string[] {
	return [
		told(entry),
		amount(entry, amountMinor),
		...entry.refundIds.flatMap((id) => [
			own(entry, id),
			tied(entry, id),
			ownAmount(entry, id, amountMinor),
		]),
	];
}

/** What is on record if the key was confirmed with the amount: of its refunds, or of itself where none has an id. */
export function amountsOf(
	entry: MemoryEntry,
	ownIds: ReadonlySet<string>,
	amountMinor: number,
): string[] {
	return ownIds.size === 0
		? [amount(entry, amountMinor)]
		: [...ownIds].map((id) => ownAmount(entry, id, amountMinor));
}

/** Of the ids asked about: made under this very key. */
export function ownIn(entry: MemoryEntry, known: ReadonlySet<string>): ReadonlySet<string> {
	return new Set(
		entry.refundIds.filter((id) => known.has(own(entry, id)) && !known.has(asked(entry, id))),
	);
}

/** Of the ids asked about: made under another key, or set aside before an attempt of this one. */
export function tiedIn(entry: MemoryEntry, known: ReadonlySet<string>): ReadonlySet<string> {
	const isTied = (id: string) =>
		known.has(tied(entry, id)) && !known.has(own(entry, id)) && !known.has(asked(entry, id));
	return new Set(entry.refundIds.filter((id) => known.has(before(entry, id)) || isTied(id)));
}
