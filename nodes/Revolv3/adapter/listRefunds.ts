import type { ListedRefund, Read } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { senselessAnswer } from '../../shared/engine/readAnswer';
import { refusal } from '../../shared/engine/result';
import type { RefundState } from '../../shared/engine/snapshot';
import { rowName } from '../../shared/engine/walkPages';
import { labels } from '../../shared/labels';
import { currentRefund } from './childRefund';
import { facts } from './facts';
import { readOriginal, type Original } from './original';
import { readInvoice, type Reads } from './readInvoice';
import { readListPage } from './readListPage';
import { hidesRefunds } from './refundsIn';
import type { SweepQuery } from './sweep';
import { wireId } from './wireId';

const FROM = 'lastUpdateStartDate';

/** §3.3, documented: UTC days, both ends included. By the refunded invoice there is no filter. */
const filters: readonly Filter[] = [
	{ name: 'updatedFrom', wire: FROM, kind: { is: 'day' } },
	{ name: 'updatedUntil', wire: 'lastUpdateEndDate', kind: { is: 'day' } },
];

/**
 * The refunds of one invoice: its children among the invoices of its customer, or of the days since it was paid
 * (design §7). The original is read first; it alone tells how to look, the currency, and the tax in what went back.
 */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: true,
	filters,
	open: (http, query) => {
		const invoiceId = query.invoiceId ?? '';
		const states: Array<{ readonly state: RefundState }> = [];
		let original: Original | null = null;
		const senseless = (why: string) =>
			senselessAnswer({ facts }, `the refunds of invoice ${invoiceId}`, why);
		return async (page) => {
			if (original === null) {
				const read = await readRefundable(http, invoiceId);
				if (!read.ok) return read;
				original = read.value;
			}
			const of = original;
			if (of.query === null) {
				return senseless('the invoice names neither a customer nor the day it was paid');
			}
			const read = await readListPage(http, merged(of.query, query.filters), page);
			if (!read.ok) return read;
			const rows = read.value.rows.map((row, index) => {
				const parentId = row.parentInvoiceId === null ? null : wireId(row.parentInvoiceId);
				const current = parentId === invoiceId ? currentRefund(row, of) : null;
				if (current) states.push(current.refund);
				return {
					name: rowName(wireId(row.invoiceId), row, index),
					row: current && ({ kind: 'readable', current } as const),
					// Absent is not null: it may be a refund of this very invoice.
					isUnclear: parentId === null && row.parentInvoiceId !== null,
				};
			});
			if (rows.some(({ isUnclear }) => isUnclear)) {
				return senseless('the list does not say which invoices are refunds');
			}
			const { nextPage } = read.value;
			const isWhole = nextPage === null && Object.keys(query.filters).length === 0;
			// "No refunds" would be a wrong word about an invoice that says it has some.
			if (isWhole && hidesRefunds(of, states)) {
				return senseless(
					'the invoice says that something was refunded, and the list shows no refund',
				);
			}
			return { ok: true, value: { rows, nextPage, total: null } };
		};
	},
};

async function readRefundable(http: Reads, invoiceId: string): Promise<Read<Original>> {
	const body = await readInvoice(http, invoiceId);
	if (!body.ok) return body;
	const read = readOriginal(body.value, invoiceId);
	if (!read.ok) return senselessAnswer({ facts }, `invoice ${invoiceId}`, read.why);
	const { parentInvoiceId } = read.original;
	if (parentInvoiceId === null) return { ok: true, value: read.original };
	const message = `'${labels.invoiceId}' ${invoiceId} is itself a refund at Revolv3, of invoice ${parentInvoiceId}.`;
	return { ok: false, refusal: refusal('invoiceNotFound', message) };
}

/** What leads to the invoice's refunds together with what the user asked for; the later of two first days. */
function merged(
	query: SweepQuery,
	wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
	if (query.by === 'customer') return { ...wanted, merchantCustomerRefId: query.customerRef };
	const { [FROM]: from = query.day } = wanted;
	return { ...wanted, [FROM]: from > query.day ? from : query.day };
}
