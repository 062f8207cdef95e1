import { isWireObject } from '../../shared/engine/readAnswer';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { centsOf, wireId, wireMoment } from './wire';

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
export function paymentAllocationsOf(value: unknown): Received | null {
	if (!Array.isArray(value) || !value.every(isWireObject)) return null;
	return receivedOf(
		value.map((entry) => ({
			amountMinor: centsOf(entry),
			receivedAt: wireMoment(entry.payment_date),
			enteredAt: null,
		})),
	);
}
