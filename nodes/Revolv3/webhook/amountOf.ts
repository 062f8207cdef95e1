import { wireText, type WireObject } from '../../shared/engine/readAnswer';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import type { MinorUnits } from '../../shared/money/minorUnits';
import { LARGEST_TWO_DECIMAL_MINOR, minorFromWireNumber } from '../../shared/money/wireNumber';
import { returnedBy } from '../adapter/attempts';
import { wireId } from '../adapter/wireId';

/**
 * What an event's invoice is about, tax included: a payment's total, or what went back on a refund.
 * A refund's own total is no help: the documented sample repeats the whole invoice there.
 *
 * @param invoice with keys in camel case
 * @returns null where it can't be read, is not exact, or the invoice doesn't say whether it is a refund
 */
export function amountOf(invoice: WireObject): MinorUnits | null {
	const currency = wireText(invoice.currency)?.trim().toUpperCase() || null;
	const exponent = currency === null ? EXPONENT_WITHOUT_CURRENCY : currencyExponent(currency);
	if (exponent === null) return null;
	const isPayment = invoice.parentInvoiceId === null;
	if (!isPayment && wireId(invoice.parentInvoiceId) === null) return null;
	const amount = isPayment
		? minorFromWireNumber(invoice.total, exponent)
		: returnedBy(invoice.invoiceAttempts, exponent);
	// Above it neighbouring cents share one JSON number: the amount read may not be the amount meant.
	return amount !== null && amount <= LARGEST_TWO_DECIMAL_MINOR ? amount : null;
}
