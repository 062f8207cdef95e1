import { segment, type HttpRequest } from '../../shared/engine/provider/http';
import type { RefundPlan } from '../../shared/engine/decide/plan';

/** The address of one invoice. Ids have no specified format, so they are encoded. */
export function invoicePath(invoiceId: string): string {
	return `/v1/invoices/${segment(invoiceId)}`;
}

/**
 * `POST /v1/invoices/{id}/refund`; see docs/providers/duro.md#fields-of-refund-and-check-refund.
 *
 * `amount` is always sent: what Duro does without it is not documented, and "everything" is the likely
 * answer. The key is always sent: without it a second POST is a second refund (documented).
 */
export function buildRefundRequest({ target, key, amountMinor, details }: RefundPlan): HttpRequest {
	return {
		method: 'POST',
		path: `${invoicePath(target.invoiceId)}/refund`,
		headers: { 'Idempotency-Key': key },
		body: { amount: amountMinor, ...(details.reason ? { reason: details.reason } : {}) },
	};
}
