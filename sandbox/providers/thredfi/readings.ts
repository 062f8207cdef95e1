import { idFor, isUuid } from '../../ledger/ids';
import {
	counts,
	type LedgerAllocation,
	type LedgerInvoice,
	type LedgerRefund,
} from '../../ledger/records';
import type { World } from '../../world';
import { customerBody, customerName, thredfiCustomerId } from './customers';
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

/** [C] `refunded` exists; [ND] when it is set, and whether a refund makes a paid invoice an open one again. */
export function thredfiStatus(world: World, invoice: LedgerInvoice): string {
	const isTouched = invoice.status === 'paid' && world.ledger.refundedMinor(invoice) > 0;
	if (!isTouched) return invoice.status;
	const isEmpty = thredfiLeft(world, invoice) <= 0;
	switch (world.switches.thredfi.statusAfterRefund) {
		case 'stays':
			return invoice.status;
		case 'refundedWhenEmpty':
			return isEmpty ? 'refunded' : invoice.status;
		case 'reopens':
			return isEmpty ? 'sent' : 'partially_paid';
	}
}

/** Pages show `SENT`, `sent` and `paid` [D]. */
export function inCase(world: World, status: string): string {
	return world.switches.thredfi.statusCase === 'upper' ? status.toUpperCase() : status;
}

/** The invoice: up to the customer as in the sample of the list [D], what follows as the client reads it [C]. */
export function thredfiInvoiceBody(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const at = new Date(invoice.createdAt).toISOString();
	const subtotal = invoice.totalMinor - invoice.taxMinor;
	const { paymentAllocations: showsPayments, allocationsField } = world.switches.thredfi;
	return {
		type: 'Invoice',
		id: invoice.id,
		business_id: invoice.businessId,
		status: inCase(world, thredfiStatus(world, invoice)),
		sent_at: at,
		due_at: at,
		paid_at: invoice.paidMinor > 0 ? at : null,
		voided_at: invoice.status === 'voided' ? at : null,
		is_overdue: invoice.status === 'overdue',
		invoice_number: invoiceNumber(invoice),
		invoice_type: 'invoice',
		currency: invoice.currency,
		customer: customerBody(world, invoice),
		external_id: invoice.externalId,
		total_amount: invoice.totalMinor,
		subtotal,
		additional_sales_taxes_total: invoice.taxMinor,
		outstanding_balance: outstanding(invoice), // [ND] whether a refund changes it
		imported_at: at,
		line_items: [
			{
				id: idFor('thredfi', 'line', invoice.number),
				description: 'Item 1',
				quantity: '1.00',
				unit_price: subtotal,
				total_amount: subtotal,
			},
		],
		...(showsPayments ? { payment_allocations: paymentAllocations(invoice, at) } : {}),
		...(allocationsField ? { refund_allocations: refundAllocations(world, invoice) } : {}),
		credit_allocations: [],
		write_offs: [],
	};
}

/** [D] The refund as in its samples, all amounts in cents. */
export function thredfiRefundBody(
	world: World,
	refund: LedgerRefund,
	shown: 'created' | 'read' = 'read',
): Record<string, unknown> {
	const said = refund.details;
	const invoice = world.ledger.invoice('thredfi', refund.allocations[0]?.invoiceId ?? '');
	const total = refund.allocations.reduce((sum, part) => sum + part.amountMinor, 0);
	const createdAt = new Date(refund.createdAt).toISOString();
	const status = shownStatus(world, refund, shown);
	const keepsAllocations = counts(refund.status) || world.switches.thredfi.cancelledStaysAllocated;
	return {
		id: refund.refundId,
		refunded_amount: total,
		customer_id: invoice === null ? null : thredfiCustomerId(invoice),
		customer_name: invoice === null ? null : customerName(invoice),
		allocations: keepsAllocations
			? refund.allocations.map((part) => allocationBody(part, invoice, createdAt))
			: [],
		refund_payments: refundPayments(world, refund, status, total, createdAt),
		...documentBody(world, refund),
		created_at: createdAt,
		updated_at: new Date(refund.updatedAt).toISOString(),
		...(refund.key === null ? {} : { external_id: refund.key }), // [D] a string, and not among the required
		status,
		completed_at: status === 'paid' ? (said['completed_at'] ?? createdAt) : null,
		is_dedicated: true, // [ND] its sense
		memo: said['memo'] ?? '',
		reference_number: said['reference_number'] ?? '',
		metadata: null,
		currency: invoice?.currency ?? null,
	};
}

function shownStatus(world: World, { status }: LedgerRefund, shown: 'created' | 'read'): string {
	const isOnItsWay = status === 'pending' || status === 'processing';
	return isOnItsWay && shown === 'read' && world.switches.thredfi.refundMovesOn ? 'paid' : status;
}

/** Required by the schema [D], and a document is optional [D]. Its address is pre-signed [D]. */
function documentBody(world: World, { refundId }: LedgerRefund): { document?: unknown } {
	switch (world.switches.thredfi.document) {
		case 'absent':
			return {};
		case 'null':
			return { document: null };
		case 'object':
			return {
				document: {
					url: `https://documents.example/${refundId}.pdf?X-Amz-Signature=presigned`,
					expires_in: 3600,
					document_id: refundId,
					file_name: 'refund.pdf',
					file_size: 12_345,
					mime_type: 'application/pdf',
				},
			};
	}
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
		description: '',
		allocation_date: at,
	};
}

/** [ND] Whether a refund books a payment too. */
function refundPayments(
	world: World,
	refund: LedgerRefund,
	status: string,
	total: number,
	at: string,
): readonly unknown[] {
	if (status !== 'paid' || !world.switches.thredfi.createFillsPayments) return [];
	const { details } = refund;
	return [
		{
			id: idFor('thredfi', 'payment', 500_000 + refund.seq),
			refund_id: refund.refundId,
			refunded_amount: total,
			refund_processing_fee: details['refund_processing_fee_cents'] ?? 0,
			reconciled_bank_transactions: [],
			created_at: at,
			updated_at: at,
			completed_at: details['completed_at'] ?? at,
			method: details['method'] ?? 'OTHER',
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

/** Four fields: on an invoice as the client reads them [C], on a payment as in its sample [D]. */
export function refundAllocations(world: World, invoice: LedgerInvoice): readonly unknown[] {
	return world.ledger
		.refundsOf('thredfi', invoice.id)
		.filter(({ status }) => counts(status) || world.switches.thredfi.cancelledStaysAllocated)
		.map((refund) => ({
			refund_id: refund.refundId,
			amount_cents: refund.allocations[0]?.amountMinor ?? 0,
			allocated_at: new Date(refund.createdAt).toISOString(),
			reference_number: refund.details['reference_number'] ?? '',
		}));
}

function outstanding(invoice: LedgerInvoice): number {
	return invoice.status === 'voided' ? 0 : invoice.totalMinor - invoice.paidMinor;
}

export function invoiceNumber(invoice: LedgerInvoice): string {
	return `INV-${String(invoice.number).padStart(4, '0')}`;
}
