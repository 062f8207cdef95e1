import { toDateTime } from '../../shared/engine/parseMoment';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import type { Snapshot } from '../../shared/engine/snapshot';

/** What an invoice tells of its payment. */
export type Payment = Pick<Snapshot, 'paidAt' | 'lastPaymentAt' | 'paidByBankDebit' | 'note'>;

/** The status of an attempt that brought the money (documented: `pending`, `succeeded`, `failed`). */
const SUCCEEDED = 'succeeded';

/** Documented by the guide on wallet-first billing; the enum of `rail` does not have it. */
const WALLET = 'wallet';

/**
 * When and how the invoice was paid: `paidAt`, or where that is empty the first attempt that succeeded. An attempt
 * begins before its payment is in, so the invoice never seems younger than it is.
 *
 * Duro collects an invoice in one payment, so the first payment is also the latest.
 * Source: docs/providers/duro.md#how-it-was-paid
 */
export function paymentOf(invoice: WireObject, isPaid: boolean): Payment {
	const attempts = attemptsOf(invoice.attempts);
	const paid = attempts?.filter(({ status }) => status === SUCCEEDED) ?? [];
	const [firstPaid] = paid.flatMap(({ createdAt }) => instantOf(createdAt) ?? []).sort();
	const paidAt = instantOf(invoice.paidAt) ?? firstPaid ?? null;
	const note = isPaid ? noteOn(attempts, paid) : null;
	return {
		paidAt,
		lastPaymentAt: paidAt,
		paidByBankDebit: false,
		...(note === null ? {} : { note }),
	};
}

/** A word for a person where the money may have come from the customer's wallet at Duro. */
function noteOn(
	attempts: readonly WireObject[] | null,
	paid: readonly WireObject[],
): string | null {
	const wayBack = 'Where a refund of such a payment goes is not documented.';
	if (paid.some(({ rail }) => rail === WALLET)) {
		return `It was paid from the customer's wallet at Duro. ${wayBack}`;
	}
	// An attempt without a readable status may be the one that was paid.
	const isComplete = attempts?.every(({ status }) => wireText(status) !== null) ?? false;
	if (!isComplete || paid.length > 0) return null;
	return `Duro shows no payment attempt that succeeded, so it may have been paid from the customer's wallet. ${wayBack}`;
}

/** The payment attempts; null where the list is missing or an entry is not an object. */
function attemptsOf(value: unknown): readonly WireObject[] | null {
	if (!Array.isArray(value)) return null;
	const attempts: unknown[] = value;
	return attempts.every(isWireObject) ? attempts : null;
}

/** ISO 8601 in UTC; Duro's samples name the zone, and a text without one is taken for UTC. */
function instantOf(value: unknown): string | null {
	const moment = toDateTime(wireText(value), 'utc');
	return moment?.isValid ? moment.toUTC().toISO() : null;
}
