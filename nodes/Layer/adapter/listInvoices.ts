import type { ListedInvoice } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { rowName } from '../../shared/engine/walkPages';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { STATUSES } from './statuses';
import { rowsPerPage } from './page';
import { invoicesPath } from './paths';
import { readListPage } from './readListPage';
import { wireId } from './wire';
import { withoutUrls } from './withoutUrls';

const due = (row: WireObject) => row.due_at;
const sent = (row: WireObject) => row.sent_at;

/** Those whose names could be read (documented); by the invoice's own number or external id there is none. */
const filters: readonly Filter[] = [
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
	filters,
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
		const { rows, nextPage, total, cut } = read.value;
		return {
			ok: true,
			value: {
				rows: rows.map((row, index) => ({
					name: rowName(wireId(row.id), row, index),
					row: listed(row),
				})),
				nextPage,
				total,
				cut,
			},
		};
	},
};

function listed(row: WireObject): ListedInvoice {
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
