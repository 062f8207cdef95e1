import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import type { Target } from '../../shared/engine/request/request';
import type { Refusal } from '../../shared/engine/result/result';
import { sumOf } from '../../shared/money/minorUnits';
import {
	receivedOf,
	refundSharesOf,
	type Received,
	type ReceivedPart,
	type RefundShare,
} from './invoice';
import { readWholeList, type Reads } from './pages';
import { paymentsPath } from './request';
import { centsOf, unproven, wireId, wireMoment, type Proven } from './wire';

/** The payments of one invoice. */
export interface Payments {
	readonly received: Received;
	/** Refunds that these payments name, of this invoice or of others they paid; null where a payment names none readably. */
	readonly refundShares: readonly RefundShare[] | null;
	/** A payment's status is `refunded`: there is a refund, whether or not it is named. */
	readonly isRefunded: boolean;
}

type PaymentsRead =
	| { readonly kind: 'told'; readonly payments: Payments }
	| { readonly kind: 'untold'; readonly why: string }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

/**
 * What was paid on an invoice, and which refunds its payments name, from the documented list of payments with its
 * documented filter `invoice_id` (docs/providers/thredfi.md#what-was-paid). Rows of other invoices are left out here as
 * well, in case a server ignores the filter.
 */
export async function readPayments(http: Reads, target: Target): Promise<PaymentsRead> {
	const { invoiceId } = target;
	const list = await readWholeList(http, target, {
		path: paymentsPath(target),
		filters: { invoice_id: invoiceId },
		what: `payments of invoice ${invoiceId}`,
	});
	if (list.kind === 'failed') return list;
	if (list.kind !== 'whole') {
		const why = list.kind === 'partial' ? list.why : 'it was not read to its end';
		return untold(`the list of payments can't be used: ${why}`);
	}
	const byId = new Map<string, PaymentRow>();
	for (const row of list.rows) {
		const parsed = parsePayment(row, invoiceId);
		if (!parsed.ok) return untold(parsed.why);
		if (parsed.value) byId.set(parsed.value.paymentId, parsed.value);
	}
	const rows = [...byId.values()];
	const received = receivedOf(rows.flatMap(({ received: part }) => (part ? [part] : [])));
	if (!received) return untold('its payments add up to more than is exact');
	const shares = rows.map(({ refundShares }) => refundShares);
	return {
		kind: 'told',
		payments: {
			received,
			refundShares: shares.every((share) => share !== null) ? shares.flat() : null,
			isRefunded: rows.some(({ isRefunded }) => isRefunded),
		},
	};
}

const untold = (why: string) => ({ kind: 'untold', why }) as const;

interface PaymentRow {
	readonly paymentId: string;
	/** null for a payment that was not completed. */
	readonly received: ReceivedPart | null;
	readonly refundShares: readonly RefundShare[] | null;
	readonly isRefunded: boolean;
}

/** A row of the list; `value` null where it is not about this invoice. */
function parsePayment(row: unknown, invoiceId: string): Proven<PaymentRow | null> {
	if (!isWireObject(row)) return unproven('the list of payments has rows that are no objects');
	const paymentId = wireId(row.id);
	if (paymentId === null) return unproven('a payment has no id');
	const { allocations } = row;
	if (!Array.isArray(allocations) || !allocations.every(isWireObject)) {
		return unproven(`payment ${paymentId} does not tell what it paid`);
	}
	const here = allocations.filter((entry) => wireId(entry.invoice_id) === invoiceId);
	if (here.length === 0) return { ok: true, value: null };
	const completed = wasCompleted(row);
	if (completed === null) {
		return unproven(`payment ${paymentId} does not tell whether it was completed`);
	}
	const amountMinor = sumOf(here.map(centsOf));
	if (completed && amountMinor === null) {
		return unproven(`payment ${paymentId} does not tell how much it paid`);
	}
	return {
		ok: true,
		value: {
			paymentId,
			received: completed ? { amountMinor, ...momentsOf(row, here) } : null,
			refundShares: refundSharesOf(row.refund_allocations),
			isRefunded: wordOf(row.status) === 'refunded',
		},
	};
}

/** `payment_date` is what the list is sorted by (documented); the other two are in its sample. */
function momentsOf(row: WireObject, here: readonly WireObject[]) {
	const allocatedAt = here.map((entry) => wireMoment(entry.allocated_at)).find((at) => at !== null);
	return {
		receivedAt: wireMoment(row.payment_date),
		enteredAt: wireMoment(row.processed_at) ?? allocatedAt ?? null,
	};
}

/**
 * Whether the money came in. `is_completed` is in the sample; the words of `status` are those of the list's filter
 * (documented). A payment that is `refunded` came in before. null where the two differ, or neither tells.
 */
function wasCompleted({ status, is_completed: flag }: WireObject): boolean | null {
	switch (wordOf(status)) {
		case 'refunded':
			return true;
		case 'completed':
			return flag === false ? null : true;
		case 'pending':
		case 'processing':
		case 'failed':
		case 'cancelled':
			return flag === true ? null : false;
		default:
			return typeof flag === 'boolean' ? flag : null;
	}
}

const wordOf = (value: unknown) => wireText(value)?.toLowerCase() ?? null;
