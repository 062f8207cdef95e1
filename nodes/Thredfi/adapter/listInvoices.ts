import type { ListedInvoice } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { readListPage } from './readListPage';
import { invoicesPath, wireId, withoutDocumentUrls } from './wire';

/** Those of the documentation (dossier §6 [D]). Status and search are only seen in the client [C]. */
const filters: readonly Filter[] = [
	{ name: 'customerId', wire: 'customer_id', kind: { is: 'uuid' } },
	{ name: 'customerReference', wire: 'customer_external_id', kind: { is: 'text' } },
	{ name: 'dueFrom', wire: 'due_at_start', kind: { is: 'moment' } },
	{ name: 'dueUntil', wire: 'due_at_end', kind: { is: 'moment' } },
	{ name: 'maximumAmountMinor', wire: 'max_amount', kind: { is: 'minorUnits' } },
];

/** In the list's own order, which is not documented (dossier §6 [ND]). */
export const listInvoices: List<ListedInvoice> = {
	what: 'invoices',
	ofInvoice: false,
	filters,
	open: (http, query) => async (page) =>
		await readListPage(http, query, { path: invoicesPath(query), page }, listed),
};

function listed(row: WireObject): ListedInvoice {
	const customer = isWireObject(row.customer) ? row.customer : {};
	const currency = wireText(row.currency)?.toUpperCase() ?? null;
	return {
		invoiceId: wireId(row.id),
		number: wireText(row.invoice_number),
		// Which names a customer has is only seen in the vendor's client (§6 [C]).
		customer: wireText(customer.company_name) ?? wireText(customer.name),
		// [I] from the filter `customer_external_id`, which is documented.
		customerReference: wireText(customer.external_id),
		date: wireText(row.sent_at),
		amountMinor: minorFromWireInteger(row.total_amount),
		taxMinor: null,
		currency,
		exponent: currency === null ? EXPONENT_WITHOUT_CURRENCY : currencyExponent(currency),
		status: wireText(row.status),
		response: withoutDocumentUrls(row),
	};
}
