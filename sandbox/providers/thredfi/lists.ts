import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import { isInstant } from '../../wire/fields';
import type { Incoming } from '../../wire/incoming';
import { thredfiRefusal } from './errors';
import { thredfiCustomerId } from './customers';
import { paymentBodies } from './payments';
import { thredfiInvoiceBody, thredfiRefundBody, thredfiStatus } from './readings';

const PAGING = ['page', 'page_size'];

/** `GET /v1/platform/businesses/` [D]. */
export function listThredfiBusinesses(world: World, incoming: Incoming): Answer {
	assertQuery(world, incoming.query, PAGING);
	const rows = world.businesses.thredfi.map((id, index) => ({
		id,
		legal_name: `Business ${index + 1}`,
	}));
	return page(world, incoming, '/v1/platform/businesses/', rows);
}

/** `GET …/invoices/`: [D] and [C] filters. */
export function listThredfiInvoices(world: World, business: string, incoming: Incoming): Answer {
	const query = incoming.query;
	assertQuery(world, query, [
		...PAGING,
		'customer_external_id',
		'customer_id',
		'due_at_start',
		'due_at_end',
		'sent_at_start',
		'sent_at_end',
		'max_amount',
		'status',
		'search',
		'memo_contains',
	]);
	const statuses = words(query, 'status');
	const customers = words(query, 'customer_id');
	const customerRef = query.get('customer_external_id');
	const most = Number(query.get('max_amount') ?? Number.MAX_SAFE_INTEGER);
	const search = query.get('search')?.toLowerCase() ?? '';
	const rows = world.ledger
		.invoices('thredfi')
		.filter((invoice) => invoice.businessId === business && invoice.totalMinor <= most)
		.filter((invoice) => statuses.length === 0 || statuses.includes(thredfiStatus(world, invoice)))
		.filter((invoice) => customers.length === 0 || customers.includes(thredfiCustomerId(invoice)))
		.filter((invoice) => customerRef === null || invoice.customerRef === customerRef)
		.filter((invoice) => within(world, invoice.createdAt, query, 'due_at'))
		.filter((invoice) => within(world, invoice.createdAt, query, 'sent_at'))
		.map((invoice) => thredfiInvoiceBody(world, invoice))
		.filter((body) => `${body['invoice_number']} ${body['id']}`.toLowerCase().includes(search));
	return page(world, incoming, `/v1/platform/businesses/${business}/invoices/`, rows);
}

/** `GET …/invoices/payments/` [D], newest first by `payment_date` [D]. */
export function listThredfiPayments(world: World, business: string, incoming: Incoming): Answer {
	const query = incoming.query;
	assertQuery(world, query, [
		...PAGING,
		'invoice_id',
		'customer_id',
		'status',
		'date_from',
		'date_to',
	]);
	const heeds = world.switches.thredfi.paymentsFilter === 'heeded';
	const wanted = heeds ? (query.get('invoice_id')?.toLowerCase() ?? null) : null;
	const rows = world.ledger
		.invoices('thredfi')
		.filter((invoice) => invoice.businessId === business)
		.filter((invoice) => wanted === null || invoice.id === wanted)
		.sort((one, other) => other.createdAt - one.createdAt)
		.flatMap((invoice) => paymentBodies(world, invoice));
	return page(world, incoming, `/v1/platform/businesses/${business}/invoices/payments/`, rows);
}

/** `GET …/invoices/refunds/` [D]: two filters could be read; what one by `external_id` does is [ND]. */
export function listThredfiRefunds(world: World, business: string, incoming: Incoming): Answer {
	const query = incoming.query;
	const { externalIdFilter, refundOrder } = world.switches.thredfi;
	assertQuery(world, query, [
		...PAGING,
		'completed_at_start',
		'completed_at_end',
		'customer_id',
		...(externalIdFilter === 'refused' ? [] : ['external_id']),
	]);
	const customers = words(query, 'customer_id');
	const rows = world.ledger
		.refunds('thredfi')
		.filter((refund) => refund.businessId === business)
		.filter(({ key }) => hasKey(world, key, query.get('external_id')))
		.map((refund) => thredfiRefundBody(world, refund))
		.filter((body) => customers.length === 0 || customers.includes(String(body['customer_id'])))
		.filter((body) => withinCompleted(world, body['completed_at'], query));
	const ordered = refundOrder === 'newestFirst' ? rows.reverse() : rows;
	return page(world, incoming, `/v1/platform/businesses/${business}/invoices/refunds/`, ordered);
}

function hasKey(world: World, key: string | null, asked: string | null): boolean {
	if (asked === null) return true;
	switch (world.switches.thredfi.externalIdFilter) {
		case 'exact':
			return key === asked;
		case 'partial': // as on the sibling list of vendor refunds [D]
			return key?.includes(asked) === true;
		default:
			return true;
	}
}

function withinCompleted(world: World, completedAt: unknown, query: URLSearchParams): boolean {
	const asked = query.has('completed_at_start') || query.has('completed_at_end');
	if (!asked) return true;
	if (typeof completedAt !== 'string') return false;
	return within(world, Date.parse(completedAt), query, 'completed_at');
}

/** Docs conflict: the guide's `next`/`previous`, or the reference's `page_info`. */
function page(world: World, { query }: Incoming, path: string, rows: readonly unknown[]): Answer {
	const number = whole(world, query, 'page', 1, 1_000_000);
	const size = whole(world, query, 'page_size', 20, 100); // [D] default 20, at most 100
	const pages = Math.max(1, Math.ceil(rows.length / size));
	const results = rows.slice((number - 1) * size, number * size);
	if (world.switches.thredfi.pagination === 'pageInfo') {
		const page_info = {
			total_count: rows.length,
			current_page: number,
			total_pages: pages,
			page_size: size,
		};
		return answer(200, { count: rows.length, page_info, results });
	}
	const link = (to: number) => {
		const linked = new URLSearchParams(query);
		linked.set('page', String(to));
		return `${world.url()}/thredfi${path}?${linked.toString()}`;
	};
	return answer(200, {
		count: rows.length,
		next: number < pages ? link(number + 1) : null,
		previous: number > 1 ? link(number - 1) : null,
		results,
	});
}

function assertQuery(world: World, query: URLSearchParams, names: readonly string[]): void {
	for (const name of query.keys()) {
		if (!names.includes(name)) {
			throw thredfiRefusal(world, 400, `The query parameter ${name} is not known.`);
		}
	}
}

function whole(
	world: World,
	query: URLSearchParams,
	name: string,
	none: number,
	most: number,
): number {
	const text = query.get(name) ?? String(none);
	if (!/^[1-9]\d{0,6}$/.test(text) || Number(text) > most) {
		throw thredfiRefusal(world, 400, `The query parameter ${name} is not valid.`);
	}
	return Number(text);
}

function words(query: URLSearchParams, name: string): readonly string[] {
	return query.get(name)?.split(',') ?? [];
}

/** [D] Both ends included. */
function within(world: World, at: number, query: URLSearchParams, name: string): boolean {
	for (const end of ['start', 'end']) {
		const text = query.get(`${name}_${end}`);
		if (text === null) continue;
		if (!isInstant(text)) {
			throw thredfiRefusal(world, 400, `The query parameter ${name}_${end} is not valid.`);
		}
		if (end === 'start' ? at < Date.parse(text) : at > Date.parse(text)) return false;
	}
	return true;
}
