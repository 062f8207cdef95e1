import type { Result, Refusal } from '../../shared/engine/result/result';
import {
	type Http,
	type HttpOutcome,
	type HttpRequest,
	isWireObject,
} from '../../shared/engine/provider/http';
import { bodyOfRead } from '../../shared/engine/provider/readAnswer';
import type { Target } from '../../shared/engine/request/request';
import { profile } from './profile';
import { parseError } from './response';
import { unproven, wireId, type Proven } from './wire';

/** The one way the adapter asks anything. */
export type Reads = Pick<Http, 'read'>;

const NOT_FOUND = 404;

/**
 * Asks for something of a business and gives its body.
 *
 * @param what names it for the message: "invoice 3f2b…"
 */
export async function readBody(
	http: Reads,
	target: Pick<Target, 'businessId'>,
	request: Pick<HttpRequest, 'path' | 'query'>,
	what: string,
): Promise<Result<unknown>> {
	const outcome = await http.read({ method: 'GET', ...request });
	const subject = isUnknownBusiness(outcome) ? `business ${target.businessId ?? ''}` : what;
	return bodyOfRead(outcome, subject, { profile, parseError: parseError });
}

/** Whether a read failed because the very thing is not there. */
export function isNotFound(read: Result<unknown>): boolean {
	return !read.ok && read.refusal.code === 'invoiceNotFound';
}

/** A wrong business is a 404 with a code of its own (documented). */
function isUnknownBusiness(outcome: HttpOutcome): boolean {
	if (outcome.kind === 'noAnswer' || outcome.status !== NOT_FOUND) return false;
	return parseError(outcome.body)?.code === 'business_not_found';
}

/** The largest page there is (documented). */
export const PAGE_SIZE = 100;

/** One page of any of Thredfi's lists. */
interface Page {
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

/** Twelve pages are a thousand rows; more would hold up a run for one item. */
const MOST_PAGES = 12;

/** A list of the business that is read to its end. */
export interface ListToRead {
	readonly path: string;
	readonly filters: Readonly<Record<string, string>>;
	/** In a message: "refunds". */
	readonly what: string;
}

export type WholeList =
	/** Proven to be everything. Rows are as they came. */
	| { readonly kind: 'whole'; readonly rows: readonly unknown[] }
	/** The wanted row was met; what follows it was not read. */
	| { readonly kind: 'found'; readonly row: unknown }
	/** Not everything, or not proven to be. @property lastPage its number at `LARGE_PAGE` rows a page, where told */
	| {
			readonly kind: 'partial';
			readonly why: string;
			readonly rows: readonly unknown[];
			readonly lastPage: number | null;
	  }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

/** The size of a first page. */
const LARGE_PAGE = PAGE_SIZE - 1;

/**
 * Each page is one row smaller than the one before it, so it begins with the last rows of that page. A row that was
 * deleted in between moves the others up and leaves a gap, which plain pages would hide.
 */
const sizeOf = (page: number) => PAGE_SIZE - page;

/**
 * Reads all of a list, which has no documented order, and proves that nothing was missed
 * (docs/providers/thredfi.md#lists).
 *
 * @param isWanted stops at this row
 */
export async function readWholeList(
	http: Reads,
	target: Pick<Target, 'businessId'>,
	list: ListToRead,
	isWanted: (row: unknown) => boolean = () => false,
): Promise<WholeList> {
	const first = await walk(http, target, list, isWanted);
	// A list that changed under the walk is walked once more.
	return first.kind === 'changed' ? settled(await walk(http, target, list, isWanted)) : first;
}

type Walk =
	WholeList | { readonly kind: 'changed'; readonly why: string; rows: readonly unknown[] };

function settled(walked: Walk): WholeList {
	return walked.kind === 'changed' ? { ...walked, kind: 'partial', lastPage: null } : walked;
}

async function walk(
	http: Reads,
	target: Pick<Target, 'businessId'>,
	list: ListToRead,
	isWanted: (row: unknown) => boolean,
): Promise<Walk> {
	const rows: unknown[] = [];
	const pages: Page[] = [];
	let joins = true;
	for (let number = 1; number <= MOST_PAGES; number++) {
		const read = await readPage(http, target, list, number, sizeOf(number));
		if (read.kind === 'failed') return read;
		if (!read.page.ok) return { kind: 'partial', why: read.page.why, rows, lastPage: null };
		const { value: page } = read.page;
		const wanted = page.rows.find(isWanted);
		if (wanted !== undefined) return { kind: 'found', row: wanted };
		joins &&= pages.length === 0 || page.rows.some((row) => nameOf(row) === nameOf(rows.at(-1)));
		rows.push(...page.rows);
		pages.push(page);
		if (page.isLast) {
			const why = whyNotWhole(rows, pages, joins);
			return why === null ? { kind: 'whole', rows } : { kind: 'changed', why, rows };
		}
		const total = page.total ?? 0;
		if ((page.pages ?? 0) > MOST_PAGES || total > MOST_PAGES * sizeOf(MOST_PAGES)) break;
	}
	const [first] = pages;
	const lastPage = first?.pages ?? (first?.total ? Math.ceil(first.total / LARGE_PAGE) : null);
	return { kind: 'partial', why: `it is longer than ${MOST_PAGES} pages`, rows, lastPage };
}

/** Null where everything was read; else what speaks against it. */
function whyNotWhole(
	rows: readonly unknown[],
	pages: readonly Page[],
	joins: boolean,
): string | null {
	const [first] = pages;
	const filled = pages.filter((page) => page.rows.length > 0);
	const shown = new Set(rows.map(nameOf)).size;
	if (first?.total && shown < first.total) return 'its pages hold fewer rows than it says';
	if (filled.length < 2 || !first) return null;
	if (tookSize(first)) return joins ? null : 'its pages do not join';
	// A server that has its own size of a page gives no row twice; then the counts have to agree.
	const agree = pages.every(({ total }) => total !== null && total === first.total);
	return agree && shown === first.total ? null : 'its pages do not agree on their number';
}

/** Whether the server gave as many rows as were asked for, so that its pages can be told to overlap. */
function tookSize({ rows, size }: Page): boolean {
	return size === null ? rows.length === LARGE_PAGE : size === LARGE_PAGE;
}

const nameOf = (row: unknown) =>
	(isWireObject(row) ? wireId(row.id) : null) ?? JSON.stringify(row) ?? '';

/** One page of a list. */
export async function readPage(
	http: Reads,
	target: Pick<Target, 'businessId'>,
	{ path, filters, what }: ListToRead,
	number: number,
	size = LARGE_PAGE,
): Promise<
	| { readonly kind: 'page'; readonly page: Proven<Page> }
	| { readonly kind: 'failed'; readonly refusal: Refusal }
> {
	const query = { ...filters, page: number, page_size: size };
	const body = await readBody(http, target, { path, query }, what);
	if (isNotFound(body)) {
		return { kind: 'page', page: { ok: false, why: 'Thredfi has no such list' } };
	}
	return body.ok
		? { kind: 'page', page: pageOf(body.value, number) }
		: { kind: 'failed', refusal: body.refusal };
}
