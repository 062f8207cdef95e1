import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { hasErrors } from './wire';

/** "100 on most endpoints" (dossier §2, [D]). */
export const ROWS_PER_PAGE = 100;

/** A page no larger than what is wanted; null = everything. */
export function rowsPerPage(wanted: number | null): number {
	return wanted === null ? ROWS_PER_PAGE : Math.min(wanted, ROWS_PER_PAGE);
}

/** One page of any of Layer's lists. */
export interface Page {
	readonly rows: readonly WireObject[];
	/** null on the last page. */
	readonly nextCursor: string | null;
}

/**
 * A page must say whether more follow (dossier §2, [D]): without that word no list proves that something is absent.
 */
export function parsePage(body: unknown): Page | null {
	if (!isWireObject(body) || hasErrors(body) || !Array.isArray(body.data)) return null;
	const rows: unknown[] = body.data;
	if (!rows.every(isWireObject) || !isWireObject(body.meta)) return null;
	const { pagination } = body.meta;
	if (!isWireObject(pagination)) return null;
	if (pagination.has_more === false) return { rows, nextCursor: null };
	const nextCursor = wireText(pagination.cursor);
	return pagination.has_more === true && nextCursor !== null ? { rows, nextCursor } : null;
}
