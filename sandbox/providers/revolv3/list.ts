import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import type { Incoming } from '../../wire/incoming';
import { revolv3Refusal } from './errors';
import { revolv3ChildBody, revolv3InvoiceBody } from './readings';

interface Row {
	readonly customerRef: string;
	readonly billedAt: number;
	readonly updatedAt: number;
	readonly id: number;
	readonly body: () => unknown;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const isFlag = (text: string) => text === 'true' || text === 'false';

/** [D] The documented parameters; [ND] strict: any other one is refused. */
const PARAMETERS: Readonly<Record<string, (text: string) => boolean>> = {
	merchantCustomerRefId: (text) => text !== '',
	billingStartDate: isDay,
	billingEndDate: isDay,
	lastUpdateStartDate: isDay, // [I] the same format as the billing dates
	lastUpdateEndDate: isDay,
	lastAttemptOnly: isFlag,
	includeRawProcessorResponse: isFlag,
	page: (text) => /^[1-9]\d{0,5}$/.test(text),
	pageSize: (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= 100,
	orderBy: (text) => /^[123]$/.test(text), // [ND] meaning; by id here
};

/** `GET /api/Invoices/v1`: a bare array, pages without a total. */
export function listRevolv3Invoices(world: World, incoming: Incoming): Answer {
	const query = incoming.query;
	for (const [name, value] of query) {
		if (PARAMETERS[name]?.(value) !== true) {
			throw revolv3Refusal(400, `The query parameter ${name} is unknown or not valid.`);
		}
	}
	const page = Number(query.get('page') ?? 1);
	const size = Number(query.get('pageSize') ?? 100);
	const rows = [...originals(world), ...children(world)]
		.filter((row) => fits(row, query))
		.sort((a, b) => a.id - b.id);
	return answer(
		200,
		rows.slice((page - 1) * size, page * size).map((row) => row.body()),
	);
}

function fits(row: Row, query: URLSearchParams): boolean {
	const customer = query.get('merchantCustomerRefId');
	return (
		(customer === null || row.customerRef === customer) &&
		within(row.billedAt, query.get('billingStartDate'), query.get('billingEndDate')) &&
		within(row.updatedAt, query.get('lastUpdateStartDate'), query.get('lastUpdateEndDate'))
	);
}

/** [D] UTC days, both ends included. */
function within(at: number, start: string | null, end: string | null): boolean {
	const day = new Date(at).toISOString().slice(0, 10);
	return (start === null || day >= start) && (end === null || day <= end);
}

function originals(world: World): readonly Row[] {
	return world.ledger.invoices('revolv3').map((invoice) => {
		const refunds = world.ledger.refundsOf('revolv3', invoice.id);
		const turned = world.switches.revolv3.originalTurnsPartialRefund ? refunds : [];
		return {
			customerRef: invoice.customerRef,
			billedAt: invoice.createdAt,
			updatedAt: Math.max(invoice.createdAt, ...turned.map((refund) => refund.updatedAt)),
			id: Number(invoice.id),
			body: () => revolv3InvoiceBody(world, invoice),
		};
	});
}

function children(world: World): readonly Row[] {
	if (!world.switches.revolv3.listShowsChildren) return [];
	return world.ledger.refunds('revolv3').flatMap((refund) => {
		const parent = world.ledger.invoice('revolv3', refund.allocations[0]?.invoiceId ?? '');
		if (parent === null) return [];
		return {
			customerRef: parent.customerRef,
			billedAt: refund.createdAt,
			updatedAt: refund.updatedAt,
			id: Number(refund.refundId),
			body: () => revolv3ChildBody(world, parent, refund),
		};
	});
}
