import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { LARGEST_TWO_DECIMAL_MINOR, minorFromWireNumber } from '../../shared/money/wireNumber';
import { earliestDay } from './earliestDay';
import type { SweepQuery } from './sweep';
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
	/** How to ask for its refunds; null where the invoice names neither a customer nor a day. */
	readonly query: SweepQuery | null;
	/** An attempt with a negative amount is among its own: something went back. */
	readonly hasNegativeAttempt: boolean;
}

export type OriginalRead =
	{ readonly ok: true; readonly original: Original } | { readonly ok: false; readonly why: string };

/** Proves the answer to Get Invoice (dossier §3.1); what can't be read is never guessed. */
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
			query: queryFor(body),
			hasNegativeAttempt: attemptsOf(body).some(isNegative),
		},
	};
}

/** The customer's invoices are few; a day's reach is the second choice (design §7). */
function queryFor(invoice: WireObject): SweepQuery | null {
	const customerRef = wireText(invoice.merchantCustomerRefId);
	if (customerRef !== null && customerRef.trim() !== '') return { by: 'customer', customerRef };
	// A refund is made, and so last updated, on the day of the first attempt at the earliest.
	const day = earliestDay(attemptsOf(invoice));
	return day === null ? null : { by: 'day', day };
}

function attemptsOf({ invoiceAttempts }: WireObject): readonly unknown[] {
	return Array.isArray(invoiceAttempts) ? invoiceAttempts : [];
}

function isNegative(attempt: unknown): boolean {
	return isWireObject(attempt) && typeof attempt.amount === 'number' && attempt.amount < 0;
}

function isUnreadableText(value: unknown): boolean {
	return value !== null && value !== undefined && typeof value !== 'string';
}

function no(why: string): OriginalRead {
	return { ok: false, why };
}
