import type { LedgerRefund } from '../../ledger/records';
import type { World } from '../../world';
import type { Answer } from '../../wire/answer';
import { isInstant } from '../../wire/fields';
import { assertLayerQuery, badFormat, layerPage, PAGING } from './paging';
import {
	completedAt,
	customerId,
	layerInvoiceBody,
	layerRefundBody,
	layerStatus,
	sentAt,
} from './readings';

/** [D] The filters whose names could be read; [C] `q`. None filters by invoice external id. */
const INVOICE_FILTERS = [
	'status',
	'sent_at_start',
	'sent_at_end',
	'due_at_start',
	'due_at_end',
	'customer_id',
	'customer_external_id',
	'q',
];

/** `GET …/invoices`. */
export function listLayerInvoices(world: World, business: string, query: URLSearchParams): Answer {
	assertLayerQuery(query, [...INVOICE_FILTERS, ...PAGING]);
	const statuses = words(query, 'status');
	const customers = words(query, 'customer_id');
	const customerRefs = words(query, 'customer_external_id');
	const search = query.get('q')?.toLowerCase() ?? '';
	const rows = world.ledger
		.invoices('layer')
		.filter((invoice) => invoice.businessId === business)
		.filter((invoice) => statuses.length === 0 || statuses.includes(layerStatus(world, invoice)))
		.filter((invoice) => customers.length === 0 || customers.includes(customerId(invoice)))
		.filter((invoice) => customerRefs.length === 0 || customerRefs.includes(invoice.customerRef))
		.filter((invoice) => within(sentAt(invoice), query, 'sent_at'))
		.filter((invoice) => within(sentAt(invoice), query, 'due_at'))
		.map((invoice) => layerInvoiceBody(world, invoice))
		// [C] the client searches by `q`; what it looks at is [ND]
		.filter((body) => `${body['reference_number']} ${body['id']}`.toLowerCase().includes(search));
	return layerPage(world, query, rows, 'sent_at');
}

/** [D] That they exist; [I] their names, from sibling lists. */
const REFUND_FILTERS = ['external_id', 'status', 'completed_at_start', 'completed_at_end'];

/** `GET …/invoices/refunds`. */
export function listLayerRefunds(world: World, business: string, query: URLSearchParams): Answer {
	const { refundFilters, refundOrder } = world.switches.layer;
	const known = [
		...(refundFilters === 'refused' ? [] : REFUND_FILTERS),
		...PAGING.filter((name) => refundOrder !== 'refused' || name !== 'sort_order'),
	];
	assertLayerQuery(query, known);
	const all = world.ledger.refunds('layer').filter((refund) => refund.businessId === business);
	const rows = refundFilters === 'exact' ? all.filter((refund) => isWanted(refund, query)) : all;
	if (refundOrder === 'ignored') query.delete('sort_order');
	const bodies = rows.map((refund) => layerRefundBody(world, refund));
	return layerPage(world, query, bodies, 'completed_at');
}

function isWanted(refund: LedgerRefund, query: URLSearchParams): boolean {
	const externalId = query.get('external_id');
	const statuses = words(query, 'status');
	return (
		(externalId === null || refund.key === externalId) && // [D] exact: 0 or 1 hit
		(statuses.length === 0 || statuses.includes(refund.status)) &&
		within(Date.parse(completedAt(refund)), query, 'completed_at')
	);
}

/** [D] A comma list, or the parameter repeated. */
function words(query: URLSearchParams, name: string): readonly string[] {
	return query.getAll(name).flatMap((value) => value.split(','));
}

function within(at: number, query: URLSearchParams, name: string): boolean {
	return (
		at >= bound(query, `${name}_start`, Number.NEGATIVE_INFINITY) &&
		at <= bound(query, `${name}_end`, Number.POSITIVE_INFINITY)
	);
}

function bound(query: URLSearchParams, name: string, none: number): number {
	const text = query.get(name);
	if (text === null) return none;
	if (!isInstant(text)) throw badFormat(name);
	return Date.parse(text);
}
