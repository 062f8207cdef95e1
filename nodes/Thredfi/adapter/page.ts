import { isWireObject } from '../../shared/engine/readAnswer';
import { unproven, type Proven } from './wire';

/** §10 [D]: the largest page there is. */
export const PAGE_SIZE = 100;

/** One page of any of Thredfi's lists. */
export interface Page {
	readonly rows: readonly unknown[];
	readonly isLast: boolean;
	/** How many rows there are in all, where told. */
	readonly total: number;
}

/**
 * Both documented shapes (§10 [D]): `{ count, next, … }` and `{ count, page_info, … }`. `next` is only
 * compared with null and never followed: an address in an answer must not decide where a token goes.
 */
export function pageOf(body: unknown, page: number): Proven<Page> {
	if (!isWireObject(body) || !Array.isArray(body.results)) return unproven('it is not a list');
	const info = isWireObject(body.page_info) ? body.page_info : {};
	const { current_page: current, total_pages: pages, total_count: total = body.count } = info;
	if (typeof current === 'number' && current !== page) return unproven('it gave another page');
	const isLast =
		body.results.length === 0 ||
		body.next === null ||
		(typeof current === 'number' && typeof pages === 'number' && current >= pages);
	return {
		ok: true,
		value: { rows: body.results, isLast, total: typeof total === 'number' ? total : 0 },
	};
}
