import type { ListedInvoice, ListInvoices } from '../../shared/engine/adapter';
import { isWireObject, senselessAnswer, wireText } from '../../shared/engine/readAnswer';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { facts } from './facts';
import { PAGE_SIZE, pageOf } from './page';
import { readBody } from './readBody';
import { invoicesPath, wireId } from './wire';

/** In the list's own order, which is not documented (dossier §6 [ND]). */
export const listInvoices: ListInvoices = async (http, businessId, page) => {
	const target = { businessId, invoiceId: '' };
	const number = page === null ? 1 : Number(page);
	const query = { page: number, page_size: PAGE_SIZE };
	const body = await readBody(http, target, { path: invoicesPath(target), query }, 'invoices');
	if (!body.ok) return body;
	const parsed = pageOf(body.value, number);
	if (!parsed.ok) return senselessAnswer({ facts }, 'its invoices', parsed.why);
	const { rows, isLast } = parsed.value;
	return {
		ok: true,
		value: { invoices: rows.flatMap(listed), nextPage: isLast ? null : String(number + 1) },
	};
};

function listed(row: unknown): ListedInvoice[] {
	if (!isWireObject(row)) return [];
	const invoiceId = wireId(row.id);
	if (invoiceId === null) return [];
	const customer = isWireObject(row.customer) ? row.customer : {};
	const currency = wireText(row.currency)?.toUpperCase() ?? null;
	const exponent = currency === null ? null : currencyExponent(currency);
	return [
		{
			invoiceId,
			number: wireText(row.invoice_number),
			// Which names a customer has is only seen in the vendor's client (§6 [C]).
			customer: wireText(customer.company_name) ?? wireText(customer.name),
			amountMinor: minorFromWireInteger(row.total_amount),
			currency,
			exponent: exponent ?? EXPONENT_WITHOUT_CURRENCY,
			status: wireText(row.status),
		},
	];
}
