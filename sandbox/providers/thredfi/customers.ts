import { idFor } from '../../ledger/ids';
import type { LedgerInvoice } from '../../ledger/records';
import type { World } from '../../world';

/** One customer per `customerRef`. */
export function thredfiCustomerId(invoice: LedgerInvoice): string {
	return idFor('thredfi', 'customer', customerNumber(invoice));
}

/** What a refund calls its customer [D]. */
export function customerName(invoice: LedgerInvoice): string {
	return `Customer ${customerNumber(invoice)}`;
}

/** An invoice's customer, all fields of the sample [D]. There is no `name` among them. */
export function customerBody(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const name = customerName(invoice);
	const { customerNames } = world.switches.thredfi;
	return {
		type: 'Customer',
		id: thredfiCustomerId(invoice),
		external_id: invoice.customerRef,
		reference_number: `C-${customerNumber(invoice)}`,
		individual_name: customerNames === 'company' ? null : name,
		company_name: customerNames === 'individual' ? null : name,
		display_name: customerNames === 'all' ? name : '',
		email: `customer-${customerNumber(invoice)}@customers.example`,
		mobile_phone: '',
		office_phone: '',
		address_line1: '1 Default Street',
		address_line2: '',
		city: 'London',
		state_county: '',
		postal_code: 'N1 1AA',
		country: 'GB',
		full_address: '1 Default Street, London, N1 1AA, GB',
		address_string: '1 Default Street, London, N1 1AA, GB',
		vat_number: '',
		tax_exempt: false,
		status: 'active',
		is_active: true,
		is_archived: false,
		transaction_tags: [],
		notes: '',
		metadata: null,
		payment_terms_days: 30,
		credit_limit: 0,
		credit_limit_cents: 0,
		outstanding_balance: 0,
		documents: [],
	};
}

/** A payment's customer, which does have a `name` [D]. */
export function payerBody(invoice: LedgerInvoice): Record<string, unknown> {
	const name = customerName(invoice);
	return {
		id: thredfiCustomerId(invoice),
		name,
		email: `customer-${customerNumber(invoice)}@customers.example`,
		company_name: name,
	};
}

function customerNumber(invoice: LedgerInvoice): number {
	return Number(/(\d+)$/.exec(invoice.customerRef)?.[1] ?? invoice.number);
}
