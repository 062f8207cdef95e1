/**
 * Why an invoice of this status takes no refund, or null. Words of all copies of the pages are named
 * (docs/providers/layer.md#what-is-checked-first), so that one nobody has seen is told apart from one that is known to
 * say no.
 */
export function notRefundable(status: string | null, invoiceId: string): string | null {
	switch (status) {
		case 'PAID':
		case 'PARTIALLY_PAID':
			return null;
		case 'PARTIALLY_WRITTEN_OFF':
			return `Invoice ${invoiceId} is '${status}' at Layer. A part of it may have been paid, but no page says that such an invoice takes a refund; this node refunds 'PAID' and 'PARTIALLY_PAID' ones only.`;
		case 'REFUNDED':
		case 'VOID':
		case 'VOIDED':
		case 'WRITTEN_OFF':
		case 'SENT':
		case 'PENDING':
		case 'DRAFT':
		case 'SAVED':
			return `Invoice ${invoiceId} is '${status}' at Layer; only 'PAID' and 'PARTIALLY_PAID' ones take a refund.`;
		case null:
			return `Layer reports no status for invoice ${invoiceId}.`;
		default:
			return `Invoice ${invoiceId} has the status '${status}', which Layer does not document.`;
	}
}
