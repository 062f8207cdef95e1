import { isWireObject } from '../../shared/engine/readAnswer';
import type { Target } from '../../shared/engine/request';
import type { Refusal } from '../../shared/engine/result';
import { isNotFound, readBody, type Reads } from './readBody';
import { unproven, refundsPath, type Proven } from './wire';

/** §10 [D]: the largest page there is. */
const PAGE_SIZE = 100;

/** Ten pages are a thousand refunds; more would hold up a run for one item. */
export const MOST_PAGES = 10;

export type RefundList =
	/** All refunds of the business, or all up to the wanted one. Rows are unproven. */
	| { readonly kind: 'whole'; readonly rows: readonly unknown[] }
	| { readonly kind: 'partial'; readonly why: string }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

interface Page {
	readonly rows: readonly unknown[];
	readonly isLast: boolean;
	/** How many refunds there are in all, where told. */
	readonly total: number;
}

/**
 * Walks the refunds of a business page by page until `isWanted` is met. A filter by `external_id` is not
 * documented here, and is a partial match on the sibling list (§4), so all pages are read and compared.
 */
export async function readRefundList(
	http: Reads,
	target: Target,
	isWanted: (row: unknown) => boolean,
): Promise<RefundList> {
	const rows: unknown[] = [];
	for (let page = 1; page <= MOST_PAGES; page++) {
		const query = { page, page_size: PAGE_SIZE };
		const body = await readBody(http, target, { path: refundsPath(target), query }, 'refunds');
		if (isNotFound(body)) return partial('Thredfi has no such list');
		if (!body.ok) return { kind: 'failed', refusal: body.refusal };
		const parsed = pageOf(body.value, page);
		if (!parsed.ok) return partial(parsed.why);
		rows.push(...parsed.value.rows);
		if (rows.some(isWanted)) return { kind: 'whole', rows };
		if (parsed.value.isLast) {
			// Fewer than announced: a page came twice, or one slipped away while the list moved.
			return countOf(rows) < parsed.value.total
				? partial('the pages hold fewer refunds than the list says')
				: { kind: 'whole', rows };
		}
	}
	return partial(`it is longer than ${MOST_PAGES} pages`);
}

const partial = (why: string): RefundList => ({ kind: 'partial', why });

/**
 * Both documented shapes (§10 [D]): `{ count, next, … }` and `{ count, page_info, … }`. `next` is only
 * compared with null and never followed: an address in an answer must not decide where a token goes.
 */
function pageOf(body: unknown, page: number): Proven<Page> {
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

function countOf(rows: readonly unknown[]): number {
	return new Set(rows.map((row) => (isWireObject(row) ? row.id : row))).size;
}
