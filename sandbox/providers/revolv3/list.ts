import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import type { Incoming } from '../../wire/incoming';
import { revolv3Refusal } from './errors';
import {
	readRevolv3Id,
	revolv3ChildBody,
	revolv3CustomerId,
	revolv3InvoiceBody,
	revolv3ShortRow,
} from './readings';

interface Row {
	readonly customerRef: string;
	readonly invoiceRef: string | null;
	readonly billedAt: number;
	readonly updatedAt: number;
	readonly id: number;
	readonly body: () => Record<string, unknown>;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const isFlag = (text: string) => text === 'true' || text === 'false';
const isReference = (text: string) => text !== '' && text.length <= 100;

type Parameters = Readonly<Record<string, (text: string) => boolean>>;

const PAGES: Parameters = {
	page: (text) => /^[1-9]\d{0,5}$/.test(text),
	pageSize: (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= 100,
};

/** [D] The documented parameters; [ND] strict: any other one is refused. */
const V1: Parameters = {
	...PAGES,
	merchantCustomerRefId: isReference,
	billingStartDate: isDay,
	billingEndDate: isDay,
	lastUpdateStartDate: isDay, // [I] the same format as the billing dates
	lastUpdateEndDate: isDay,
	lastAttemptOnly: isFlag,
	includeRawProcessorResponse: isFlag,
	orderBy: (text) => /^[123]$/.test(text), // [ND] meaning; ignored here
};

/** [D] The older list and the customer's own one take the same: dates are of billing. */
const OLDER: Parameters = {
	...PAGES,
	merchantCustomerRefId: isReference,
	merchantInvoiceRefId: isReference,
	startDate: isDay,
	endDate: isDay,
};

/** `GET /api/Invoices/v1`: a bare array, pages without a total. */
export function listRevolv3Invoices(world: World, incoming: Incoming): Answer {
	const query = checked(world, incoming, V1);
	const { listShowsChildren, listHeedsCustomer, listHeedsUpdates } = world.switches.revolv3;
	const rows = allRows(world, listShowsChildren).filter(
		(row) =>
			(!listHeedsCustomer || isOf(row.customerRef, query.get('merchantCustomerRefId'))) &&
			within(row.billedAt, query.get('billingStartDate'), query.get('billingEndDate')) &&
			(!listHeedsUpdates ||
				within(row.updatedAt, query.get('lastUpdateStartDate'), query.get('lastUpdateEndDate'))),
	);
	return pageOf(world, rows, query, world.switches.revolv3.listRows);
}

/** `GET /api/Invoices`, the older list: [D] short rows, and the merchant's own reference finds an invoice. */
export function listRevolv3InvoicesOlder(world: World, incoming: Incoming): Answer {
	const query = checked(world, incoming, OLDER);
	const rows = allRows(world, world.switches.revolv3.listShowsChildren);
	return pageOf(
		world,
		rows.filter((row) => fitsOlder(row, query)),
		query,
		'short',
	);
}

/** `GET /api/Customers/{customerId}/invoices`. [D] An unknown customer is a 404. */
export function listRevolv3OfCustomer(world: World, incoming: Incoming): Answer {
	const id = Number(readRevolv3Id(world, incoming.params['customerId'] ?? '', 'customerId'));
	const query = checked(world, incoming, OLDER);
	const { customerListShowsChildren, listRows } = world.switches.revolv3;
	const ofCustomer = (row: Row) => revolv3CustomerId(world, row.customerRef) === id;
	if (!allRows(world, false).some(ofCustomer)) {
		throw revolv3Refusal(world, 404, 'The customer was not found.');
	}
	const rows = allRows(world, customerListShowsChildren).filter(ofCustomer);
	return pageOf(
		world,
		rows.filter((row) => fitsOlder(row, query)),
		query,
		listRows,
	);
}

function checked(world: World, { query }: Incoming, parameters: Parameters): URLSearchParams {
	for (const [name, value] of query) {
		if (parameters[name]?.(value) !== true) {
			throw revolv3Refusal(world, 400, `The query parameter ${name} is unknown or not valid.`);
		}
	}
	return query;
}

function pageOf(
	world: World,
	rows: readonly Row[],
	query: URLSearchParams,
	shape: 'short' | 'withoutAttempts' | 'whole',
): Answer {
	const page = Number(query.get('page') ?? 1);
	const size = Number(query.get('pageSize') ?? 100);
	const up = world.switches.revolv3.listOrder === 'up' ? 1 : -1;
	const sorted = [...rows].sort((a, b) => up * (a.id - b.id));
	return answer(
		200,
		sorted.slice((page - 1) * size, page * size).map((row) => {
			const body = row.body();
			if (shape === 'short') return revolv3ShortRow(world, body);
			return shape === 'whole' ? body : { ...body, invoiceAttempts: null };
		}),
	);
}

function fitsOlder(row: Row, query: URLSearchParams): boolean {
	return (
		isOf(row.customerRef, query.get('merchantCustomerRefId')) &&
		isOf(row.invoiceRef, query.get('merchantInvoiceRefId')) &&
		within(row.billedAt, query.get('startDate'), query.get('endDate'))
	);
}

function isOf(own: string | null, wanted: string | null): boolean {
	return wanted === null || own === wanted;
}

/** [D] UTC days, both ends included. */
function within(at: number, start: string | null, end: string | null): boolean {
	const day = new Date(at).toISOString().slice(0, 10);
	return (start === null || day >= start) && (end === null || day <= end);
}

function allRows(world: World, withChildren: boolean): readonly Row[] {
	return [...originals(world), ...(withChildren ? children(world) : [])];
}

function originals(world: World): readonly Row[] {
	return world.ledger.invoices('revolv3').map((invoice) => {
		const refunds = world.ledger.refundsOf('revolv3', invoice.id);
		const turned = world.switches.revolv3.originalTurnsPartialRefund ? refunds : [];
		return {
			customerRef: invoice.customerRef,
			invoiceRef: invoice.externalId,
			billedAt: invoice.createdAt,
			updatedAt: Math.max(invoice.createdAt, ...turned.map((refund) => refund.updatedAt)),
			id: Number(invoice.id),
			body: () => revolv3InvoiceBody(world, invoice),
		};
	});
}

function children(world: World): readonly Row[] {
	return world.ledger.refunds('revolv3').flatMap((refund) => {
		const parent = world.ledger.invoice('revolv3', refund.allocations[0]?.invoiceId ?? '');
		if (parent === null) return [];
		return {
			customerRef: parent.customerRef,
			invoiceRef: parent.externalId,
			billedAt: refund.createdAt,
			updatedAt: refund.updatedAt,
			id: Number(refund.refundId),
			body: () => revolv3ChildBody(world, parent, refund),
		};
	});
}
