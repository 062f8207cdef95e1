import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject } from '../../shared/engine/provider/http';
import type { Target } from '../../shared/engine/request/request';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { centsOf, unproven, wireId, wireMoment, type Proven } from './wire';

/** An invoice as Thredfi writes it, each part proven (docs/providers/thredfi.md#what-is-checked-first). */
export interface WireInvoice {
	readonly status: string;
	readonly currency: string | null;
	readonly exponent: number;
	/** When it was paid (documented), ISO 8601 UTC. */
	readonly paidAt: string | null;
	/** What was paid on it; null where the invoice does not tell, as on every page that shows one. */
	readonly received: Received | null;
	/** Its refunds; null where the invoice does not tell, likewise. */
	readonly refundShares: readonly RefundShare[] | null;
}

/** Proves that a body is the invoice that was asked for. */
export function parseWireInvoice(body: unknown, target: Target): Proven<WireInvoice> {
	if (!isWireObject(body)) return unproven('it is not an invoice');
	if (wireId(body.id) !== target.invoiceId) return unproven('it is about another invoice');
	if (isOfAnother(body.business_id, target.businessId)) {
		return unproven('it belongs to another business');
	}
	const status = wireText(body.status);
	if (status === null) return unproven('it tells no status');
	const money = currencyOf(body.currency);
	if (!money) return unproven('its currency is not in ISO 4217');
	return {
		ok: true,
		value: {
			status,
			...money,
			paidAt: wireMoment(body.paid_at),
			received: paymentAllocationsOf(body.payment_allocations),
			refundShares: refundSharesOf(body.refund_allocations),
		},
	};
}

/** Whether an id is told and is not the one that was asked for. */
export function isOfAnother(told: unknown, asked: string | null | undefined): boolean {
	const id = wireId(told);
	return id !== null && typeof asked === 'string' && id !== asked.toLowerCase();
}

/** Upper case with its digits; null for a code that ISO 4217 does not list. The documented list is not closed. */
export function currencyOf(
	value: unknown,
): { readonly currency: string | null; readonly exponent: number } | null {
	if (value === undefined || value === null) {
		return { currency: null, exponent: EXPONENT_WITHOUT_CURRENCY };
	}
	const currency = wireText(value)?.toUpperCase() ?? '';
	const exponent = currencyExponent(currency);
	return exponent === null ? null : { currency, exponent };
}

/** null where a refund may be tried; else why not, naming the state. Which states allow a refund is not documented. */
export function notRefundable(status: string, invoiceId: string): string | null {
	const says = `Invoice ${invoiceId} is '${status}' at Thredfi`;
	// Pages show statuses in both cases (documented); the client compares them in lower case.
	switch (status.toLowerCase()) {
		case 'paid':
		case 'partially_paid':
		case 'overdue': // part of it may have been paid; where nothing was, the engine says so
			return null;
		case 'draft':
		case 'issued':
		case 'sent':
		case 'refunded':
		case 'partially_written_off':
		case 'written_off':
		case 'voided':
			return `${says}, which can't be refunded.`;
		default:
			return `${says}, a state that is not known to allow a refund.`;
	}
}

/** What an invoice or a payment says of one refund; null for what it leaves out or does not tell readably. */
export interface RefundShare {
	readonly refundId: string | null;
	readonly amountMinor: MinorUnits | null;
}

/**
 * The refunds that an invoice (client) or a payment (documented) names.
 *
 * @returns null where the field is missing or is no list of objects: never read as "no refunds"
 */
export function refundSharesOf(value: unknown): readonly RefundShare[] | null {
	if (!Array.isArray(value) || !value.every(isWireObject)) return null;
	return value.map((entry) => ({
		refundId: wireId(entry.refund_id),
		amountMinor: centsOf(entry),
	}));
}

/** What came in on an invoice. */
export interface Received {
	readonly paidMinor: MinorUnits;
	/** When the first payment came in, or was entered where its own date is not told; ISO 8601 UTC. */
	readonly firstAt: string | null;
	/** The latest date of a payment, ISO 8601 UTC. When a payment was entered says nothing about its date. */
	readonly lastAt: string | null;
}

/** One payment, as far as it counts for an invoice; moments in ISO 8601 UTC. */
export interface ReceivedPart {
	readonly amountMinor: MinorUnits | null;
	/** The date of the payment. */
	readonly receivedAt: string | null;
	/** When it was processed or allocated. */
	readonly enteredAt: string | null;
}

/** Adds payments up; null when one of them has no readable amount. */
export function receivedOf(parts: readonly ReceivedPart[]): Received | null {
	const paidMinor = sumOf(parts.map(({ amountMinor }) => amountMinor));
	if (paidMinor === null) return null;
	const received = parts.flatMap(({ receivedAt }) => receivedAt ?? []).sort();
	const entered = parts
		.flatMap(({ receivedAt, enteredAt }) => receivedAt ?? enteredAt ?? [])
		.sort();
	return { paidMinor, firstAt: entered[0] ?? null, lastAt: received.at(-1) ?? null };
}

/** An invoice's own `payment_allocations` (client); null where they are missing or can't be read. */
function paymentAllocationsOf(value: unknown): Received | null {
	if (!Array.isArray(value) || !value.every(isWireObject)) return null;
	return receivedOf(
		value.map((entry) => ({
			amountMinor: centsOf(entry),
			receivedAt: wireMoment(entry.payment_date),
			enteredAt: null,
		})),
	);
}
