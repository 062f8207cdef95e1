import type { Result } from '../../shared/engine/result/result';
import {
	type Http,
	type HttpRequest,
	isWireObject,
	type WireObject,
} from '../../shared/engine/provider/http';
import { bodyOfRead, senselessAnswer, wireText } from '../../shared/engine/provider/readAnswer';
import type { Target } from '../../shared/engine/request/request';
import { profile } from './profile';
import { parseError } from './response';
import { hasErrors, utcMoment, wireId } from './wire';

/** Reads go through this alone, so that nothing here can write. */
export type Reader = Pick<Http, 'read'>;

/** "100 for most endpoints" (documented). */
export const ROWS_PER_PAGE = 100;

/** A page no larger than what is wanted; null = everything. */
export function rowsPerPage(wanted: number | null): number {
	return wanted === null ? ROWS_PER_PAGE : Math.min(wanted, ROWS_PER_PAGE);
}

/** One page of any of Layer's lists, as it came. */
interface Page {
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
function parsePage(body: unknown): Page | null {
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

/** A list of a business. */
interface Listing {
	readonly path: string;
	readonly query: NonNullable<HttpRequest['query']>;
	readonly limit: number;
	/** The timestamp of a row whose filter `…_end` takes rows up to and including it. */
	readonly date: 'completed_at' | 'sent_at';
}

/** One page of it. */
export interface ListedPage {
	readonly rows: readonly WireObject[];
	/** What the next call takes as `page`; null on the last page. */
	readonly nextPage: string | null;
	readonly total: number | null;
	/** Why it can't be told whether rows are missing behind this page; null where it can. */
	readonly cut: string | null;
}

/**
 * Reads one page. A bare array says nothing of pages: shorter or longer than the limit, it is all there is; exactly as
 * long, it may be cut. Then the list goes on at the last row's date, and that row has to be on the next page, so that
 * no row is lost in between.
 *
 * @param page null for the first
 */
export async function readListPage(
	http: Reader,
	{ businessId }: Pick<Target, 'businessId'>,
	listing: Listing,
	page: string | null,
): Promise<Result<ListedPage>> {
	const { path, query, limit, date } = listing;
	const from = page === null ? null : parsePosition(page);
	const outcome = await http.read({
		method: 'GET',
		path,
		query: {
			...query,
			limit,
			...(from && 'cursor' in from ? { cursor: from.cursor } : {}),
			...(from && 'until' in from ? { [`${date}_end`]: from.until } : {}),
		},
	});
	const body = bodyOfRead(outcome, `business ${businessId ?? 'none'}`, {
		profile,
		parseError: parseError,
	});
	if (!body.ok) return body;
	const read = parsePage(body.value);
	if (!read) return senseless('it is not a list');
	if (from && 'until' in from && !goesOn(read.rows, from, date)) {
		return senseless('it does not say whether it is whole, and its pages do not join');
	}
	return { ok: true, value: { rows: read.rows, total: read.total, ...behind(read, listing) } };
}

function senseless(why: string): Result<never> {
	return senselessAnswer({ profile }, 'a list', why);
}

/** Where a page begins: behind a cursor, or at the date of the row it has to begin with. */
type Position = { readonly cursor: string } | { readonly until: string; readonly row: string };

const UNTIL = /^until (\S+) (\S+)$/;

function parsePosition(page: string): Position {
	const [, until, row] = UNTIL.exec(page) ?? [];
	return until !== undefined && row !== undefined ? { until, row } : { cursor: page };
}

/** Whether a page holds the row that the page before ended with, and nothing newer. */
function goesOn(
	rows: readonly WireObject[],
	{ until, row }: Extract<Position, { until: string }>,
	date: Listing['date'],
): boolean {
	return (
		rows.some(({ id }) => wireId(id) === row) &&
		rows.every((one) => (utcMoment(one[date]) ?? '9') <= until)
	);
}

function behind(
	{ rows, next }: Page,
	{ limit, date }: Listing,
): Pick<ListedPage, 'nextPage' | 'cut'> {
	if (next === null || (next === 'unsaid' && rows.length !== limit)) {
		return { nextPage: null, cut: null };
	}
	if (next !== 'unsaid') return { nextPage: next.cursor, cut: null };
	const dates = rows.map((row) => utcMoment(row[date]));
	const [last] = rows.slice(-1);
	const row = wireId(last?.id);
	const until = dates.at(-1) ?? null;
	const isNewestFirst = dates.every((at, index) => at !== null && at <= (dates[index - 1] ?? '9'));
	return until !== null && row !== null && isNewestFirst && dates[0] !== until
		? { nextPage: `until ${until} ${row}`, cut: null }
		: {
				nextPage: null,
				cut: `it ends at the limit of ${limit} rows and does not say whether more follow`,
			};
}
