import type { ListedInvoice } from '../../shared/engine/adapter';
import type { Filter, List, ListQuery } from '../../shared/engine/list';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { readListPage } from './readListPage';
import { invoicesPath, wireId, wireMoment, withoutDocumentUrls } from './wire';
import { isOfAnother } from './wireInvoice';

/** Those that are documented. Status and search are only seen in the vendor's client. */
const filters: readonly Filter[] = [
	{ name: 'customerId', wire: 'customer_id', kind: { is: 'uuid' } },
	{ name: 'customerReference', wire: 'customer_external_id', kind: { is: 'text' } },
	{ name: 'dueFrom', wire: 'due_at_start', kind: { is: 'moment' } },
	{ name: 'dueUntil', wire: 'due_at_end', kind: { is: 'moment' } },
	{ name: 'maximumAmountMinor', wire: 'max_amount', kind: { is: 'minorUnits' } },
];

/** In the list's own order, which is not documented. */
export const listInvoices: List<ListedInvoice> = {
	what: 'invoices',
	ofInvoice: false,
	filters,
	open: (http, query) => async (page) =>
		await readListPage(http, query, { path: invoicesPath(query), page }, (row) =>
			fits(row, query) ? listed(row) : null,
		),
};

/**
 * Whether a row is one of those asked for, in case a server ignores a filter. A row that does not tell stays in: the
 * server may know.
 */
function fits(row: WireObject, { businessId, filters: wanted }: ListQuery): boolean {
	const { customer_id: customerId, customer_external_id: reference, max_amount: most } = wanted;
	const customer = customerOf(row);
	if (isOfAnother(row.business_id, businessId)) return false;
	if (isOfAnother(customer.id, customerId)) return false;
	const told = customer.external_id;
	if (reference !== undefined && typeof told === 'string' && told !== reference) return false;
	const amount = minorFromWireInteger(row.total_amount);
	if (most !== undefined && amount !== null && amount > Number(most)) return false;
	return isWithin(row.due_at, wanted.due_at_start, wanted.due_at_end);
}

/** @param from and `until` in ISO 8601, both included */
export function isWithin(
	value: unknown,
	from: string | undefined,
	until: string | undefined,
): boolean {
	const moment = Date.parse(wireMoment(value) ?? '');
	if (Number.isNaN(moment)) return true;
	return (
		(from === undefined || moment >= Date.parse(from)) &&
		(until === undefined || moment <= Date.parse(until))
	);
}

const customerOf = ({ customer }: WireObject): WireObject =>
	isWireObject(customer) ? customer : {};

function listed(row: WireObject): ListedInvoice {
	const customer = customerOf(row);
	const currency = wireText(row.currency)?.toUpperCase() ?? null;
	return {
		invoiceId: wireId(row.id),
		number: wireText(row.invoice_number),
		// The three names of a customer that the list's sample shows.
		customer:
			wireText(customer.display_name) ??
			wireText(customer.company_name) ??
			wireText(customer.individual_name),
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
