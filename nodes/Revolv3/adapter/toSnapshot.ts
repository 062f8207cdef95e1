import {
	standingRefunds,
	type ShownRefunds,
	type Snapshot,
	UNTOLD_PAYMENT,
} from '../../shared/engine/snapshot';
import { NOTHING, restOf, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import type { Original } from './original';
import { wasNeverCollected, whyNotRefundable } from './status';

/**
 * The original and its refunds as the engine sees them. Refunds are told even where the state forbids another,
 * so that a refund made earlier under the same reference is still found.
 */
export function toSnapshot(original: Original, refunds: ShownRefunds, response: unknown): Snapshot {
	const { invoiceId, parentInvoiceId, status, currency, exponent, subtotalMinor } = original;
	const paidMinor = wasNeverCollected(status) ? NOTHING : subtotalMinor;
	return {
		invoiceId,
		status,
		// A refund's own invoice carries refund statuses too, so this is asked before the status.
		notRefundable:
			parentInvoiceId === null
				? whyNotRefundable(invoiceId, status)
				: `Invoice ${invoiceId} is itself a refund (of invoice ${parentInvoiceId}).`,
		currency,
		exponent,
		paidMinor,
		taxMinor: original.taxMinor,
		...UNTOLD_PAYMENT,
		refundableMinor: restAfter(paidMinor, original.taxMinor, refunds),
		refunds,
		response,
	};
}

/** Nothing is left once everything with tax has gone back, however it is split between the two. */
function restAfter(paid: MinorUnits, tax: MinorUnits, refunds: ShownRefunds): MinorUnits | null {
	if (refunds.kind !== 'listed') return null;
	const standing = standingRefunds(refunds.refunds);
	const back = sumOf(standing.map(({ amountMinor }) => amountMinor));
	const backWithTax = sumOf(standing.flatMap((one) => [one.amountMinor, one.taxMinor ?? NOTHING]));
	const whole = sumOf([paid, tax]);
	if (back === null || backWithTax === null || whole === null) return null;
	return backWithTax >= whole ? NOTHING : restOf(paid, back);
}
