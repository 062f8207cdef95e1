import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { sumOf, toMinorUnits, type MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import {
	isOptionalText,
	parseAllocation,
	parseEach,
	utcMoment,
	wireId,
	type LayerAllocation,
} from './wire';

/** An allocation as the invoice shows it. */
export interface InvoiceRefundAllocation extends LayerAllocation {
	/** No page documents this field, so it is used where it is there and never relied on. */
	readonly refundId: string | null;
}

/** An invoice (docs/providers/layer.md#what-is-checked-first), as far as a refund needs it. */
export interface LayerInvoice {
	readonly id: string;
	/** null where the answer doesn't tell. */
	readonly businessId: string | null;
	/** The caller's own id. */
	readonly externalId: string | null;
	readonly status: string | null;
	/** null = what was paid is not known; never "nothing". */
	readonly paidMinor: MinorUnits | null;
	/**
	 * Whether `paidMinor` was reckoned from the outstanding balance. What refunds do to that is not documented, so the
	 * sum holds only while there are none.
	 */
	readonly paidIsLeftOver: boolean;
	/** null = what was refunded is not known from the invoice; never "nothing". */
	readonly refundAllocations: readonly InvoiceRefundAllocation[] | null;
	/** null where the answer doesn't tell. */
	readonly lineItemIds: ReadonlySet<string> | null;
	/** null where the answer doesn't tell. */
	readonly paymentIds: ReadonlySet<string> | null;
	/** When it was paid: Layer's own client calls it the last payment's date. ISO 8601 UTC. */
	readonly paidAt: string | null;
	/** Before it, nothing of this invoice can have been refunded; ISO 8601 UTC. null where the answer doesn't tell. */
	readonly begunAt: string | null;
	readonly wire: WireObject;
}

/** null when it is no invoice at all. */
export function parseInvoice(value: unknown): LayerInvoice | null {
	if (!isWireObject(value)) return null;
	const id = wireId(value.id);
	if (id === null) return null;
	const status = wireText(value.status);
	const payments = allocationsOf(id, value.payment_allocations, parseAllocation);
	const refunds = allocationsOf(id, value.refund_allocations, parseRefundAllocation);
	// Every sample shows both lists empty, whatever the invoice says of itself. An empty list that the rest of the
	// invoice contradicts tells nothing.
	const isToldOfPayments = payments !== null && payments.length > 0;
	const saysOtherwise = status === 'REFUNDED' || (isPaid(status) && !isToldOfPayments);
	return {
		id,
		businessId: wireId(value.business_id),
		externalId: wireText(value.external_id),
		status,
		paidMinor: isToldOfPayments
			? sumOf(payments.map((one) => one.amountMinor))
			: paidWithoutList(value, status),
		paidIsLeftOver: !isToldOfPayments && status === 'PARTIALLY_PAID',
		refundAllocations: refunds?.length === 0 && saysOtherwise ? null : refunds,
		lineItemIds: idsIn(value.line_items, 'id'),
		paymentIds: isToldOfPayments ? idsIn(value.payment_allocations, 'payment_id') : null,
		paidAt: utcMoment(value.paid_at),
		begunAt: begunAt(value),
		wire: value,
	};
}

function isPaid(status: string | null): boolean {
	return status === 'PAID' || status === 'PARTIALLY_PAID';
}

/**
 * What was paid on an invoice that lists no payment. Its status and totals are documented, and say it as well; a list
 * that is there and can't be read is a contradiction, and no reason to guess.
 */
function paidWithoutList(invoice: WireObject, status: string | null): MinorUnits | null {
	const { payment_allocations: list, total_amount: total, outstanding_balance: open } = invoice;
	if (list !== undefined && list !== null && !isEmptyList(list)) return null;
	switch (status) {
		case 'PAID':
		case 'REFUNDED':
			return minorFromWireInteger(total);
		case 'PARTIALLY_PAID': {
			const [whole, rest] = [minorFromWireInteger(total), minorFromWireInteger(open)];
			return whole === null || rest === null ? null : toMinorUnits(whole - rest);
		}
		case 'SENT':
		case 'PENDING':
		case 'DRAFT':
		case 'SAVED':
			return toMinorUnits(0);
		default:
			return isEmptyList(list) ? toMinorUnits(0) : null;
	}
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}

function parseRefundAllocation(value: unknown): InvoiceRefundAllocation | null {
	const allocation = parseAllocation(value);
	if (!allocation || !isWireObject(value) || !isOptionalText(value.refund_id)) return null;
	// Refunds are positive (documented); a zero would be a refund that no sum can prove or miss.
	return allocation.amountMinor > 0 ? { ...allocation, refundId: wireId(value.refund_id) } : null;
}

/** null where the list is missing, malformed, or holds an allocation on another invoice: then it isn't what it seems. */
function allocationsOf<T extends LayerAllocation>(
	invoiceId: string,
	list: unknown,
	parse: (element: unknown) => T | null,
): readonly T[] | null {
	const allocations = parseEach(list, parse);
	const areHere = allocations?.every(
		(one) => one.invoiceId === null || one.invoiceId === invoiceId,
	);
	return areHere ? allocations : null;
}

function idsIn(list: unknown, name: 'id' | 'payment_id'): ReadonlySet<string> | null {
	const ids = parseEach(list, (item) => (isWireObject(item) ? wireId(item[name]) : null));
	return ids && new Set(ids);
}

const TWO_DAYS_MS = 172_800_000;

/**
 * The earliest day the invoice tells of, and two days before it for clocks and time zones. Without the day it was
 * sent there is none: an invoice that was imported later may have an older history.
 */
function begunAt(invoice: WireObject): string | null {
	if (utcMoment(invoice.sent_at) === null) return null;
	const days = [invoice.sent_at, invoice.paid_at, invoice.imported_at].map(utcMoment);
	const known = days.flatMap((day) => (day === null ? [] : [Date.parse(day)]));
	return new Date(Math.min(...known) - TWO_DAYS_MS).toISOString();
}

/** Statuses of an invoice on the newest page (documented). */
export const STATUSES = [
	'SENT',
	'PARTIALLY_PAID',
	'PAID',
	'VOIDED',
	'PARTIALLY_WRITTEN_OFF',
	'WRITTEN_OFF',
	'REFUNDED',
];

/**
 * Why an invoice of this status takes no refund, or null. Words of all copies of the pages are named
 * (docs/providers/layer.md#what-is-checked-first), so that one nobody has seen is told apart from one that is known to
 * say no.
 */
export function notRefundable(status: string | null, invoiceId: string): string | null {
	switch (status) {
		case 'PAID':
		case 'PARTIALLY_PAID':
			return null;
		case 'PARTIALLY_WRITTEN_OFF':
			return `Invoice ${invoiceId} is '${status}' at Layer. A part of it may have been paid, but no page says that such an invoice takes a refund; this node refunds 'PAID' and 'PARTIALLY_PAID' ones only.`;
		case 'REFUNDED':
		case 'VOID':
		case 'VOIDED':
		case 'WRITTEN_OFF':
		case 'SENT':
		case 'PENDING':
		case 'DRAFT':
		case 'SAVED':
			return `Invoice ${invoiceId} is '${status}' at Layer; only 'PAID' and 'PARTIALLY_PAID' ones take a refund.`;
		case null:
			return `Layer reports no status for invoice ${invoiceId}.`;
		default:
			return `Invoice ${invoiceId} has the status '${status}', which Layer does not document.`;
	}
}
