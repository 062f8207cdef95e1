import type { ListedInvoice, ListedRefund, ReadRefund } from '../../shared/engine/provider/adapter';
import type { Filter, List, ListPage } from '../../shared/engine/provider/list';
import { senselessAnswer, wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { rowName } from '../../shared/engine/provider/walkPages';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { profile } from './profile';
import { STATUSES } from './invoice';
import { readListPage, ROWS_PER_PAGE, rowsPerPage, type ListedPage } from './pages';
import { addsUp, currentRefund, parseRefund } from './refund';
import { readWireRefund, RefundList } from './refundList';
import { invoicesPath } from './request';
import { wireId, withoutUrls } from './wire';

const due = (row: WireObject) => row.due_at;
const sent = (row: WireObject) => row.sent_at;

/** Those whose names could be read (documented); by the invoice's own number or external id there is none. */
const invoiceFilters: readonly Filter[] = [
	{ name: 'customerId', wire: 'customer_id', kind: { is: 'uuid' }, of: customer('id') },
	{
		name: 'customerReference',
		wire: 'customer_external_id',
		kind: { is: 'text' },
		of: customer('external_id'),
	},
	{ name: 'dueFrom', wire: 'due_at_start', kind: { is: 'moment' }, of: due },
	{ name: 'dueUntil', wire: 'due_at_end', kind: { is: 'moment' }, of: due },
	{ name: 'sentFrom', wire: 'sent_at_start', kind: { is: 'moment' }, of: sent },
	{ name: 'sentUntil', wire: 'sent_at_end', kind: { is: 'moment' }, of: sent },
	{
		name: 'status',
		wire: 'status',
		kind: { is: 'words', of: STATUSES },
		of: ({ status }) => status,
	},
];

/** A field of the row's customer; a row without one says that there is none only where the field itself is null. */
function customer(field: 'id' | 'external_id') {
	return ({ customer: of }: WireObject): unknown => (isWireObject(of) ? of[field] : of);
}

/**
 * Newest first: `sort_order` is documented, `sent_at` is the key that Layer's own client sorts by. Sales receipts are
 * left to the server's default (docs/providers/layer.md#lists).
 */
export const listInvoices: List<ListedInvoice> = {
	what: 'invoices',
	ofInvoice: false,
	filters: invoiceFilters,
	businessOf: (row) => row.business_id,
	open: (http, query) => async (page) => {
		const listing = {
			path: invoicesPath(query),
			query: { ...query.filters, sort_by: 'sent_at', sort_order: 'DESC' },
			limit: rowsPerPage(query.rows),
			date: 'sent_at',
		} as const;
		const read = await readListPage(http, query, listing, page);
		if (!read.ok) return read;
		return { ok: true, value: shownAs(listedInvoice, read.value) };
	},
};

/** A page with each of its rows as a list shows it. */
function shownAs<Row>(
	show: (row: WireObject) => Row,
	{ rows, nextPage, total, cut }: ListedPage,
): ListPage<Row> {
	return {
		rows: rows.map((row, index) => ({
			name: rowName(wireId(row.id), row, index),
			row: show(row),
		})),
		nextPage,
		total,
		cut,
	};
}

function listedInvoice(row: WireObject): ListedInvoice {
	const customer = isWireObject(row.customer) ? row.customer : {};
	return {
		invoiceId: wireId(row.id),
		// `invoice_number` in older samples, `reference_number` in newer ones (documented).
		number: wireText(row.invoice_number) ?? wireText(row.reference_number),
		customer: wireText(customer.company_name) ?? wireText(customer.individual_name),
		customerReference: wireText(customer.external_id),
		date: wireText(row.sent_at),
		amountMinor: minorFromWireInteger(row.total_amount),
		taxMinor: null,
		currency: null,
		exponent: EXPONENT_WITHOUT_CURRENCY,
		status: wireText(row.status),
		response: withoutUrls(row),
	};
}

const completed = (row: WireObject) => row.completed_at;

/**
 * These filters are documented, their names on this list are not; sibling lists spell them so. Those by amount and
 * payout are left out: no sibling shows a name for them.
 */
const refundFilters: readonly Filter[] = [
	{ name: 'completedFrom', wire: 'completed_at_start', kind: { is: 'moment' }, of: completed },
	{ name: 'completedUntil', wire: 'completed_at_end', kind: { is: 'moment' }, of: completed },
	{
		name: 'externalId',
		wire: 'external_id',
		kind: { is: 'text' },
		// Where a refund has none, the field is null or left out.
		of: (row) => row.external_id ?? null,
	},
];

/** All customer refunds of a business, newest first. */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: false,
	filters: refundFilters,
	open: (http, query) => {
		const list = new RefundList(http);
		// Rows are compared with the filter, so a small page may hold none of those that are wanted.
		const isFiltered = Object.keys(query.filters).length > 0;
		const limit = isFiltered ? ROWS_PER_PAGE : rowsPerPage(query.rows);
		return async (page) => {
			const read = await list.read(query, query.filters, page, limit);
			if (!read.ok) return read;
			return { ok: true, value: shownAs(listedRefund, read.value) };
		};
	},
};

function listedRefund(row: WireObject): ListedRefund {
	const refund = parseRefund(row);
	return refund && addsUp(refund)
		? { kind: 'readable', current: currentRefund(refund) }
		: {
				kind: 'unreadable',
				refundId: wireId(row.id),
				status: wireText(row.status),
				response: withoutUrls(row),
			};
}

/** A refund of the business, on whichever invoices it was recorded. */
export const readRefund: ReadRefund = async (http, target) => {
	const what = `refund ${target.refundId} of business ${target.businessId ?? 'none'}`;
	const read = await readWireRefund(http, target, what);
	if (!read.ok) return read;
	const refund = read.value;
	if (!addsUp(refund)) {
		return senselessAnswer({ profile }, what, 'its parts do not add up to its amount');
	}
	return { ok: true, value: currentRefund(refund) };
};
