import { idFor, isUuid } from '../../ledger/ids';
import {
	counts,
	type LedgerAllocation,
	type LedgerInvoice,
	type LedgerRefund,
} from '../../ledger/records';
import type { World } from '../../world';
import { thredfiRefusal } from './errors';

/** The invoice of a business, or 404. */
export function findThredfiInvoice(world: World, business: string, id: string): LedgerInvoice {
	const invoice = isUuid(id) ? world.ledger.invoice('thredfi', id) : null;
	if (invoice === null || invoice.businessId !== business) {
		throw thredfiRefusal(world, 404, 'The invoice was not found.', 'invoice_not_found');
	}
	return invoice;
}

/** [I] Refundable: what was paid minus what was refunded. */
export function thredfiLeft(world: World, invoice: LedgerInvoice): number {
	return invoice.paidMinor - world.ledger.refundedMinor(invoice);
}

/** [C] `refunded` exists; [ND] when it is set: here, once a paid invoice is empty. */
export function thredfiStatus(world: World, invoice: LedgerInvoice): string {
	const refunded = world.ledger.refundedMinor(invoice);
	const emptied = invoice.status === 'paid' && refunded > 0 && thredfiLeft(world, invoice) <= 0;
	return emptied ? 'refunded' : invoice.status;
}

/** The invoice: [D] identity and times, [C] amounts and allocations. */
export function thredfiInvoiceBody(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const at = new Date(invoice.createdAt).toISOString();
	const subtotal = invoice.totalMinor - invoice.taxMinor;
	return {
		type: 'Invoice',
		id: invoice.id,
		business_id: invoice.businessId,
		external_id: invoice.externalId,
		status: thredfiStatus(world, invoice),
		sent_at: at,
		due_at: at,
		paid_at: invoice.paidMinor > 0 ? at : null,
		voided_at: invoice.status === 'voided' ? at : null,
		imported_at: at,
		is_overdue: invoice.status === 'overdue',
		invoice_number: invoiceNumber(invoice),
		invoice_type: 'standard',
		currency: invoice.currency,
		customer: {
			id: thredfiCustomerId(invoice),
			external_id: invoice.customerRef, // [I] the list can be filtered by it [D]
			name: customerName(invoice),
		},
		total_amount: invoice.totalMinor,
		subtotal,
		additional_sales_taxes_total: invoice.taxMinor,
		outstanding_balance: outstanding(invoice), // [ND] whether a refund changes it
		line_items: [
			{
				id: idFor('thredfi', 'line', invoice.number),
				description: 'Item 1',
				quantity: '1.00',
				unit_price: subtotal,
				total_amount: subtotal,
			},
		],
		payment_allocations: paymentAllocations(invoice, at),
		...(world.switches.thredfi.allocationsField
			? { refund_allocations: refundAllocations(world, invoice) }
			: {}),
		credit_allocations: [],
		write_offs: [],
	};
}

/** [D] The refund, all amounts in cents. */
export function thredfiRefundBody(world: World, refund: LedgerRefund): Record<string, unknown> {
	const said = refund.details;
	const invoice = world.ledger.invoice('thredfi', refund.allocations[0]?.invoiceId ?? '');
	const total = refund.allocations.reduce((sum, part) => sum + part.amountMinor, 0);
	const createdAt = new Date(refund.createdAt).toISOString();
	return {
		id: refund.refundId,
		...(refund.key === null ? {} : { external_id: refund.key }), // [D] a string, and not among the required
		refunded_amount: total,
		status: refund.status,
		completed_at: refund.status === 'paid' ? (said['completed_at'] ?? createdAt) : null,
		is_dedicated: true, // [ND] its sense
		memo: said['memo'] ?? '',
		reference_number: said['reference_number'] ?? '',
		metadata: null,
		customer_id: invoice === null ? null : thredfiCustomerId(invoice),
		customer_name: invoice === null ? null : customerName(invoice),
		allocations: refund.allocations.map((part) => allocationBody(part, invoice, createdAt)),
		refund_payments: refundPayments(refund, total, createdAt),
		document: null, // [I] required by the schema, but documents are optional
		currency: invoice?.currency ?? null,
		created_at: createdAt,
		updated_at: new Date(refund.updatedAt).toISOString(),
	};
}

/** One customer per `customerRef`. */
export function thredfiCustomerId(invoice: LedgerInvoice): string {
	const digits = Number(/(\d+)$/.exec(invoice.customerRef)?.[1] ?? invoice.number);
	return idFor('thredfi', 'customer', digits);
}

function allocationBody(part: LedgerAllocation, invoice: LedgerInvoice | null, at: string) {
	return {
		id: part.id,
		allocation_type: 'invoice',
		amount: part.amountMinor,
		invoice_id: part.invoiceId,
		invoice_number: invoice === null ? '' : invoiceNumber(invoice),
		invoice_outstanding_balance_cents: invoice === null ? 0 : outstanding(invoice),
		target_description: invoice === null ? '' : `Invoice ${invoiceNumber(invoice)}`,
		allocation_date: at,
	};
}

/** [ND] Whether a refund books a payment too: here, a paid one does. */
function refundPayments(refund: LedgerRefund, total: number, at: string): readonly unknown[] {
	if (refund.status !== 'paid') return [];
	return [
		{
			id: idFor('thredfi', 'payment', 500_000 + refund.seq),
			refund_id: refund.refundId,
			refunded_amount: total,
			refund_processing_fee: refund.details['refund_processing_fee_cents'] ?? 0,
			completed_at: refund.details['completed_at'] ?? at,
			method: refund.details['method'] ?? 'OTHER',
			reconciled_bank_transactions: [],
			created_at: at,
			updated_at: at,
		},
	];
}

function paymentAllocations(invoice: LedgerInvoice, at: string): readonly unknown[] {
	if (invoice.paidMinor === 0) return [];
	return [
		{
			payment_id: idFor('thredfi', 'payment', invoice.number),
			payment_date: at.slice(0, 10),
			payment_method: 'bank_transfer',
			amount_cents: invoice.paidMinor,
		},
	];
}

/** [C] Its fields; [ND] whether failed and cancelled refunds are in it: here they are not. */
function refundAllocations(world: World, invoice: LedgerInvoice): readonly unknown[] {
	return world.ledger
		.refundsOf('thredfi', invoice.id)
		.filter((refund) => counts(refund.status))
		.map((refund) => ({
			refund_id: refund.refundId,
			allocated_at: new Date(refund.createdAt).toISOString(),
			reference_number: refund.details['reference_number'] ?? '',
			amount_cents: refund.allocations[0]?.amountMinor ?? 0,
		}));
}

function outstanding(invoice: LedgerInvoice): number {
	return invoice.status === 'voided' ? 0 : invoice.totalMinor - invoice.paidMinor;
}

function invoiceNumber(invoice: LedgerInvoice): string {
	return `INV-${String(invoice.number).padStart(4, '0')}`;
}

function customerName(invoice: LedgerInvoice): string {
	return `Customer ${/(\d+)$/.exec(invoice.customerRef)?.[1] ?? invoice.number}`;
}
