import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { isOptionalText, parseAllocation, parseEach, wireId, type LayerAllocation } from './wire';

/** An allocation as the invoice shows it. */
export interface InvoiceRefundAllocation extends LayerAllocation {
	/** No page documents this field (dossier §6 and design §6), so it is used where it is there and never relied on. */
	readonly refundId: string | null;
}

/** An invoice (dossier §6), as far as a refund needs it. */
export interface LayerInvoice {
	readonly id: string;
	/** null where the answer doesn't tell. */
	readonly businessId: string | null;
	readonly status: string | null;
	/** null = what was paid is not known; never "nothing". */
	readonly paidMinor: MinorUnits | null;
	/** null = what was refunded is not known; never "nothing". */
	readonly refundAllocations: readonly InvoiceRefundAllocation[] | null;
	readonly wire: WireObject;
}

/** null when it is no invoice at all. */
export function parseInvoice(value: unknown): LayerInvoice | null {
	if (!isWireObject(value)) return null;
	const id = wireId(value.id);
	if (id === null) return null;
	const payments = parseEach(value.payment_allocations, parseAllocation);
	const refunds = parseEach(value.refund_allocations, parseRefundAllocation);
	return {
		id,
		businessId: wireId(value.business_id),
		status: wireText(value.status),
		paidMinor:
			payments && areOf(id, payments) ? sumOf(payments.map((one) => one.amountMinor)) : null,
		refundAllocations: refunds && areOf(id, refunds) ? refunds : null,
		wire: value,
	};
}

function parseRefundAllocation(value: unknown): InvoiceRefundAllocation | null {
	const allocation = parseAllocation(value);
	if (!allocation || !isWireObject(value) || !isOptionalText(value.refund_id)) return null;
	// Refunds are positive (dossier §2, [D]); a zero would be a refund that no sum can prove or miss.
	return allocation.amountMinor > 0 ? { ...allocation, refundId: wireId(value.refund_id) } : null;
}

/** An allocation on another invoice has no business in this list: then the list isn't what it seems. */
function areOf(invoiceId: string, allocations: readonly LayerAllocation[]): boolean {
	return allocations.every((one) => one.invoiceId === null || one.invoiceId === invoiceId);
}
