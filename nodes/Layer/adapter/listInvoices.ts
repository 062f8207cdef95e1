import type { ListedInvoice } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { rowName } from '../../shared/engine/walkPages';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { STATUSES } from './statuses';
import { rowsPerPage } from './page';
import { invoicesPath } from './paths';
import { readList } from './readList';
import { wireId } from './wire';
import { withoutUrls } from './withoutUrls';

/** Those whose names could be read (dossier §6, [D]); by the invoice's own number or external id there is none. */
const filters: readonly Filter[] = [
	{ name: 'customerId', wire: 'customer_id', kind: { is: 'uuid' } },
	{ name: 'customerReference', wire: 'customer_external_id', kind: { is: 'text' } },
	{ name: 'dueFrom', wire: 'due_at_start', kind: { is: 'moment' } },
	{ name: 'dueUntil', wire: 'due_at_end', kind: { is: 'moment' } },
	{ name: 'sentFrom', wire: 'sent_at_start', kind: { is: 'moment' } },
	{ name: 'sentUntil', wire: 'sent_at_end', kind: { is: 'moment' } },
	{ name: 'status', wire: 'status', kind: { is: 'words', of: STATUSES } },
];

/** Newest first (dossier §2 paging, [D]; `sent_at` as a sort key is what the client uses, [C]). */
export const listInvoices: List<ListedInvoice> = {
	what: 'invoices',
	ofInvoice: false,
	filters,
	open: (http, query) => async (cursor) => {
		const page = await readList(http, query, invoicesPath(query), {
			...query.filters,
			limit: rowsPerPage(query.rows),
			sort_by: 'sent_at',
			sort_order: 'DESC',
			...(cursor === null ? {} : { cursor }),
		});
		if (!page.ok) return page;
		const { rows, nextCursor } = page.value;
		return {
			ok: true,
			value: {
				rows: rows.map((row, index) => ({
					name: rowName(wireId(row.id), row, index),
					row: listed(row),
				})),
				nextPage: nextCursor,
				total: null,
			},
		};
	},
};

function listed(row: WireObject): ListedInvoice {
	const customer = isWireObject(row.customer) ? row.customer : {};
	return {
		invoiceId: wireId(row.id),
		// `invoice_number` on older pages, `reference_number` on newer ones (dossier §6).
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
