import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject } from '../../shared/engine/provider/http';
import {
	leftAfter,
	type ProviderRefunds,
	type InvoiceSnapshot,
} from '../../shared/engine/provider/snapshot';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { NOTHING, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { LARGEST_TWO_DECIMAL_MINOR, minorFromWireNumber } from '../../shared/money/wireNumber';
import { scanQueries, type ScanQuery } from './scan';
import { attemptsIn, earliestDay, isNegative, successes, wireId } from './wire';

/** What an original invoice says that its refunds are measured against. */
export interface Original {
	readonly invoiceId: string;
	/** null on a payment; on a refund the invoice it was made on. */
	readonly parentInvoiceId: string | null;
	readonly status: string | null;
	readonly currency: string | null;
	readonly exponent: number;
	readonly subtotalMinor: MinorUnits;
	readonly taxMinor: MinorUnits;
	/** How to look for its refunds, one after the other. */
	readonly queries: readonly ScanQuery[];
	/** An attempt with a negative amount is among its own: something went back. */
	readonly hasNegativeAttempt: boolean;
	/** Its payment's attempts include the tax, so a refund's are taken to do so too (inferred). */
	readonly attemptsIncludeTax: boolean;
	/** The first and the last successful attempt, ISO 8601 UTC; null where none is dated. */
	readonly paidAt: string | null;
	readonly lastPaymentAt: string | null;
	/** Paid from a bank account (ACH, documented as `paymentMethodAchDetails`). */
	readonly paidByBankDebit: boolean;
}

type OriginalRead =
	{ readonly ok: true; readonly original: Original } | { readonly ok: false; readonly why: string };

/** Proves the answer to Get Invoice; what can't be read is never guessed. */
export function readOriginal(body: unknown, invoiceId: string): OriginalRead {
	if (!isWireObject(body)) return no('it is not an invoice');
	if (wireId(body.invoiceId) !== invoiceId) return no('it is about another invoice');
	const parentInvoiceId = body.parentInvoiceId === null ? null : wireId(body.parentInvoiceId);
	if (parentInvoiceId === null && body.parentInvoiceId !== null) {
		return no('it does not say whether the invoice is itself a refund');
	}
	if (isUnreadableText(body.currency)) return no('its currency is not a text');
	const currency = wireText(body.currency)?.trim().toUpperCase() || null;
	const exponent = currency === null ? EXPONENT_WITHOUT_CURRENCY : currencyExponent(currency);
	if (exponent === null) return no(`its currency '${currency}' is not one that ISO 4217 lists`);
	const subtotalMinor = minorFromWireNumber(body.subtotal, exponent);
	const taxMinor = minorFromWireNumber(body.tax, exponent);
	if (subtotalMinor === null) return no('its subtotal is not an amount');
	if (taxMinor === null) return no('its tax is not an amount');
	const total = sumOf([subtotalMinor, taxMinor]);
	// Neighbouring cents share one JSON number from here on: the amount read may not be the amount meant.
	if (total === null || total > LARGEST_TWO_DECIMAL_MINOR) return no('it is too large to be exact');
	const attempts = attemptsIn(body.invoiceAttempts);
	const paid = successes(attempts);
	return {
		ok: true,
		original: {
			invoiceId,
			parentInvoiceId,
			status: wireText(body.invoiceStatus),
			currency,
			exponent,
			subtotalMinor,
			taxMinor,
			queries: scanQueries({
				customerReference: visibleText(body.merchantCustomerRefId),
				customerId: wireId(body.customerId),
				paymentDay: earliestDay(attempts),
			}),
			hasNegativeAttempt: attempts.some(isNegative),
			attemptsIncludeTax: attempts.some(
				(attempt) =>
					isWireObject(attempt) && minorFromWireNumber(attempt.amount, exponent) === total,
			),
			paidAt: paid.first,
			lastPaymentAt: paid.last,
			paidByBankDebit: [body, ...attempts].some(isByBankDebit),
		},
	};
}

function isByBankDebit(value: unknown): boolean {
	if (!isWireObject(value)) return false;
	const method = value.paymentMethod;
	return isWireObject(method) && isWireObject(method.paymentMethodAchDetails);
}

function visibleText(value: unknown): string | null {
	const text = wireText(value);
	return text === null || text.trim() === '' ? null : text;
}

function isUnreadableText(value: unknown): boolean {
	return value !== null && value !== undefined && typeof value !== 'string';
}

function no(why: string): OriginalRead {
	return { ok: false, why };
}

/**
 * The original and its refunds as the engine sees them. Refunds are told even where the state forbids another,
 * so that a refund made earlier under the same reference is still found.
 */
export function parseSnapshot(
	original: Original,
	refunds: ProviderRefunds,
	response: unknown,
): InvoiceSnapshot {
	const { invoiceId, parentInvoiceId, status, currency, exponent, subtotalMinor } = original;
	const paidMinor = wasNeverCollected(status) ? NOTHING : subtotalMinor;
	return {
		invoiceId,
		status,
		// A refund's own invoice carries refund statuses too, so this is asked before the status.
		notRefundable:
			parentInvoiceId === null
				? whyNotRefundable(invoiceId, status)
				: `Invoice ${invoiceId} is itself a refund (of invoice ${parentInvoiceId}).`,
		currency,
		exponent,
		paidMinor,
		taxMinor: original.taxMinor,
		paidAt: original.paidAt,
		lastPaymentAt: original.lastPaymentAt,
		paidByBankDebit: original.paidByBankDebit,
		refundableMinor: leftAfter(paidMinor, original.taxMinor, refunds),
		refunds,
		response,
	};
}

/** Statuses whose money was not collected, or not yet: nothing of such an invoice was paid. */
const NEVER_COLLECTED: ReadonlySet<string | null> = new Set([
	'Pending',
	'OneTimePaymentPending',
	'RecurringPending',
	'BatchPending',
	'CapturePending',
	'RetryPending',
	'MultiCardsPending',
	'Recycle',
	'Delinquent',
	'Noncollectable',
	'Failed',
]);

function wasNeverCollected(status: string | null): boolean {
	return NEVER_COLLECTED.has(status);
}

/** Why an original with this status can't be refunded; null where it can. See docs/providers/revolv3.md#statuses. */
export function whyNotRefundable(invoiceId: string, status: string | null): string | null {
	const invoice = `Invoice ${invoiceId} is '${status ?? 'without a status'}' at Revolv3`;
	switch (status) {
		case 'Paid':
		case 'PartialRefund':
			return null;
		case 'Refund':
			return `${invoice}: it was refunded in full.`;
		case 'RefundPending':
		case 'RefundDeclined':
		case 'RefundFailed':
			return `${invoice}, which is not known to allow a refund.`;
		case 'Pending':
		case 'OneTimePaymentPending':
		case 'RecurringPending':
		case 'BatchPending':
		case 'CapturePending':
		case 'RetryPending':
		case 'MultiCardsPending':
		case 'Recycle':
		case 'Delinquent':
			return `${invoice}: its money was not collected yet.`;
		case 'Noncollectable':
		case 'Failed':
			return `${invoice}: its money was never collected.`;
		case 'Void':
			return `${invoice}: its payment was voided, or it was billed outside Revolv3.`;
		case 'MerchantPaid':
		case 'MerchantCancelled':
			return `${invoice}: it was settled outside Revolv3, which refunds only what it processed itself.`;
		default:
			return `${invoice}, and nothing documents that this allows a refund.`;
	}
}
