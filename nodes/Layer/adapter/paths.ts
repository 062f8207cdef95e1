import { segment } from '../../shared/engine/http';
import type { Target } from '../../shared/engine/request';

type Business = Pick<Target, 'businessId'>;

/** The invoice itself; its dedicated refund lies below. */
export function invoicePath(target: Target): string {
	return `${invoicesPath(target)}/${segment(target.invoiceId)}`;
}

/** All customer refunds of a business: read as a list, written as the general refund. */
export function refundsPath(target: Business): string {
	return `${invoicesPath(target)}/refunds`;
}

export function refundPath(target: Business, refundId: string): string {
	return `${refundsPath(target)}/${segment(refundId)}`;
}

/** All invoices of a business. */
export function invoicesPath({ businessId }: Business): string {
	// The request parser demands it (`needsBusinessId`), so this is a bug of ours and not an input of anybody's.
	if (businessId === null) throw new Error('A refund at Layer was planned without a business');
	return `/v1/businesses/${segment(businessId)}/invoices`;
}
