import type { ListedInvoice } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { wireText, type WireObject } from '../../shared/engine/readAnswer';
import { rowName } from '../../shared/engine/walkPages';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireNumber } from '../../shared/money/wireNumber';
import { readListPage } from './readListPage';
import { wireId } from './wireId';

/** §3.3, documented: UTC days, both ends included. A filter by the invoice's own reference has only the legacy list. */
const filters: readonly Filter[] = [
	{ name: 'billedFrom', wire: 'billingStartDate', kind: { is: 'day' } },
	{ name: 'billedUntil', wire: 'billingEndDate', kind: { is: 'day' } },
	{ name: 'customerReference', wire: 'merchantCustomerRefId', kind: { is: 'text' } },
	{ name: 'updatedFrom', wire: 'lastUpdateStartDate', kind: { is: 'day' } },
	{ name: 'updatedUntil', wire: 'lastUpdateEndDate', kind: { is: 'day' } },
];

/** In the list's own order: what `orderBy` means is not documented (dossier §3.3). Refund invoices are left out. */
export const listInvoices: List<ListedInvoice> = {
	what: 'invoices',
	ofInvoice: false,
	filters,
	open: (http, query) => async (page) => {
		const read = await readListPage(http, query.filters, page);
		if (!read.ok) return read;
		const { rows, nextPage } = read.value;
		return {
			ok: true,
			value: {
				rows: rows.map((row, index) => ({
					name: rowName(wireId(row.invoiceId), row, index),
					row: wireId(row.parentInvoiceId) === null ? listed(row) : null,
				})),
				nextPage,
				total: null,
			},
		};
	},
};

function listed(row: WireObject): ListedInvoice {
	const currency = wireText(row.currency)?.trim().toUpperCase() || null;
	const exponent = currency === null ? EXPONENT_WITHOUT_CURRENCY : currencyExponent(currency);
	const minor = (value: unknown) =>
		exponent === null ? null : minorFromWireNumber(value, exponent);
	return {
		invoiceId: wireId(row.invoiceId),
		number: wireText(row.merchantInvoiceRefId),
		// Its names are left out: a reference does, and is no personal datum.
		customer: wireText(row.merchantCustomerRefId),
		customerReference: wireText(row.merchantCustomerRefId),
		// §3.1: its form varies, so it is passed on as it stands.
		date: wireText(row.billingDate),
		amountMinor: minor(row.subtotal),
		taxMinor: minor(row.tax),
		currency,
		exponent,
		status: wireText(row.invoiceStatus),
		response: row,
	};
}
