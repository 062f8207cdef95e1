import type { Result, Refusal } from '../../shared/engine/result/result';
import {
	segment,
	type Http,
	isWireObject,
	type WireObject,
} from '../../shared/engine/provider/http';
import { bodyOfRead } from '../../shared/engine/provider/readAnswer';
import { profile } from './profile';
import { parseError } from './response';
import { wireId } from './wire';

/** The one way the adapter asks anything. */
export type Reads = Pick<Http, 'read'>;

/** The body of Get Invoice, for an original and for a refund alike: both are invoices. */
export async function readInvoice(
	http: Reads,
	invoiceId: string,
	what = `invoice ${invoiceId}`,
): Promise<Result<unknown>> {
	const outcome = await http.read({
		method: 'GET',
		path: `/api/Invoices/${segment(invoiceId)}`,
	});
	return bodyOfRead(outcome, what, { profile, parseError: parseError });
}

let unnamed = 0;

/** The environment's name, which goes into keys as well; where it is not told, a name of this way out alone. */
export function environmentOf({ environment }: Pick<Http, 'environment'>): string {
	return environment ?? `unnamed ${++unnamed}`;
}

/** Documented: the default and the most. */
const PAGE_SIZE = 100;
/** A page shorter than this is not worth its request. */
const SMALLEST_PAGE = 50;

/** One of Revolv3's lists of invoices, with its filters. */
export interface WireList {
	readonly path: string;
	readonly filters: Readonly<Record<string, string>>;
}

/** The last row that was read: where it stands in the list, from 0, and which invoice it is. */
export interface LastRow {
	readonly index: number;
	readonly name: string;
}

/** One page as it came, without the rows that were read before. */
interface WirePage {
	readonly rows: readonly WireObject[];
	/** What the next page has to begin with; null at the end of the list. */
	readonly last: LastRow | null;
}

/** A page, or the news that it does not continue the one before. */
type PageRead =
	| { readonly kind: 'page'; readonly page: WirePage }
	/** A row came or went while the list was read, so one of its rows may have been passed over. */
	| { readonly kind: 'moved' }
	| { readonly kind: 'malformed'; readonly why: string }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

/**
 * Reads the page that holds `after` and what follows it. Neither a total nor a next link is documented, so a short page
 * is the end, and pages are proven to join by an overlap: the last row of one is among the first of the next.
 * See docs/providers/revolv3.md#how-earlier-refunds-are-found.
 */
export async function readPage(
	http: Reads,
	list: WireList,
	after: LastRow | null,
): Promise<PageRead> {
	const { page, pageSize } = pageHolding(after?.index ?? null);
	const outcome = await http.read({
		method: 'GET',
		path: list.path,
		query: { ...list.filters, page, pageSize },
	});
	const body = bodyOfRead(outcome, 'list of invoices', { profile, parseError: parseError });
	if (!body.ok) return { kind: 'failed', refusal: body.refusal };
	const value: unknown = body.value;
	if (!Array.isArray(value)) return malformed('it is not a list');
	const rows: readonly unknown[] = value;
	const objects = rows.filter(isWireObject);
	if (objects.length < rows.length) return malformed('it has rows that are no objects');
	if (objects.length > pageSize) return malformed('it has more rows than were asked for');
	const joint = after === null ? -1 : objects.findIndex((row) => nameOf(row) === after.name);
	if (after !== null && joint === -1) return { kind: 'moved' };
	const last = objects.at(-1);
	return {
		kind: 'page',
		page: {
			rows: objects.slice(joint + 1),
			last:
				last && objects.length === pageSize
					? { index: page * pageSize - 1, name: nameOf(last) }
					: null,
		},
	};
}

/** What tells a row from all others: its id, else all of it. */
export function nameOf(row: WireObject): string {
	return wireId(row.invoiceId) ?? JSON.stringify(row);
}

/** The page that holds the row and reaches farthest beyond it. */
function pageHolding(index: number | null): { readonly page: number; readonly pageSize: number } {
	let best = { page: 1, pageSize: PAGE_SIZE };
	if (index === null) return best;
	let farthest = 0;
	for (let pageSize = PAGE_SIZE; pageSize >= SMALLEST_PAGE; pageSize--) {
		const page = Math.floor(index / pageSize) + 1;
		if (page * pageSize <= farthest) continue;
		farthest = page * pageSize;
		best = { page, pageSize };
	}
	return best;
}

function malformed(why: string): PageRead {
	return { kind: 'malformed', why };
}

/** Requests of one list that are under way at once; the documented rate is kept by the transport. */
const AT_ONCE = 4;

/** Invoices of a list that were opened by Get Invoice, since their rows are only a summary (documented). */
export interface OpenedInvoices {
	/** Marks an invoice that was read by itself as a payment, which no row of it can change. */
	notePayment(invoiceId: string): void;
	/** Whether the row's invoice is known to be a payment, without asking. */
	isPayment(row: WireObject): boolean;
	/** Whether it was opened already and its row says what it said then. */
	has(row: WireObject): boolean;
	/**
	 * The invoices behind the rows, in their order. An invoice is opened once in a run and again when its row changes.
	 *
	 * @returns null in place of an invoice that the provider does not have, or that is not the one asked for
	 */
	open(rows: readonly WireObject[]): Promise<Result<ReadonlyArray<WireObject | null>>>;
}

interface Opened {
	/** The row that led to it; a payment stays one whatever its row says later. */
	readonly row: string;
	readonly body: WireObject;
}

/** Opens invoices of lists, for all items of one run together. */
export function openedInvoices(http: Reads): OpenedInvoices {
	const opened = new Map<string, Opened>();
	const payments = new Set<string>();

	function find(row: WireObject): WireObject | null {
		const found = opened.get(wireId(row.invoiceId) ?? '');
		return found?.row === JSON.stringify(row) ? found.body : null;
	}

	async function read(row: WireObject): Promise<Result<WireObject | null>> {
		const invoiceId = wireId(row.invoiceId);
		const known = find(row);
		if (invoiceId === null || known !== null) return { ok: true, value: known };
		const answer = await readInvoice(http, invoiceId);
		if (!answer.ok) {
			const isGone = answer.refusal.code === 'invoiceNotFound';
			return isGone ? { ok: true, value: null } : answer;
		}
		const body = answer.value;
		if (!isWireObject(body) || wireId(body.invoiceId) !== invoiceId)
			return { ok: true, value: null };
		opened.set(invoiceId, { row: JSON.stringify(row), body });
		if (body.parentInvoiceId === null) payments.add(invoiceId);
		return { ok: true, value: body };
	}

	return {
		notePayment: (invoiceId) => void payments.add(invoiceId),
		isPayment: (row) => payments.has(wireId(row.invoiceId) ?? ''),
		has: (row) => find(row) !== null,
		async open(rows) {
			const bodies: Array<WireObject | null> = [];
			for (let start = 0; start < rows.length; start += AT_ONCE) {
				const reads = await Promise.all(rows.slice(start, start + AT_ONCE).map(read));
				for (const one of reads) {
					if (!one.ok) return one;
					bodies.push(one.value);
				}
			}
			return { ok: true, value: bodies };
		},
	};
}
