import type { ListedRefund } from '../../shared/engine/provider/adapter';
import { type Result, refusal } from '../../shared/engine/result/result';
import type { Filter, List, ListPage } from '../../shared/engine/provider/list';
import { senselessAnswer } from '../../shared/engine/provider/readAnswer';
import { type WireObject } from '../../shared/engine/provider/http';
import type { ProviderRefund } from '../../shared/engine/provider/snapshot';
import { labels } from '../../shared/labels';
import { profile } from './profile';
import { readOriginal, type Original } from './invoice';
import {
	environmentOf,
	nameOf,
	openedInvoices,
	readInvoice,
	readPage,
	type LastRow,
	type Reads,
	type WireList,
} from './pages';
import { currentRefund, hidesRefunds, refundsOf } from './refund';
import { listFor, MOST_PAGES, refundsAmong, type ScanQuery } from './scan';

const FROM = 'lastUpdateStartDate';

/** Documented: UTC days, both ends included. By the refunded invoice there is no filter. */
const filters: readonly Filter[] = [
	{ name: 'updatedFrom', wire: FROM, kind: { is: 'day' } },
	{ name: 'updatedUntil', wire: 'lastUpdateEndDate', kind: { is: 'day' } },
];

/**
 * The refunds of one invoice: its children among the invoices of its customer since it was paid. The original is read
 * first; it alone tells where to look, the currency, and the tax in what went back.
 */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: true,
	filters,
	open: (http, query) => {
		const invoiceId = query.invoiceId ?? '';
		const wanted = query.filters;
		const isNarrowed = Object.keys(wanted).length > 0;
		const opened = openedInvoices(http);
		const reader = { opened, environment: environmentOf(http) };
		const shownBefore: ProviderRefund[] = [];
		let original: Original | null = null;
		let last: LastRow | null = null;
		let pages = 0;
		/** The list that is being looked through. */
		let at = 0;
		const senseless = (why: string) =>
			senselessAnswer({ profile }, `the refunds of invoice ${invoiceId}`, why);
		return async (): Promise<Result<ListPage<ListedRefund>>> => {
			if (original === null) {
				const read = await readRefundable(http, invoiceId);
				if (!read.ok) return read;
				original = read.value;
				opened.notePayment(invoiceId);
			}
			const of = original;
			const lists = listsFor(of, isNarrowed);
			const where = lists[at] ?? ANYWHERE;
			const isFirst = last === null;
			if (pages++ === MOST_PAGES && listFor(where).filters[FROM] === undefined) {
				return senseless(
					`the list has more than ${MOST_PAGES} pages of invoices to look through, which is where this node stops. Narrow it with '${labels.filters.updatedFrom}'`,
				);
			}
			const page = await readPage(http, narrowed(listFor(where), wanted), last);
			if (page.kind === 'failed') return { ok: false, refusal: page.refusal };
			if (page.kind === 'moved') return senseless('the list changed while it was read');
			if (page.kind === 'malformed') return senseless(page.why);
			const { rows } = page.page;
			last = page.page.last;
			const filed = await refundsAmong(rows, where.whose, opened);
			if (filed.kind === 'failed') return { ok: false, refusal: filed.refusal };
			if (filed.kind !== 'filed') return senseless(filed.why.replace(/\.$/, ''));
			const children = filed.children.filter(({ parentId }) => parentId === invoiceId);
			// Whether this list holds refunds at all is not documented, so "none" is asked of the next one as well.
			const goesOn =
				last === null && shownBefore.length + children.length === 0 && at + 1 < lists.length;
			const isWhole = last === null && !isNarrowed && !goesOn;
			const bodies = children.map(({ body }) => body);
			const refunds = await refundsOf(of, bodies, [], reader, isWhole && isFirst);
			if (!refunds.ok) return refunds;
			shownBefore.push(...refunds.value);
			// "No refunds" would be a wrong word about an invoice that says it has some.
			if (isWhole && hidesRefunds(of, shownBefore)) {
				return senseless(
					'the invoice says that something was refunded, and the list shows no refund',
				);
			}
			const byRow = new Map(
				children.map(({ row }, index): [WireObject, ProviderRefund | undefined] => [
					row,
					refunds.value[index],
				]),
			);
			const isAgain = at > 0;
			if (goesOn) {
				at++;
				pages = 0;
			}
			return {
				ok: true,
				value: {
					rows: rows
						// The payments of a further list are those of the first one.
						.filter((row) => !isAgain || byRow.has(row))
						.map((row) => ({ name: nameOf(row), row: listed(byRow.get(row), of) })),
					nextPage: goesOn ? `list ${at}` : last === null ? null : `${at}-${last.index}`,
					total: null,
				},
			};
		};
	},
};

function listed(refund: ProviderRefund | undefined, original: Original): ListedRefund | null {
	return refund === undefined
		? null
		: { kind: 'readable', current: currentRefund(refund, original) };
}

async function readRefundable(http: Reads, invoiceId: string): Promise<Result<Original>> {
	const body = await readInvoice(http, invoiceId);
	if (!body.ok) return body;
	const read = readOriginal(body.value, invoiceId);
	if (!read.ok) return senselessAnswer({ profile }, `invoice ${invoiceId}`, read.why);
	const { parentInvoiceId } = read.original;
	if (parentInvoiceId === null) return { ok: true, value: read.original };
	const message = `'${labels.invoiceId}' ${invoiceId} is itself a refund at Revolv3, of invoice ${parentInvoiceId}.`;
	return { ok: false, refusal: refusal('invoiceNotFound', message) };
}

const ANYWHERE: ScanQuery = { whose: { kind: 'anybody' }, fromDay: null };

/**
 * The lists that the invoice's refunds may be in, the shortest first, one for each address; the customer's own one takes
 * no filter by the last update.
 */
function listsFor({ queries }: Original, isNarrowed: boolean): readonly ScanQuery[] {
	const usable = queries.filter(({ whose }) => !isNarrowed || whose.kind !== 'customerId');
	const paths = usable.map((query) => listFor(query).path);
	return usable.filter((_, index) => paths.indexOf(paths[index] ?? '') === index);
}

/** What leads to the invoice's refunds together with what the user asked for; the later of two first days. */
function narrowed(list: WireList, wanted: Readonly<Record<string, string>>): WireList {
	const { [FROM]: day } = list.filters;
	const { [FROM]: from } = wanted;
	const first = day !== undefined && (from === undefined || from < day) ? { [FROM]: day } : {};
	return { path: list.path, filters: { ...list.filters, ...wanted, ...first } };
}
