import { wireText } from '../../shared/engine/provider/readAnswer';
import { type WireObject } from '../../shared/engine/provider/http';
import type { Refusal } from '../../shared/engine/result/result';
import { readPage, type LastRow, type OpenedInvoices, type Reads, type WireList } from './pages';
import { isNeverARefund, wireId } from './wire';

/** Whose invoices a scan looks through. */
type Whose =
	/** The merchant's own reference of the customer, a documented filter. */
	| { readonly kind: 'customerReference'; readonly value: string }
	/** Revolv3's id of the customer, whose invoices have a documented list of their own. */
	| { readonly kind: 'customerId'; readonly value: string }
	| { readonly kind: 'anybody' };

/** The invoices among which the refunds of an invoice are. */
export interface ScanQuery {
	readonly whose: Whose;
	/** UTC day, `YYYY-MM-DD`: no invoice that was last updated before it; null for all of them. */
	readonly fromDay: string | null;
}

/** What an invoice tells of where its refunds can be. */
interface Whereabouts {
	readonly customerReference: string | null;
	readonly customerId: string | null;
	/** The UTC day of the payment's first attempt. A refund is made, and so last updated, on that day or later. */
	readonly paymentDay: string | null;
}

/**
 * How to look for the refunds of an invoice, the shortest list first. The others are for when it can't be used.
 * See docs/providers/revolv3.md#how-earlier-refunds-are-found.
 */
export function scanQueries({
	customerReference,
	customerId,
	paymentDay,
}: Whereabouts): readonly ScanQuery[] {
	const queries: ScanQuery[] = [];
	if (customerReference !== null) {
		const whose: Whose = { kind: 'customerReference', value: customerReference };
		queries.push({ whose, fromDay: paymentDay });
	}
	// The customer's own list has dates of billing only, so it is read without any.
	if (customerId !== null) {
		queries.push({ whose: { kind: 'customerId', value: customerId }, fromDay: null });
	}
	return [...queries, { whose: { kind: 'anybody' }, fromDay: paymentDay }];
}

/** Where Revolv3 is asked for it. */
export function listFor({ whose, fromDay }: ScanQuery): WireList {
	const since: Readonly<Record<string, string>> =
		fromDay === null ? {} : { lastUpdateStartDate: fromDay };
	switch (whose.kind) {
		case 'customerReference':
			return { path: LIST, filters: { merchantCustomerRefId: whose.value, ...since } };
		case 'customerId':
			return { path: `/api/Customers/${encodeURIComponent(whose.value)}/invoices`, filters: {} };
		case 'anybody':
			return { path: LIST, filters: since };
	}
}

/** The recommended list (documented). */
export const LIST = '/api/Invoices/v1';

/** What scans that may stand in for each other have in common. */
export function nameOfWhose(whose: Whose): string {
	return whose.kind === 'anybody' ? whose.kind : `${whose.kind} ${whose.value}`;
}

/** All since an earlier day holds all since a later one. */
export function reachesBack(from: string | null, to: string | null): boolean {
	return from === null || (to !== null && from <= to);
}

export type Scan =
	/** Read to its end. Refund invoices under the invoice they were made on; all other rows are forgotten. */
	| { readonly kind: 'complete'; readonly children: ReadonlyMap<string, readonly WireObject[]> }
	/** Longer than the bound: asking again brings the same. */
	| { readonly kind: 'overran'; readonly why: string }
	| { readonly kind: 'malformed'; readonly why: string }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

/** Pages of one scan, of up to 100 rows. */
export const MOST_PAGES = 10;
/** Invoices of one scan that are opened because their rows do not say whether they are refunds. */
export const MOST_OPENED = 200;

/**
 * Looks through one of Revolv3's lists for refunds: there is no filter by the refunded invoice (none documented).
 * A list that changes while it is read is read once more.
 */
export async function scanInvoices(
	http: Reads,
	query: ScanQuery,
	opened: OpenedInvoices,
): Promise<Scan> {
	const first = await scanOnce(http, query, opened);
	return first === 'moved' ? movedToo(await scanOnce(http, query, opened)) : first;
}

function movedToo(second: Scan | 'moved'): Scan {
	return second === 'moved'
		? malformed("Revolv3's list of invoices changes faster than it can be read.")
		: second;
}

