import type { ProviderId } from '../types';

/** The fields in which a provider names the invoice: in a refund's answer, and in the invoice itself. */
export const INVOICE_FIELDS: Readonly<Record<ProviderId, readonly string[]>> = {
	duro: ['invoiceId'],
	layer: ['invoice_id'],
	revolv3: ['parentInvoiceId'],
	thredfi: ['invoice_id'],
};

/** The field that is the invoice's own id. */
export const OWN_ID: Readonly<Record<ProviderId, string>> = {
	duro: 'id',
	layer: 'id',
	revolv3: 'invoiceId',
	thredfi: 'id',
};

/** The fields in which a provider confirms how much was refunded. */
export const REFUNDED_FIELDS: Readonly<Record<ProviderId, readonly string[]>> = {
	duro: ['refunded'],
	layer: ['refunded_amount'],
	revolv3: ['refundedSubtotal', 'refundedTotal'],
	thredfi: ['refunded_amount'],
};

/** The fields in which an invoice says how much it is about. */
export const INVOICE_AMOUNTS: Readonly<Record<ProviderId, readonly string[]>> = {
	duro: ['amount'],
	layer: ['total_amount'],
	revolv3: ['subtotal', 'total'],
	thredfi: ['total_amount'],
};

/** An id of the same form that belongs to no invoice. */
export function otherId(value: unknown): unknown {
	if (typeof value === 'number') return value + 900_000;
	if (typeof value !== 'string') return value;
	return value.replace(/.{4}$/, (end) => (end === '9999' ? '9998' : '9999'));
}
