import type { MemoryEntry } from '../engine/recall';
import * as marks from './memoryMarks';
import type { StoreRow } from './storeRow';

/** A key that this run, and no other that it knows of, may send under. */
export interface Reservation {
	/** With the refund's id, once there is one. */
	readonly entry: MemoryEntry;
	/** Until then no other run takes it over, in milliseconds since 1970; null where this run has taken it over itself. */
	readonly until: number | null;
	readonly begun: boolean;
	readonly end: End | null;
}

export type End =
	| { readonly kind: 'confirmed'; readonly amountMinor: number }
	/** Nothing moved, or nothing was begun. */
	| { readonly kind: 'released' };

/** What an end changes in the row of the workflow, and then in that of the node. */
export interface Written {
	readonly record: readonly string[];
	readonly forget: readonly string[];
	readonly clear: readonly string[];
}

/** Whether the claim itself is to be taken back; not where another run made it, which may yet come to it. */
export function isGivenBack({ end, until }: Reservation): boolean {
	return end?.kind === 'released' && until !== null;
}

/** What is written when the run has nothing more to do with a key. Without an end the attempt just stays open. */
export function writtenAtEnd({ entry, until, end }: Reservation, nodeId: string): Written {
	const reserved = marks.reserved(entry, nodeId);
	const attempt = [marks.open(entry), marks.underWay(entry), reserved];
	const lease = until === null ? [] : [marks.leased(entry, until)];
	const noted = [marks.sending(entry), ...lease];
	if (end?.kind === 'confirmed') {
		const confirmed = marks.aboutConfirmed(entry, end.amountMinor);
		return {
			// All of it again: another process may have overwritten the row since.
			record: [marks.started(entry), marks.onInvoice(entry), ...confirmed],
			forget: attempt,
			// What was taken over stays noted as begun, for the run that reserved it.
			clear: [marks.done(entry), ...confirmed, ...(until === null ? [] : noted)],
		};
	}
	if (until === null) {
		return { record: [], forget: [], clear: end === null ? [] : noted };
	}
	return end === null
		? { record: [], forget: [reserved], clear: noted }
		: { record: [], forget: [marks.started(entry), ...attempt], clear: noted };
}

/** A key as the workflow's row has it, and as this node may see it. */
export async function stateInRow(
	row: StoreRow,
	entry: MemoryEntry,
	nodeId: string,
): Promise<'reserved' | 'open' | 'closed'> {
	const mark = marks.reserved(entry, nodeId);
	const question = `${mark} asked`;
	const known = await row.ask([question, mark, marks.open(entry)]);
	if (!known.has(marks.open(entry))) return 'closed';
	// A question that was cut has left the mark behind: it proves nothing then.
	return known.has(mark) && !known.has(question) ? 'reserved' : 'open';
}
