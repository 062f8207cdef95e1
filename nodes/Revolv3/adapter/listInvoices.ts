import type { ListedInvoice } from '../../shared/engine/provider/adapter';
import { type Result, refusal } from '../../shared/engine/result/result';
import type { Filter, List, ListPage, ListQuery } from '../../shared/engine/provider/list';
import { senselessAnswer, wireText } from '../../shared/engine/provider/readAnswer';
import { type WireObject } from '../../shared/engine/provider/http';
import { labels } from '../../shared/labels';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireNumber } from '../../shared/money/wireNumber';
import { profile } from './profile';
import {
	nameOf,
	openedInvoices,
	readPage,
	type LastRow,
	type OpenedInvoices,
	type WireList,
} from './pages';
import { LIST, MOST_OPENED } from './scan';
import { isOfRefunds, wireId } from './wire';

/** Documented: UTC days, both ends included. A filter by the invoice's own reference has only the legacy list. */
const filters: readonly Filter[] = [
	{ name: 'billedFrom', wire: 'billingStartDate', kind: { is: 'day' } },
	{ name: 'billedUntil', wire: 'billingEndDate', kind: { is: 'day' } },
	{ name: 'customerReference', wire: 'merchantCustomerRefId', kind: { is: 'text' } },
	{ name: 'invoiceReference', wire: 'merchantInvoiceRefId', kind: { is: 'text' } },
	{ name: 'updatedFrom', wire: 'lastUpdateStartDate', kind: { is: 'day' } },
	{ name: 'updatedUntil', wire: 'lastUpdateEndDate', kind: { is: 'day' } },
];

/** The older list, which alone is documented to find an invoice by the merchant's own reference. */
const LEGACY_LIST = '/api/Invoices';
/** What the older list calls the filters of the newer one; it has none by the last update. */
const LEGACY_NAMES: Readonly<Record<string, string>> = {
	merchantCustomerRefId: 'merchantCustomerRefId',
	merchantInvoiceRefId: 'merchantInvoiceRefId',
	billingStartDate: 'startDate',
	billingEndDate: 'endDate',
};

/** In the list's own order: what `orderBy` means is not documented. Refund invoices are left out. */
export const listInvoices: List<ListedInvoice> = {
	what: 'invoices',
	ofInvoice: false,
	filters,
	open: (http, query) => {
		const list = listOf(query);
		const opened = openedInvoices(http);
		return async (page): Promise<Result<ListPage<ListedInvoice>>> => {
			if (list === null) return notTogether();
			const read = await readPage(http, list, page === null ? null : lastRowOf(page));
			if (read.kind === 'failed') return { ok: false, refusal: read.refusal };
			if (read.kind !== 'page') {
				const why = read.kind === 'moved' ? 'it changed while it was read' : read.why;
				return senselessAnswer({ profile }, 'its list of invoices', why);
			}
			const { rows } = read.page;
			const refunds = await refundsIn(rows, opened);
			if (!refunds.ok) return refunds;
			const { last } = read.page;
			return {
				ok: true,
				value: {
					rows: rows.map((row) => ({
						name: nameOf(row),
						row: refunds.value.has(row) || !isWanted(row, query) ? null : listed(row),
					})),
					nextPage: last === null ? null : `${last.index} ${last.name}`,
					total: null,
				},
			};
		};
	},
};

/** Where the page before ended, as its `nextPage` said. */
function lastRowOf(page: string): LastRow {
	const [index = ''] = page.split(' ', 1);
	return { index: Number(index), name: page.slice(index.length + 1) };
}

/** The list that takes these filters together; null where none does. */
function listOf({ filters: wanted }: ListQuery): WireList | null {
	if (wanted.merchantInvoiceRefId === undefined) return { path: LIST, filters: wanted };
	const renamed: Record<string, string> = {};
	for (const [name, value] of Object.entries(wanted)) {
		const legacy = LEGACY_NAMES[name];
		if (legacy === undefined) return null;
		renamed[legacy] = value;
	}
	return { path: LEGACY_LIST, filters: renamed };
}

function notTogether(): Result<never> {
	const { invoiceReference, updatedFrom, updatedUntil } = labels.filters;
	const message = `'${invoiceReference}' can't be combined with '${updatedFrom}' or '${updatedUntil}': Revolv3 has them on different lists. Remove one of them.`;
	return { ok: false, refusal: refusal('invalidParameter', message) };
}

/**
 * The rows that are refunds. A row of the documented sample does not say so; one with the status of a refund is opened
 * to know.
 */
async function refundsIn(
	rows: readonly WireObject[],
	opened: OpenedInvoices,
): Promise<Result<ReadonlySet<WireObject>>> {
	const refunds = new Set(rows.filter(({ parentInvoiceId }) => wireId(parentInvoiceId) !== null));
	const untold = rows
		.filter(({ parentInvoiceId }) => parentInvoiceId === undefined)
		.filter(({ invoiceStatus }) => isOfRefunds(wireText(invoiceStatus)))
		.slice(0, MOST_OPENED);
	const bodies = await opened.open(untold);
	if (!bodies.ok) return bodies;
	for (const [index, row] of untold.entries()) {
		if (wireId(bodies.value[index]?.parentInvoiceId) !== null) refunds.add(row);
	}
	return { ok: true, value: refunds };
}

/** Whether the row is what was asked for, where it tells: Revolv3 may not heed a filter. */
function isWanted(row: WireObject, { filters: wanted }: ListQuery): boolean {
	const fits = (wire: string, told: string | null) =>
		wanted[wire] === undefined || told === null || told === wanted[wire];
	return (
		fits('merchantCustomerRefId', wireText(row.merchantCustomerRefId)) &&
		fits('merchantInvoiceRefId', wireText(row.merchantInvoiceRefId))
	);
}

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
		// Its form varies from sample to sample, so it is passed on as it stands.
		date: wireText(row.billingDate),
		amountMinor: minor(row.subtotal),
		taxMinor: minor(row.tax),
		currency,
		exponent,
		status: wireText(row.invoiceStatus),
		response: row,
	};
}
