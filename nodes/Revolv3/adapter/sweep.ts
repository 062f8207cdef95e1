import type { Http } from '../../shared/engine/http';
import { bodyOfRead, isWireObject, type WireObject } from '../../shared/engine/readAnswer';
import type { Refusal } from '../../shared/engine/result';
import { facts } from './facts';
import { toWords } from './toWords';
import { wireId } from './wireId';

/** What part of Revolv3's list is read: one customer's invoices, or all that changed since a UTC day. */
export type SweepQuery =
	| { readonly by: 'customer'; readonly customerRef: string }
	| { readonly by: 'day'; readonly day: string };

export type Sweep =
	/** Read to its end. Refund invoices under the invoice they were made on; all other rows are forgotten. */
	| { readonly kind: 'complete'; readonly children: ReadonlyMap<string, readonly WireObject[]> }
	/** Longer than the bound: asking again brings the same. */
	| { readonly kind: 'overran'; readonly why: string }
	| { readonly kind: 'malformed'; readonly why: string }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

/** Dossier §3.3, documented: default and most. */
export const PAGE_SIZE = 100;
/** Design §7. */
export const MOST_PAGES = 10;

/** Reads Revolv3's v1 list page by page; there is no filter by parent invoice (§3.3, not documented). */
export async function sweepInvoices(http: Pick<Http, 'read'>, query: SweepQuery): Promise<Sweep> {
	const filter =
		query.by === 'customer'
			? { merchantCustomerRefId: query.customerRef }
			: { lastUpdateStartDate: query.day };
	const byParent = new Map<string, Map<string, WireObject>>();
	for (let page = 1; page <= MOST_PAGES; page++) {
		const outcome = await http.read({
			method: 'GET',
			path: '/api/Invoices/v1',
			query: { ...filter, page, pageSize: PAGE_SIZE },
		});
		const read = bodyOfRead(outcome, 'its list of invoices', { facts, toWords });
		if (!read.ok) return failure(read.refusal);
		if (!Array.isArray(read.value)) return malformed("Revolv3's list of invoices is not a list.");
		const rows: readonly unknown[] = read.value;
		for (const row of rows) if (!take(row, byParent)) return malformed(UNREADABLE_ROW);
		// §3.3, inferred: neither a total nor a next link is documented, so a short page is the end.
		if (rows.length < PAGE_SIZE) return { kind: 'complete', children: listed(byParent) };
	}
	return {
		kind: 'overran',
		why: `Revolv3's list has ${MOST_PAGES * PAGE_SIZE} invoices or more to look through, which is where this node stops.`,
	};
}

const UNREADABLE_ROW = "Revolv3's list of invoices does not say which of them are refunds.";

/**
 * Files a row under its parent; false when it can't be told whether it is a refund. An absent `parentInvoiceId`
 * is such a row: the list's own sample lacks it (§3.3), and taking it for null would hide every refund.
 */
function take(row: unknown, byParent: Map<string, Map<string, WireObject>>): boolean {
	if (!isWireObject(row)) return false;
	const invoiceId = wireId(row.invoiceId);
	if (invoiceId === null) return false;
	if (row.parentInvoiceId === null) return true;
	const parentId = wireId(row.parentInvoiceId);
	if (parentId === null) return false;
	const siblings = byParent.get(parentId) ?? new Map<string, WireObject>();
	// By id: a row that slips from one page to the next while they are read is one refund.
	byParent.set(parentId, siblings.set(invoiceId, row));
	return true;
}

function listed(
	byParent: ReadonlyMap<string, ReadonlyMap<string, WireObject>>,
): ReadonlyMap<string, readonly WireObject[]> {
	return new Map([...byParent].map(([parentId, rows]) => [parentId, [...rows.values()]]));
}

function malformed(why: string): Sweep {
	return { kind: 'malformed', why };
}

/** A list that is not found says nothing about the invoice, which was found a moment ago. */
function failure(refusal: Refusal): Sweep {
	return refusal.code === 'invoiceNotFound'
		? malformed('Revolv3 has no list of invoices to look through.')
		: { kind: 'failed', refusal };
}
