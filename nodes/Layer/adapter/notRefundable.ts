/**
 * Why an invoice of this status takes no refund, or null. Words of all copies of the pages are named (dossier §6),
 * so that one nobody has seen is told apart from one that is known to say no.
 */
export function notRefundable(status: string | null, invoiceId: string): string | null {
	switch (status) {
		case 'PAID':
		case 'PARTIALLY_PAID':
			return null;
		case 'REFUNDED':
		case 'VOID':
		case 'VOIDED':
		case 'WRITTEN_OFF':
		case 'PARTIALLY_WRITTEN_OFF':
		case 'SENT':
		case 'PENDING':
		case 'DRAFT':
		case 'SAVED':
			return `Invoice ${invoiceId} is '${status}' at Layer; only 'PAID' and 'PARTIALLY_PAID' ones take a refund.`;
		case null:
			return `Layer tells no status for invoice ${invoiceId}.`;
		default:
			return `Invoice ${invoiceId} has the status '${status}', which Layer does not document.`;
	}
}
