import { counts, type LedgerInvoice, type LedgerRefund } from '../../ledger/records';
import type { World } from '../../world';
import { minorDigits, shareHalfUp, toWireNumber } from '../../wire/decimal';
import { revolv3Refusal } from './errors';

/** What is left of an invoice, before tax and tax apart. */
export interface Left {
	readonly subtotalMinor: number;
	readonly taxMinor: number;
}

/** [D] Ids are whole numbers from 1 to 1,000,000,000. */
export function readRevolv3Id(world: World, text: string, name = 'invoiceId'): string {
	if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > 1_000_000_000) {
		throw revolv3Refusal(world, 400, `The value is not a valid ${name}.`);
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

/** The tax that goes back with an amount, and whether nothing is left then. */
export function taxWith(
	world: World,
	invoice: LedgerInvoice,
	amountMinor: number,
): { readonly taxMinor: number; readonly emptied: boolean } {
	const left = leftOf(world, invoice);
	const emptied = amountMinor === left.subtotalMinor;
	// [I] in proportion, half-up; the last refund takes what is left of it
	const share = shareHalfUp(amountMinor, invoice.taxMinor, invoice.totalMinor - invoice.taxMinor);
	const before = world.switches.revolv3.taxGoesBack === 'withTheLast' ? 0 : share;
	return { taxMinor: emptied ? left.taxMinor : Math.min(before, left.taxMinor), emptied };
}

/** [D] The invoice object. [ND] Whether an original ever shows its refunds: only by switches. */
export function revolv3InvoiceBody(world: World, invoice: LedgerInvoice): Record<string, unknown> {
	const digits = minorDigits(invoice.currency);
	return {
		invoiceId: Number(invoice.id),
		parentInvoiceId: null,
		...aboutCustomer(world, invoice),
		merchantInvoiceRefId: invoice.externalId,
		paymentMethod: paymentMethod(world, invoice.number),
		invoiceStatus: revolv3Status(world, invoice),
		subtotal: toWireNumber(invoice.totalMinor - invoice.taxMinor, digits),
		tax: toWireNumber(invoice.taxMinor, digits),
		total: toWireNumber(invoice.totalMinor, digits),
		...rest(invoice, invoice.createdAt),
		currency:
			invoice.currency === '' || !world.switches.revolv3.currencyTold ? null : invoice.currency,
		invoiceLineItems: null,
		invoiceAttempts: originalAttempts(world, invoice),
		voidAttempts: null,
	};
}

/** [D] A refund is a child invoice with its own id; `parentInvoiceId` points to the original. */
export function revolv3ChildBody(
	world: World,
	parent: LedgerInvoice,
	refund: LedgerRefund,
	showsAttempts = world.switches.revolv3.childShowsAttempts,
): Record<string, unknown> {
	const digits = minorDigits(parent.currency);
	const { childNumbers } = world.switches.revolv3;
	const own = ownAmounts(refund);
	const shown =
		childNumbers === 'repeated'
			? { amountMinor: parent.totalMinor - parent.taxMinor, taxMinor: parent.taxMinor }
			: own;
	const sign = childNumbers === 'negative' ? -1 : 1;
	return {
		invoiceId: Number(refund.refundId),
		parentInvoiceId: Number(parent.id),
		...aboutCustomer(world, parent),
		merchantInvoiceRefId: parent.externalId,
		paymentMethod: paymentMethod(world, parent.number),
		invoiceStatus: refund.status,
		subtotal: toWireNumber(sign * shown.amountMinor, digits),
		tax: toWireNumber(sign * shown.taxMinor, digits),
		total: toWireNumber(sign * (shown.amountMinor + shown.taxMinor), digits),
		...rest(parent, refund.createdAt),
		currency: null, // [D] in every sample of a refund
		invoiceLineItems: null,
		invoiceAttempts: showsAttempts ? [refundAttempt(world, parent, refund)] : null,
		voidAttempts: null,
	};
}

/** [D] A row as every sample of a list shows it: no parent, no attempts, no currency. */
export function revolv3ShortRow(
	world: World,
	body: Record<string, unknown>,
): Record<string, unknown> {
	const isAch = world.switches.revolv3.paidBy === 'ach';
	return {
		invoiceId: body['invoiceId'],
		customerId: body['customerId'],
		merchantInvoiceRefId: body['merchantInvoiceRefId'],
		binNumber: isAch ? null : CARD.binNumber,
		last4Digit: isAch ? null : CARD.paymentLast4Digit,
		invoiceStatus: body['invoiceStatus'],
		subtotal: body['subtotal'],
		tax: body['tax'],
		total: body['total'],
		billingDate: body['billingDate'],
		merchantLegalName: body['merchantLegalName'],
		merchantCustomerRefId: body['merchantCustomerRefId'],
		customerFirstName: body['customerFirstName'],
		customerLastName: body['customerLastName'],
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

/** The id of whoever has the reference: one customer for all invoices that share it. */
export function revolv3CustomerId(world: World, customerRef: string): number {
	const first = world.ledger.invoices('revolv3').find((one) => one.customerRef === customerRef);
	return 5000 + (first?.number ?? 0);
}

/** [D] The attempts of a payment. [ND] Whether an original lists its refunds among them. */
function originalAttempts(world: World, invoice: LedgerInvoice): unknown {
	const { originalAttempts: shown, attemptsIncludeTax } = world.switches.revolv3;
	// [D] null on the sample, whose invoice was never tried
	if (shown === 'none' || invoice.paidMinor === 0) return null;
	const digits = minorDigits(invoice.currency);
	// an attempt is an attempt: a payment's is without tax where a refund's is
	const paidMinor = invoice.paidMinor - (attemptsIncludeTax ? 0 : invoice.taxMinor);
	const payment = attempt(Number(invoice.id), toWireNumber(paidMinor, digits), invoice.createdAt);
	if (shown === 'payment') return [payment];
	const refunds = world.ledger.refundsOf('revolv3', invoice.id);
	return [payment, ...refunds.map((refund) => refundAttempt(world, invoice, refund))];
}

/** [ND] Only `Success` is documented. */
function attemptStatus(status: string): string {
	if (!counts(status)) return 'Fail';
	return status === 'Pending' || status === 'RefundPending' ? 'Pending' : 'Success';
}

function aboutCustomer(world: World, { customerRef, number }: LedgerInvoice) {
	const { customerTold } = world.switches.revolv3;
	return {
		customerId: customerTold === 'nothing' ? null : revolv3CustomerId(world, customerRef),
		merchantCustomerRefId: customerTold === 'both' ? customerRef : null,
		merchantLegalName: 'Merchant 1',
		customerFirstName: 'Customer',
		customerLastName: String(number),
	};
}

function rest({ createdAt }: LedgerInvoice, billedAt = createdAt): Record<string, unknown> {
	return {
		// [D] as on the newest sample; older ones have `30-Oct-25`, webhooks `1/19/2025`
		billingDate: new Date(billedAt).toISOString().slice(0, 10).split('-').reverse().join('.'),
		subscriptionId: null,
		installmentId: null,
		eligibilityFailReason: null,
		merchantSubscriptionRefId: null,
		networkTransactionId: null,
	};
}

const CARD = { binNumber: '411111', paymentLast4Digit: '1111', paymentExpirationDate: '0835' };

function paymentMethod(world: World, number: number): unknown {
	const isAch = world.switches.revolv3.paidBy === 'ach';
	return {
		paymentMethodId: number,
		billingAddressId: number,
		billingFirstName: 'Customer',
		billingLastName: String(number),
		merchantPaymentMethodRefId: null,
		billingAddress: null,
		// [ND] its fields: no sample shows any
		paymentMethodAchDetails: isAch ? { paymentLast4Digit: '6789' } : null,
		paymentMethodCreditCardDetails: isAch ? null : CARD,
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
