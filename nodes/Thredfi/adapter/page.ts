import { isWireObject } from '../../shared/engine/readAnswer';
import { unproven, type Proven } from './wire';

/** The largest page there is (documented). */
export const PAGE_SIZE = 100;

/** One page of any of Thredfi's lists. */
export interface Page {
	readonly rows: readonly unknown[];
	readonly isLast: boolean;
	/** How many rows there are in all; null where that is not reported. */
	readonly total: number | null;
	/** The page's own size as the answer reports it; null where it doesn't. */
	readonly size: number | null;
	/** How many pages there are at that size; null where that is not reported. */
	readonly pages: number | null;
}

/**
 * Both documented shapes: `{ count, next, … }` in the guide, `{ count, page_info, … }` in every sample of the
 * reference. `next` is only compared with null and never followed: an address in an answer must not decide where a
 * token goes.
 */
export function pageOf(body: unknown, page: number): Proven<Page> {
	if (!isWireObject(body) || !Array.isArray(body.results)) return unproven('it is not a list');
	const info = isWireObject(body.page_info) ? body.page_info : {};
	const current = countOf(info.current_page);
	const pages = countOf(info.total_pages);
	if (current !== null && current !== page) return unproven('it gave another page');
	const isLast =
		body.results.length === 0 ||
		body.next === null ||
		(current !== null && pages !== null && current >= pages);
	return {
		ok: true,
		value: {
			rows: body.results,
			isLast,
			total: countOf(info.total_count) ?? countOf(body.count),
			size: countOf(info.page_size),
			pages,
		},
	};
}

function countOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
