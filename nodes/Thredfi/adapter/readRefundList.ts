import { isWireObject } from '../../shared/engine/readAnswer';
import type { Target } from '../../shared/engine/request';
import type { Refusal } from '../../shared/engine/result';
import { isNotFound, readBody, type Reads } from './readBody';
import { PAGE_SIZE, pageOf } from './page';
import { refundsPath } from './wire';

/** Ten pages are a thousand refunds; more would hold up a run for one item. */
export const MOST_PAGES = 10;

export type RefundList =
	/** All refunds of the business, or all up to the wanted one. Rows are unproven. */
	| { readonly kind: 'whole'; readonly rows: readonly unknown[] }
	| { readonly kind: 'partial'; readonly why: string }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

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

function countOf(rows: readonly unknown[]): number {
	return new Set(rows.map((row) => (isWireObject(row) ? row.id : row))).size;
}
