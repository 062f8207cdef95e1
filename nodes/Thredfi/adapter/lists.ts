import type { ListedInvoice, ListedRefund, ReadRefund } from '../../shared/engine/provider/adapter';
import type { Result } from '../../shared/engine/result/result';
import type { Filter, List, ListPage, ListQuery } from '../../shared/engine/provider/list';
import { senselessAnswer, wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { rowName } from '../../shared/engine/provider/walkPages';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { profile } from './profile';
import { isOfAnother } from './invoice';
import { PAGE_SIZE, pageOf, readBody, type Reads } from './pages';
import { currentRefund, parseWireRefund } from './refund';
import { invoicesPath, refundPath, refundsPath } from './request';
import { wireId, wireMoment, withoutDocumentUrls } from './wire';

/** Those that are documented. Status and search are only seen in the vendor's client. */
const invoiceFilters: readonly Filter[] = [
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
	filters: invoiceFilters,
	open: (http, query) => async (page) =>
		await readListPage(http, query, { path: invoicesPath(query), page }, (row) =>
			fits(row, query) ? listedInvoice(row) : null,
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
function isWithin(value: unknown, from: string | undefined, until: string | undefined): boolean {
	const moment = Date.parse(wireMoment(value) ?? '');
	if (Number.isNaN(moment)) return true;
	return (
		(from === undefined || moment >= Date.parse(from)) &&
		(until === undefined || moment <= Date.parse(until))
	);
}

const customerOf = ({ customer }: WireObject): WireObject =>
	isWireObject(customer) ? customer : {};

function listedInvoice(row: WireObject): ListedInvoice {
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

/**
 * Those whose names could be read. One that begins with `customer_` is documented too, its full name is in no readable
 * copy. Whether there is one by `external_id`, invoice or status is not documented.
 */
const refundFilters: readonly Filter[] = [
	{ name: 'completedFrom', wire: 'completed_at_start', kind: { is: 'moment' } },
	{ name: 'completedUntil', wire: 'completed_at_end', kind: { is: 'moment' } },
];

/** All refunds of a business, in the list's own order, which is not documented. */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: false,
	filters: refundFilters,
	open: (http, query) => async (page) =>
		await readListPage(http, query, { path: refundsPath(query), page }, (row) => {
			const { completed_at_start: from, completed_at_end: until } = query.filters;
			return isWithin(row.completed_at, from, until) ? listedRefund(row) : null;
		}),
};

function listedRefund(row: WireObject): ListedRefund {
	const parsed = parseWireRefund(row);
	const current = parsed.ok ? currentRefund(parsed.value, row) : null;
	return current
		? { kind: 'readable', current }
		: {
				kind: 'unreadable',
				refundId: wireId(row.id),
				status: wireText(row.status),
				response: withoutDocumentUrls(row),
			};
}

/**
 * One page of a list of the business, by its number. The address under `next` is never followed.
 *
 * @param listed makes a row of an object, null of one that was not asked for; only what is no object at all makes the
 * page senseless
 */
async function readListPage<Row>(
	http: Reads,
	query: ListQuery,
	{ path, page }: { readonly path: string; readonly page: string | null },
	listed: (row: WireObject) => Row | null,
): Promise<Result<ListPage<Row>>> {
	const number = page === null ? 1 : Number(page);
	const size = query.rows === null ? PAGE_SIZE : Math.min(query.rows, PAGE_SIZE);
	const asked = { path, query: { ...query.filters, page: number, page_size: size } };
	const what = `business ${query.businessId ?? ''}`;
	const body = await readBody(http, query, asked, what);
	if (!body.ok) return body;
	const parsed = pageOf(body.value, number);
	if (!parsed.ok) return senselessAnswer({ profile }, 'a list', parsed.why);
	const { rows, isLast, total } = parsed.value;
	if (!rows.every(isWireObject)) {
		return senselessAnswer({ profile }, 'a list', 'it has rows that are no objects');
	}
	return {
		ok: true,
		value: {
			rows: rows.map((row, index) => ({
				name: rowName(wireId(row.id), row, index),
				row: listed(row),
			})),
			nextPage: isLast ? null : String(number + 1),
			total,
		},
	};
}

/** A refund of the business, on whichever invoices it was recorded. */
export const readRefund: ReadRefund = async (http, target) => {
	const { refundId } = target;
	const what = `refund ${refundId} of business ${target.businessId ?? ''}`;
	const body = await readBody(http, target, { path: refundPath(target, refundId) }, what);
	if (!body.ok) return body;
	const parsed = parseWireRefund(body.value);
	if (!parsed.ok) return senselessAnswer({ profile }, what, parsed.why);
	const { value: refund } = parsed;
	if (refund.refundId !== refundId) {
		return senselessAnswer({ profile }, what, 'it is about another refund');
	}
	const current = currentRefund(refund, body.value);
	return current
		? { ok: true, value: current }
		: senselessAnswer({ profile }, what, 'its currency is not in ISO 4217');
};
