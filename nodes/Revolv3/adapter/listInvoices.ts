import type { ListedInvoice, ListInvoices } from '../../shared/engine/adapter';
import {
	bodyOfRead,
	isWireObject,
	senselessAnswer,
	wireText,
} from '../../shared/engine/readAnswer';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireNumber } from '../../shared/money/wireNumber';
import { facts } from './facts';
import { PAGE_SIZE } from './sweep';
import { toWords } from './toWords';
import { wireId } from './wireId';

/** In the list's own order: what `orderBy` means is not documented (dossier §3.3). */
export const listInvoices: ListInvoices = async (http, _businessId, page) => {
	const number = page === null ? 1 : Number(page);
	const outcome = await http.read({
		method: 'GET',
		path: '/api/Invoices/v1',
		query: { page: number, pageSize: PAGE_SIZE },
	});
	const body = bodyOfRead(outcome, 'list of invoices', { facts, toWords });
	if (!body.ok) return body;
	const rows: unknown = body.value;
	if (!Array.isArray(rows)) return senselessAnswer({ facts }, 'its invoices', 'it is not a list');
	return {
		ok: true,
		value: {
			invoices: rows.flatMap(listed),
			// Neither a total nor a next link is documented: a short page is the end (§3.3, inferred).
			nextPage: rows.length < PAGE_SIZE ? null : String(number + 1),
		},
	};
};

/** Nothing for a refund invoice: it can't be refunded. */
function listed(row: unknown): ListedInvoice[] {
	if (!isWireObject(row)) return [];
	const invoiceId = wireId(row.invoiceId);
	if (invoiceId === null || wireId(row.parentInvoiceId) !== null) return [];
	const currency = wireText(row.currency)?.toUpperCase() ?? null;
	const exponent =
		currency === null
			? EXPONENT_WITHOUT_CURRENCY
			: (currencyExponent(currency) ?? EXPONENT_WITHOUT_CURRENCY);
	return [
		{
			invoiceId,
			number: wireText(row.merchantInvoiceRefId),
			customer: wireText(row.merchantCustomerRefId),
			amountMinor: minorFromWireNumber(row.total, exponent),
			currency,
			exponent,
			status: wireText(row.invoiceStatus),
		},
	];
}
