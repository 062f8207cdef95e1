import type { HttpRequest } from '../../shared/engine/http';
import type { RefundPlan } from '../../shared/engine/plan';
import { invoicePath } from './wire';

/**
 * `POST /v1/invoices/{id}/refund` (§4 [doc]).
 *
 * `amount` is always sent: what Duro does without it is not documented (§4 [ND]), and "everything" is the
 * likely answer. The key is always sent: without it a second POST is a second refund (§8 [doc]).
 */
export function toRequest({ target, key, amountMinor, details }: RefundPlan): HttpRequest {
	return {
		method: 'POST',
		path: `${invoicePath(target.invoiceId)}/refund`,
		headers: { 'Idempotency-Key': key },
		body: { amount: amountMinor, ...(details.reason ? { reason: details.reason } : {}) },
	};
}
