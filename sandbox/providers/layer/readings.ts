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
export function layerAnswer(world: World, status: number, data: unknown): Answer {
	return answer(status, world.switches.layer.wrapped ? { data } : data);
}

/** [I] Refundable: what was paid minus what was refunded; one refund may be left out. */
export function layerLeft(world: World, invoice: LedgerInvoice, except?: LedgerRefund): number {
	return invoice.paidMinor - world.ledger.refundedMinor(invoice, except);
}

/** [D] `REFUNDED` exists and [C] is what the client sets; no partly-refunded status does. */
export function layerStatus(world: World, invoice: LedgerInvoice): string {
	const refunded = world.ledger.refundedMinor(invoice);
	const emptied = invoice.status === 'PAID' && refunded > 0 && layerLeft(world, invoice) <= 0;
	return emptied && world.switches.layer.refundedIsAStatus ? 'REFUNDED' : invoice.status;
}

/** [D] The invoice. */
export function layerInvoiceBody(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const at = new Date(sentAt(invoice)).toISOString();
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
		outstanding_balance: voided ? 0 : outstanding(world, invoice),
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
		...allocationsShown(world, invoice),
		sent_at: at,
		due_at: at,
		paid_at: invoice.paidMinor > 0 ? at : null,
		voided_at: voided ? at : null,
		imported_at: at,
		updated_at: at,
	};
}

/** When the invoice was sent. Each a little later than the one before, as outside of a test, whose clock may stand. */
export function sentAt(invoice: LedgerInvoice): number {
	return invoice.createdAt + invoice.number;
}

/** [ND] whether a refund changes what is outstanding. */
function outstanding(world: World, invoice: LedgerInvoice): number {
	const open = invoice.totalMinor - invoice.paidMinor;
	return world.switches.layer.refundsAreOutstanding
		? open + world.ledger.refundedMinor(invoice)
		: open;
}

/** The two lists, as far as the world shows them. */
function allocationsShown(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const payments = paymentAllocations(invoice);
	switch (world.switches.layer.allocations) {
		case 'shown':
			return {
				payment_allocations: payments,
				refund_allocations: refundAllocations(world, invoice),
			};
		case 'paymentsOnly':
			return { payment_allocations: payments };
		case 'missing':
			return {};
		case 'empty':
			return { payment_allocations: [], refund_allocations: [] };
	}
}

function refundAllocations(world: World, invoice: LedgerInvoice): readonly unknown[] {
	const { allocationsCarryRefundId } = world.switches.layer;
	return world.ledger
		.refundsOf('layer', invoice.id)
		.filter((refund) => counts(refund.status))
		.flatMap((refund) =>
			refund.allocations
				.filter((part) => part.invoiceId === invoice.id)
				.map((part) => ({
					...allocationBody(world, refund, part),
					// [ND] no documented field holds the refund's id
					...(allocationsCarryRefundId ? { refund_id: refund.refundId } : {}),
				})),
		);
}

/** When a refund was completed: what its maker said, else when it was booked. */
export function completedAt(refund: LedgerRefund): string {
	const said = refund.details['completed_at'];
	return typeof said === 'string' ? said : new Date(refund.createdAt + refund.seq).toISOString();
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
		completed_at: completedAt(refund),
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