async function scanOnce(
	http: Reads,
	query: ScanQuery,
	opened: OpenedInvoices,
): Promise<Scan | 'moved'> {
	const list = listFor(query);
	const rows = new Map<string, WireObject>();
	let after: LastRow | null = null;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const read: Awaited<ReturnType<typeof readPage>> = await readPage(http, list, after);
		if (read.kind === 'moved') return 'moved';
		if (read.kind === 'failed') return failure(read.refusal);
		if (read.kind === 'malformed')
			return malformed(`Revolv3's list of invoices can't be used: ${read.why}.`);
		for (const row of read.page.rows) {
			const invoiceId = wireId(row.invoiceId);
			if (invoiceId === null) return malformed(UNREADABLE);
			// By id: a row that slips from one page to the next while they are read is one refund.
			rows.set(invoiceId, row);
		}
		after = read.page.last;
		if (after === null) {
			const filed = await refundsAmong([...rows.values()], query.whose, opened);
			return filed.kind === 'filed'
				? { kind: 'complete', children: byParent(filed.children) }
				: filed;
		}
	}
	return {
		kind: 'overran',
		why: `Revolv3's list has more than ${MOST_PAGES} pages of invoices to look through, which is where this node stops.`,
	};
}

const UNREADABLE = "Revolv3's list of invoices does not say which of them are refunds.";

/** A row of a list that is a refund. */
interface Child {
	readonly row: WireObject;
	readonly parentId: string;
	/** The row, or the invoice that was opened because the row does not say what it is. */
	readonly body: WireObject;
}

type Filed =
	| { readonly kind: 'filed'; readonly children: readonly Child[] }
	| Exclude<Scan, { readonly kind: 'complete' }>;

/** Finds the refunds among rows, and opens those that do not say whether they are one. */
export async function refundsAmong(
	rows: readonly WireObject[],
	whose: Whose,
	opened: OpenedInvoices,
): Promise<Filed> {
	const children: Child[] = [];
	const untold: WireObject[] = [];
	for (const row of rows) {
		// Absent is not null: the list's own sample lacks the field, and null in its place would hide every refund.
		if (row.parentInvoiceId === undefined) {
			if (mayBeARefund(row, whose, opened)) untold.push(row);
		} else if (row.parentInvoiceId !== null) {
			const parentId = wireId(row.parentInvoiceId);
			if (parentId === null) return malformed(UNREADABLE);
			children.push({ row, parentId, body: row });
		}
	}
	if (untold.filter((row) => !opened.has(row)).length > MOST_OPENED) {
		return {
			kind: 'overran',
			why: `Revolv3's list does not say which invoices are refunds, and more than ${MOST_OPENED} of them would have to be opened to find out, which is where this node stops.`,
		};
	}
	const bodies = await opened.open(untold);
	if (!bodies.ok) return { kind: 'failed', refusal: bodies.refusal };
	for (const [index, row] of untold.entries()) {
		const body = bodies.value[index] ?? null;
		const parentId = body && wireId(body.parentInvoiceId);
		if (body === null || (parentId === null && body.parentInvoiceId !== null)) {
			return malformed(
				`Revolv3's list shows invoice ${wireId(row.invoiceId) ?? 'without id'}, and neither the list nor the invoice itself says whether it is a refund.`,
			);
		}
		if (parentId !== null) children.push({ row, parentId, body });
	}
	return { kind: 'filed', children };
}

/** Whether a row without `parentInvoiceId` has to be opened to know. */
function mayBeARefund(row: WireObject, whose: Whose, opened: OpenedInvoices): boolean {
	if (isNeverARefund(wireText(row.invoiceStatus))) return false;
	return !opened.isPayment(row) && !isOfAnother(row, whose);
}

/** A row that names another customer than was asked for: Revolv3 did not heed the filter. */
function isOfAnother(row: WireObject, whose: Whose): boolean {
	switch (whose.kind) {
		case 'customerReference': {
			const told = wireText(row.merchantCustomerRefId);
			return told !== null && told !== whose.value;
		}
		case 'customerId': {
			const told = wireId(row.customerId);
			return told !== null && told !== whose.value;
		}
		case 'anybody':
			return false;
	}
}

function byParent(children: readonly Child[]): ReadonlyMap<string, readonly WireObject[]> {
	const filedUnder = new Map<string, WireObject[]>();
	for (const { parentId, body } of children) {
		filedUnder.set(parentId, [...(filedUnder.get(parentId) ?? []), body]);
	}
	return filedUnder;
}

function malformed(why: string): { readonly kind: 'malformed'; readonly why: string } {
	return { kind: 'malformed', why };
}

/** A list that is not found says nothing about the invoice, which was found a moment ago. */
function failure(refusal: Refusal): Scan {
	return refusal.code === 'invoiceNotFound'
		? malformed('Revolv3 has no list of invoices to look through.')
		: { kind: 'failed', refusal };
}
