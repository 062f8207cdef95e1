import { idFor } from '../../ledger/ids';
import {
	counts,
	type LedgerAllocation,
	type LedgerInvoice,
	type LedgerRefund,
} from '../../ledger/records';
import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';

/** Docs conflict: newest samples wrap in `data`, older ones do not. */
export function layerAnswer(world: World, status: number, data: unknown, meta?: unknown): Answer {
	if (!world.switches.layer.wrapped && meta === undefined) return answer(status, data);
	return answer(status, { data, ...(meta === undefined ? {} : { meta }) });
}

/** [I] Refundable: what was paid minus what was refunded; one refund may be left out. */
export function layerLeft(world: World, invoice: LedgerInvoice, except?: LedgerRefund): number {
	return invoice.paidMinor - world.ledger.refundedMinor(invoice, except);
}

/** [D] `REFUNDED` exists and [C] is what the client sets; no partly-refunded status does. */
export function layerStatus(world: World, invoice: LedgerInvoice): string {
	const refunded = world.ledger.refundedMinor(invoice);
	const emptied = invoice.status === 'PAID' && refunded > 0 && layerLeft(world, invoice) <= 0;
	return emptied ? 'REFUNDED' : invoice.status;
}

/** [D] The invoice. */
export function layerInvoiceBody(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const at = new Date(invoice.createdAt).toISOString();
	const voided = invoice.status === 'VOIDED' || invoice.status === 'VOID';
	const subtotal = invoice.totalMinor - invoice.taxMinor;
	return {
		type: 'Invoice',
		id: invoice.id,
		business_id: invoice.businessId,
		external_id: invoice.externalId,
		reference_number: `INV-${String(invoice.number).padStart(4, '0')}`,
		status: layerStatus(world, invoice),
		customer: customer(invoice),
		subtotal,
		additional_discount: 0,
		additional_sales_taxes_total: invoice.taxMinor,
		tips: 0,
		total_amount: invoice.totalMinor,
		// [ND] whether a refund changes it; here only payments do
		outstanding_balance: voided ? 0 : invoice.totalMinor - invoice.paidMinor,
		line_items: [
			{
				id: idFor('layer', 'line', invoice.number),
				description: 'Item 1',
				unit_price: subtotal,
				quantity: '1.00',
				subtotal,
				total_amount: subtotal,
			},
		],
		payment_allocations: paymentAllocations(invoice),
		refund_allocations: world.ledger
			.refundsOf('layer', invoice.id)
			.filter((refund) => counts(refund.status))
			.flatMap((refund) =>
				refund.allocations
					.filter((part) => part.invoiceId === invoice.id)
					.map((part) => ({
						...allocationBody(world, refund, part),
						// [ND] no documented field holds the refund's id
						...(world.switches.layer.allocationsCarryRefundId
							? { refund_id: refund.refundId }
							: {}),
					})),
			),
		sent_at: at,
		due_at: at,
		paid_at: invoice.paidMinor > 0 ? at : null,
		voided_at: voided ? at : null,
		imported_at: at,
		updated_at: at,
	};
}

/** [D] The refund: `Customer_Refund`. */
export function layerRefundBody(world: World, refund: LedgerRefund): Record<string, unknown> {
	const total = refund.allocations.reduce((sum, part) => sum + part.amountMinor, 0);
	const said = refund.details;
	return {
		type: 'Customer_Refund',
		id: refund.refundId,
		external_id: refund.key,
		refunded_amount: total,
		status: refund.status,
		completed_at: said['completed_at'] ?? new Date(refund.createdAt).toISOString(),
		is_dedicated: said['is_dedicated'] === true,
		allocations: refund.allocations.map((part) => allocationBody(world, refund, part)),
		payments: said['payments'] ?? [],
		transaction_tags: said['tags'] ?? [],
		memo: said['memo'] ?? null,
		metadata: said['metadata'] ?? null,
		reference_number: said['reference_number'] ?? null,
	};
}

function allocationBody(world: World, refund: LedgerRefund, part: LedgerAllocation) {
	const invoice = world.ledger.invoice('layer', part.invoiceId);
	return {
		id: part.id,
		invoice_id: part.invoiceId,
		invoice_external_id: invoice?.externalId ?? null,
		amount: part.amountMinor,
		line_items: [],
		customer: invoice === null ? null : customer(invoice),
		transaction_tags: [],
		memo: refund.details['memo'] ?? null,
		metadata: null,
		reference_number: null,
	};
}

function paymentAllocations(invoice: LedgerInvoice): readonly unknown[] {
	if (invoice.paidMinor === 0) return [];
	return [
		{
			id: idFor('layer', 'allocation', 900_000 + invoice.number),
			invoice_id: invoice.id,
			payment_id: idFor('layer', 'payment', invoice.number),
			amount: invoice.paidMinor,
		},
	];
}

function customer(invoice: LedgerInvoice) {
	return {
		type: 'CustomerData',
		id: customerId(invoice),
		external_id: invoice.customerRef,
		individual_name: `Customer ${invoice.customerRef.replace(/\D+/g, '') || invoice.number}`,
		company_name: null,
		email: null,
		status: 'ACTIVE',
	};
}

/** One customer per `customerRef`: its digits, or the invoice's own number. */
export function customerId(invoice: LedgerInvoice): string {
	const digits = Number(/(\d+)$/.exec(invoice.customerRef)?.[1] ?? invoice.number);
	return idFor(invoice.provider, 'customer', digits);
}
