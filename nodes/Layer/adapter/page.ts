import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { hasErrors } from './wire';

/** "100 for most endpoints" (documented). */
export const ROWS_PER_PAGE = 100;

/** A page no larger than what is wanted; null = everything. */
export function rowsPerPage(wanted: number | null): number {
	return wanted === null ? ROWS_PER_PAGE : Math.min(wanted, ROWS_PER_PAGE);
}

/** One page of any of Layer's lists, as it came. */
export interface Page {
	readonly rows: readonly WireObject[];
	/** The cursor of the next page; null on the last page; `unsaid` where the answer has no word about pages. */
	readonly next: { readonly cursor: string } | 'unsaid' | null;
	/** How many rows there are in all; null where it is not told. */
	readonly total: number | null;
}

/**
 * Both shapes of a list: `{ data, meta: { pagination } }`, as the page on pagination and Layer's own client have it, and
 * the bare array, as all samples of lists are (docs/providers/layer.md#lists). Errors and half a pagination are no list.
 */
export function parsePage(body: unknown): Page | null {
	if (Array.isArray(body)) return page(body, 'unsaid', null);
	if (!isWireObject(body) || hasErrors(body) || !Array.isArray(body.data)) return null;
	const pagination = isWireObject(body.meta) ? body.meta.pagination : undefined;
	if (pagination === undefined || pagination === null) return page(body.data, 'unsaid', null);
	if (!isWireObject(pagination)) return null;
	const { has_more: hasMore, total_count: count } = pagination;
	const total = typeof count === 'number' ? count : null;
	if (hasMore === false) return page(body.data, null, total);
	const cursor = wireText(pagination.cursor);
	return hasMore === true && cursor !== null ? page(body.data, { cursor }, total) : null;
}

function page(rows: readonly unknown[], next: Page['next'], total: number | null): Page | null {
	return rows.every(isWireObject) ? { rows, next, total } : null;
}
