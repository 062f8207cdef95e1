import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import { layerRefusal } from './errors';

/** [D] The parameters of every list. */
export const PAGING = ['sort_by', 'sort_order', 'cursor', 'limit', 'show_total_count'];

/** Refuses a query parameter that is not in the list. [ND] strict; the error name is documented. */
export function assertLayerQuery(query: URLSearchParams, names: readonly string[]): void {
	for (const name of query.keys()) {
		if (!names.includes(name)) {
			const text = `The query parameter ${name} is not known.`;
			throw layerRefusal(400, text, 'InvalidParameters', 'UnexpectedQueryParam');
		}
	}
}

/**
 * One page. [D] `cursor` from the page before, `meta.pagination` in the answer; or, as all samples of lists are, nothing
 * but the rows.
 */
export function layerPage(
	world: World,
	query: URLSearchParams,
	rows: readonly unknown[],
	defaultSort: string,
): Answer {
	const limit = readLimit(query);
	const order = query.get('sort_order') ?? 'ASC';
	if (order !== 'ASC' && order !== 'DESC') throw badFormat('sort_order');
	const start = readCursor(query.get('cursor'));
	const sorted = order === 'ASC' ? rows : [...rows].reverse();
	const page = sorted.slice(start, start + limit);
	switch (world.switches.layer.lists) {
		case 'bare':
			return answer(200, page);
		case 'bareAll':
			return answer(200, sorted);
		case 'dataOnly':
			return answer(200, { data: page });
		case 'paged':
			break;
	}
	const hasMore = start + limit < sorted.length;
	const pagination = {
		sort_by: query.get('sort_by') ?? defaultSort,
		sort_order: order,
		cursor: hasMore ? btoa(`after:${start + limit}`) : null,
		has_more: hasMore,
		...(query.get('show_total_count') === 'true' ? { total_count: rows.length } : {}),
	};
	return answer(200, { data: page, meta: { pagination } });
}

function readLimit(query: URLSearchParams): number {
	const text = query.get('limit') ?? '100';
	if (!/^[1-9]\d*$/.test(text) || Number(text) > 100) throw badFormat('limit');
	return Number(text);
}

/** What `atob` takes without throwing. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function readCursor(cursor: string | null): number {
	if (cursor === null) return 0;
	const text = BASE64.test(cursor) ? atob(cursor) : '';
	const start = /^after:(\d+)$/.exec(text)?.[1];
	if (start === undefined) {
		const words = 'The cursor is not valid.';
		throw layerRefusal(400, words, 'PaginationCursor', 'InvalidPaginationCursor');
	}
	return Number(start);
}

/** A query value in the wrong form. */
export function badFormat(name: string) {
	const text = `The query parameter ${name} is not valid.`;
	return layerRefusal(400, text, 'InvalidParameters', 'QueryParamFormat');
}
