import { counts, type LedgerInvoice, type LedgerRefund } from '../../ledger/records';
import type { World } from '../../world';
import { minorDigits, toWireNumber } from '../../wire/decimal';
import { revolv3Refusal } from './errors';

/** What is left of an invoice, before tax and tax apart. */
export interface Left {
	readonly subtotalMinor: number;
	readonly taxMinor: number;
}

/** [D] Ids are whole numbers from 1 to 1,000,000,000. */
export function readRevolv3Id(text: string): string {
	if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > 1_000_000_000) {
		throw revolv3Refusal(400, 'The value is not a valid invoiceId.');
	}
	return text;
}

/** What may still go back; pending refunds use it up [ND, strict]. */
export function leftOf(world: World, invoice: LedgerInvoice): Left {
	const paidTax = invoice.paidMinor > 0 ? invoice.taxMinor : 0;
	return {
		subtotalMinor: invoice.paidMinor - paidTax - world.ledger.refundedMinor(invoice),
		taxMinor: paidTax - world.ledger.refundedTaxMinor(invoice),
	};
}

/** [D] The invoice object. [ND] Whether an original ever shows its refunds: only by a switch. */
export function revolv3InvoiceBody(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const digits = minorDigits(invoice.currency);
	return {
		...common(invoice),
		invoiceId: Number(invoice.id),
		parentInvoiceId: null,
		invoiceStatus: revolv3Status(world, invoice),
		subtotal: toWireNumber(invoice.totalMinor - invoice.taxMinor, digits),
		tax: toWireNumber(invoice.taxMinor, digits),
		total: toWireNumber(invoice.totalMinor, digits),
		invoiceAttempts:
			invoice.paidMinor > 0
				? [attempt(Number(invoice.id), toWireNumber(invoice.paidMinor, digits), invoice.createdAt)]
				: [],
	};
}

/** [D] A refund is a child invoice with its own id; `parentInvoiceId` points to the original. */
export function revolv3ChildBody(
	world: World,
	parent: LedgerInvoice,
	refund: LedgerRefund,
): Record<string, unknown> {
	const digits = minorDigits(parent.currency);
	const own = ownAmounts(refund);
	// [ND] the documented sample repeats the original's amounts in the child
	const shown = world.switches.revolv3.taxToldOnChild
		? own
		: { amountMinor: parent.totalMinor - parent.taxMinor, taxMinor: parent.taxMinor };
	return {
		...common(parent),
		invoiceId: Number(refund.refundId),
		parentInvoiceId: Number(parent.id),
		invoiceStatus: refund.status,
		subtotal: toWireNumber(shown.amountMinor, digits),
		tax: toWireNumber(shown.taxMinor, digits),
		total: toWireNumber(shown.amountMinor + shown.taxMinor, digits),
		invoiceAttempts: [refundAttempt(world, parent, refund)],
	};
}

/** [D] The attempt of a refund: its amount is negative. */
export function refundAttempt(world: World, parent: LedgerInvoice, refund: LedgerRefund): unknown {
	const { amountMinor, taxMinor } = ownAmounts(refund);
	const moved = world.switches.revolv3.attemptsIncludeTax ? amountMinor + taxMinor : amountMinor;
	const amount = toWireNumber(-moved, minorDigits(parent.currency));
	return attempt(Number(refund.refundId), amount, refund.createdAt, attemptStatus(refund.status));
}

/** Amount before tax and tax of a refund, which has exactly one allocation here. */
export function ownAmounts(refund: LedgerRefund): { amountMinor: number; taxMinor: number } {
	return refund.allocations[0] ?? { amountMinor: 0, taxMinor: 0 };
}

/** [ND] Whether an original's status changes with its refunds: by a switch. */
export function revolv3Status(world: World, invoice: LedgerInvoice): string {
	if (!world.switches.revolv3.originalTurnsPartialRefund) return invoice.status;
	if (world.ledger.refundedMinor(invoice) === 0) return invoice.status;
	return leftOf(world, invoice).subtotalMinor === 0 ? 'Refund' : 'PartialRefund';
}

/** [ND] Only `Success` is documented. */
function attemptStatus(status: string): string {
	if (!counts(status)) return 'Fail';
	return status === 'Pending' || status === 'RefundPending' ? 'Pending' : 'Success';
}

function common(invoice: LedgerInvoice): Record<string, unknown> {
	return {
		customerId: 5000 + invoice.number,
		merchantInvoiceRefId: invoice.externalId,
		paymentMethod: paymentMethod(invoice.number),
		billingDate: new Date(invoice.createdAt)
			.toISOString()
			.slice(0, 10)
			.split('-')
			.reverse()
			.join('.'),
		merchantLegalName: 'Merchant 1',
		merchantCustomerRefId: invoice.customerRef,
		customerFirstName: 'Customer',
		customerLastName: String(invoice.number),
		subscriptionId: null,
		installmentId: null,
		eligibilityFailReason: null,
		merchantSubscriptionRefId: null,
		networkTransactionId: null,
		currency: invoice.currency === '' ? null : invoice.currency,
		invoiceLineItems: null,
		voidAttempts: null,
	};
}

function paymentMethod(number: number): unknown {
	return {
		paymentMethodId: number,
		billingAddressId: number,
		billingFirstName: 'Customer',
		billingLastName: String(number),
		merchantPaymentMethodRefId: null,
		billingAddress: null,
		paymentMethodAchDetails: null,
		paymentMethodCreditCardDetails: null,
	};
}

function attempt(id: number, amount: number, at: number, status = 'Success'): unknown {
	return {
		invoiceAttemptId: id,
		amount,
		invoiceAttemptStatus: status,
		invoiceAttemptDate: new Date(at).toISOString().replace('Z', '0000Z'), // [D] seven digits
		paymentProcessor: 'BridgePay',
		processorTransactionId: null,
		responseCode: null,
		responseMessage: null,
		processorRawResponse: null,
		paymentMethod: null,
		descriptor: null,
		eligibilityCheckOrderCode: null,
		processorMerchantId: null,
		processingMethod: 'None',
	};
}
