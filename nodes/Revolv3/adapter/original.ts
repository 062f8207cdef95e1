import { isWireObject, wireText } from '../../shared/engine/readAnswer';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { LARGEST_TWO_DECIMAL_MINOR, minorFromWireNumber } from '../../shared/money/wireNumber';
import { attemptsIn, earliestDay, isNegative, successes } from './attempts';
import { scanQueries, type ScanQuery } from './scanQuery';
import { wireId } from './wireId';

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

export type OriginalRead =
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
