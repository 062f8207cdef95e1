import { bodyOfRead, isWireObject, type WireObject } from '../../shared/engine/readAnswer';
import type { Refusal } from '../../shared/engine/result';
import { facts } from './facts';
import type { Reads } from './readInvoice';
import { toWords } from './toWords';
import { wireId } from './wireId';

/** Documented: the default and the most. */
export const PAGE_SIZE = 100;
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
export interface WirePage {
	readonly rows: readonly WireObject[];
	/** What the next page has to begin with; null at the end of the list. */
	readonly last: LastRow | null;
}

/** A page, or the news that it does not continue the one before. */
export type PageRead =
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
	const body = bodyOfRead(outcome, 'list of invoices', { facts, toWords });
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
