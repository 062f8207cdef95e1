import { idFor } from '../../ledger/ids';
import type { LedgerInvoice } from '../../ledger/records';
import type { World } from '../../world';
import { payerBody } from './customers';
import { inCase, invoiceNumber, refundAllocations, thredfiLeft, thredfiStatus } from './readings';

/** The payments of an invoice, all fields of the sample [D]; the last three are in no readable part of it. */
export function paymentBodies(world: World, invoice: LedgerInvoice): ReadonlyArray<object> {
	const { paymentsHoldFailed, paymentTurnsRefunded } = world.switches.thredfi;
	if (invoice.paidMinor === 0) return [];
	const isEmpty = thredfiLeft(world, invoice) <= 0;
	const came = paymentTurnsRefunded && isEmpty ? 'refunded' : 'completed';
	return [
		paymentBody(world, invoice, came),
		...(paymentsHoldFailed ? [paymentBody(world, invoice, 'failed')] : []),
	];
}

function paymentBody(
	world: World,
	invoice: LedgerInvoice,
	status: 'completed' | 'refunded' | 'failed',
): object {
	const { paymentsTell, paymentsNameRefunds } = world.switches.thredfi;
	const at = new Date(invoice.createdAt).toISOString();
	const failed = status === 'failed';
	const flag = { is_completed: status === 'completed' };
	const names = paymentsNameRefunds && !failed;
	return {
		id: idFor('thredfi', 'payment', invoice.number + (failed ? 250_000 : 0)),
		customer: payerBody(invoice),
		customer_name: payerBody(invoice)['name'],
		customer_email: payerBody(invoice)['email'],
		payment_method: 'bank_transfer',
		total_amount: invoice.paidMinor,
		allocated_amount: invoice.paidMinor,
		unallocated_amount: 0,
		net_amount: invoice.paidMinor,
		processing_fee: 0,
		processing_fee_cents: 0,
		display_amount: `${invoice.currency} ${invoice.paidMinor}`,
		is_fully_allocated: true,
		...(paymentsTell === 'status' ? {} : flag),
		processed_at: failed ? null : at,
		failed_at: failed ? at : null,
		created_at: at,
		updated_at: at,
		allocations: [
			{
				id: idFor('thredfi', 'allocation', invoice.number + (failed ? 750_000 : 500_000)),
				invoice_id: invoice.id,
				invoice_number: invoiceNumber(invoice),
				invoice_status: inCase(world, thredfiStatus(world, invoice)),
				amount: invoice.paidMinor,
				allocated_at: at,
				transaction_tags: [],
				notes: '',
			},
		],
		refund_allocations: names ? refundAllocations(world, invoice) : [],
		reconciled_bank_transactions: [],
		...(paymentsTell === 'flag' ? {} : { status }),
		payment_date: at.slice(0, 10),
		currency: invoice.currency,
	};
}
