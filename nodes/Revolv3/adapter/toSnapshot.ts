import { standingRefunds, type ShownRefunds, type Snapshot } from '../../shared/engine/snapshot';
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
		refundableMinor: restAfter(paidMinor, refunds),
		refunds,
		response,
	};
}

function restAfter(paid: MinorUnits, refunds: ShownRefunds): MinorUnits | null {
	if (refunds.kind !== 'listed') return null;
	const back = sumOf(standingRefunds(refunds.refunds).map(({ amountMinor }) => amountMinor));
	return back === null ? null : restOf(paid, back);
}
