import { leftAfter, type ShownRefunds, type Snapshot } from '../../shared/engine/snapshot';
import { NOTHING } from '../../shared/money/minorUnits';
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
		paidAt: original.paidAt,
		lastPaymentAt: original.lastPaymentAt,
		paidByBankDebit: original.paidByBankDebit,
		refundableMinor: leftAfter(paidMinor, original.taxMinor, refunds),
		refunds,
		response,
	};
}
