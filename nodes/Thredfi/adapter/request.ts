import { segment, type HttpRequest } from '../../shared/engine/provider/http';
import type { RefundPlan } from '../../shared/engine/decide/plan';
import type { Target } from '../../shared/engine/request/request';

/** Every path ends in a slash (documented). What a POST without the slash does is not documented. */
export const invoicePath = (target: Target) =>
	`${invoicesPath(target)}${segment(target.invoiceId)}/`;

/** Where refunds are listed and made. */
export const refundsPath = (target: Pick<Target, 'businessId'>) =>
	`${invoicesPath(target)}refunds/`;

export const refundPath = (target: Pick<Target, 'businessId'>, refundId: string) =>
	`${refundsPath(target)}${segment(refundId)}/`;

/** Where the payments of invoices are listed. */
export const paymentsPath = (target: Pick<Target, 'businessId'>) =>
	`${invoicesPath(target)}payments/`;

/** All invoices of a business. */
export function invoicesPath({ businessId }: Pick<Target, 'businessId'>): string {
	if (!businessId) throw new Error('A Thredfi path needs a business id');
	return `/v1/platform/businesses/${segment(businessId)}/invoices/`;
}

/**
 * `POST …/invoices/refunds/` (docs/providers/thredfi.md#the-request).
 *
 * `amount_cents` is always sent, for a full refund too: left out, the whole invoice is refunded (documented).
 * Never `partial_amount`, which the page's prose names and its schema does not: if it is ignored, the whole
 * invoice is refunded (inferred). Texts have a least length of one, so an empty one is left out.
 */
export function buildRefundRequest({ target, key, amountMinor, details }: RefundPlan): HttpRequest {
	const { method, completedAt, memo, referenceNumber, processor, processingFeeMinor } = details;
	if (!method) throw new Error('A Thredfi refund needs a method');
	return {
		method: 'POST',
		path: refundsPath(target),
		body: {
			invoice_id: target.invoiceId,
			method,
			completed_at: completedAt,
			external_id: key,
			amount_cents: amountMinor,
			...(memo ? { memo } : {}),
			...(referenceNumber ? { reference_number: referenceNumber } : {}),
			...(processor ? { processor } : {}),
			...(processingFeeMinor === null ? {} : { refund_processing_fee_cents: processingFeeMinor }),
		},
	};
}
