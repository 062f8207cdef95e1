import type { RefundState } from '../../shared/engine/snapshot';

/**
 * How a refund with this status stands (dossier §4; `Pending` on a refund is documented in the webhook pages).
 * The numeric list is longer than the names that are known, so an unknown word must stay `unseen`.
 */
export function refundState(status: string | null): RefundState {
	switch (status) {
		case 'Refund':
		case 'PartialRefund':
			return 'done';
		case 'Pending':
		case 'RefundPending':
			return 'pending';
		case 'RefundDeclined':
		case 'RefundFailed':
			return 'declined';
		default:
			return 'unseen';
	}
}

/** Statuses whose money was not collected, or not yet (dossier §4): nothing of such an invoice was paid. */
const NEVER_COLLECTED: ReadonlySet<string | null> = new Set([
	'Pending',
	'OneTimePaymentPending',
	'RecurringPending',
	'BatchPending',
	'CapturePending',
	'RetryPending',
	'Recycle',
	'Noncollectable',
	'Failed',
]);

export function wasNeverCollected(status: string | null): boolean {
	return NEVER_COLLECTED.has(status);
}

/** Why an original with this status can't be refunded; null where it can (dossier §4). */
export function whyNotRefundable(invoiceId: string, status: string | null): string | null {
	const invoice = `Invoice ${invoiceId} is '${status ?? 'without a status'}' at Revolv3`;
	switch (status) {
		case 'Paid':
		case 'PartialRefund':
			return null;
		case 'Refund':
			return `${invoice}: it was refunded in full.`;
		case 'RefundPending':
		case 'RefundDeclined':
		case 'RefundFailed':
			return `${invoice}, which is not known to allow a refund.`;
		case 'Pending':
		case 'OneTimePaymentPending':
		case 'RecurringPending':
		case 'BatchPending':
		case 'CapturePending':
		case 'RetryPending':
		case 'Recycle':
			return `${invoice}: its money was not collected yet.`;
		case 'Noncollectable':
		case 'Failed':
			return `${invoice}: its money was never collected.`;
		case 'Void':
			return `${invoice}: its payment was voided.`;
		case 'MerchantPaid':
		case 'MerchantCancelled':
			return `${invoice}: it was settled outside Revolv3, which refunds only what it processed itself.`;
		default:
			return `${invoice}, and nothing documents that this allows a refund.`;
	}
}
