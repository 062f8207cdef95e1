import type { RefundState } from '../../shared/engine/snapshot';

/**
 * How a refund with this status stands. `Pending` on a refund is documented for ACH.
 * The numeric list of statuses is longer than the names that are known, so an unknown word must stay `unseen`.
 * See docs/providers/revolv3.md#statuses.
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

/**
 * Statuses that no refund has: a refund's invoice goes from `Pending` to one of the five refund statuses (documented).
 * The other words of waiting are left out, since nothing says that a refund never waits under them.
 */
const NEVER_A_REFUND: ReadonlySet<string | null> = new Set([
	'Paid',
	'Void',
	'Recycle',
	'Noncollectable',
	'Failed',
	'Delinquent',
	'MerchantPaid',
	'MerchantCancelled',
	'OneTimePaymentPending',
	'RecurringPending',
]);

export function isNeverARefund(status: string | null): boolean {
	return NEVER_A_REFUND.has(status);
}

/** Statuses that only a refund has, and an original perhaps after one (not documented). */
const OF_REFUNDS: ReadonlySet<string | null> = new Set([
	'Refund',
	'PartialRefund',
	'RefundPending',
	'RefundDeclined',
	'RefundFailed',
]);

export function isOfRefunds(status: string | null): boolean {
	return OF_REFUNDS.has(status);
}

/** Statuses whose money was not collected, or not yet: nothing of such an invoice was paid. */
const NEVER_COLLECTED: ReadonlySet<string | null> = new Set([
	'Pending',
	'OneTimePaymentPending',
	'RecurringPending',
	'BatchPending',
	'CapturePending',
	'RetryPending',
	'MultiCardsPending',
	'Recycle',
	'Delinquent',
	'Noncollectable',
	'Failed',
]);

export function wasNeverCollected(status: string | null): boolean {
	return NEVER_COLLECTED.has(status);
}

/** Why an original with this status can't be refunded; null where it can. See docs/providers/revolv3.md#statuses. */
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
		case 'MultiCardsPending':
		case 'Recycle':
		case 'Delinquent':
			return `${invoice}: its money was not collected yet.`;
		case 'Noncollectable':
		case 'Failed':
			return `${invoice}: its money was never collected.`;
		case 'Void':
			return `${invoice}: its payment was voided, or it was billed outside Revolv3.`;
		case 'MerchantPaid':
		case 'MerchantCancelled':
			return `${invoice}: it was settled outside Revolv3, which refunds only what it processed itself.`;
		default:
			return `${invoice}, and nothing documents that this allows a refund.`;
	}
}
