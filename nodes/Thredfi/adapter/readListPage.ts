import type { Read } from '../../shared/engine/adapter';
import type { ListPage, ListQuery } from '../../shared/engine/list';
import { isWireObject, senselessAnswer, type WireObject } from '../../shared/engine/readAnswer';
import { rowName } from '../../shared/engine/walkPages';
import { facts } from './facts';
import { PAGE_SIZE, pageOf } from './page';
import { readBody, type Reads } from './readBody';
import { wireId } from './wire';

/**
 * One page of a list of the business, by its number. The address under `next` is never followed.
 *
 * @param listed makes a row of an object, null of one that was not asked for; only what is no object at all makes the
 * page senseless
 */
export async function readListPage<Row>(
	http: Reads,
	query: ListQuery,
	{ path, page }: { readonly path: string; readonly page: string | null },
	listed: (row: WireObject) => Row | null,
): Promise<Read<ListPage<Row>>> {
	const number = page === null ? 1 : Number(page);
	const size = query.rows === null ? PAGE_SIZE : Math.min(query.rows, PAGE_SIZE);
	const asked = { path, query: { ...query.filters, page: number, page_size: size } };
	const what = `business ${query.businessId ?? ''}`;
	const body = await readBody(http, query, asked, what);
	if (!body.ok) return body;
	const parsed = pageOf(body.value, number);
	if (!parsed.ok) return senselessAnswer({ facts }, 'a list', parsed.why);
	const { rows, isLast, total } = parsed.value;
	if (!rows.every(isWireObject)) {
		return senselessAnswer({ facts }, 'a list', 'it has rows that are no objects');
	}
	return {
		ok: true,
		value: {
			rows: rows.map((row, index) => ({
				name: rowName(wireId(row.id), row, index),
				row: listed(row),
			})),
			nextPage: isLast ? null : String(number + 1),
			total,
		},
	};
}
