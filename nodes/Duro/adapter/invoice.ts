import type { Result } from '../../shared/engine/result/result';
import { toDateTime } from '../../shared/engine/request/parseMoment';
import { senselessAnswer, wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import type { InvoiceSnapshot } from '../../shared/engine/provider/snapshot';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { profile } from './profile';
import { unwrapped } from './response';

/** Documented: "refund a paid invoice"; of the other states nothing is said. */
const REFUNDABLE_STATUS = 'paid';

export function snapshotOf(
	body: unknown,
	invoiceId: string,
	what: string,
): Result<InvoiceSnapshot> {
	const senseless = (why: string) => senselessAnswer({ profile }, what, why);
	const invoice = unwrapped(body);
	if (!invoice) return senseless('it is not an invoice');
	if (invoice.id !== invoiceId) return senseless('it is about another invoice');
	const status = wireText(invoice.status);
	if (status === null) return senseless('it tells no status');
	const paidMinor = minorFromWireInteger(invoice.amount);
	if (paidMinor === null) return senseless('its amount is not an integer of minor units');
	const money = currencyOf(invoice.currency);
	if (!money) return senseless('its currency is not in ISO 4217');
	return {
		ok: true,
		value: {
			invoiceId,
			status,
			notRefundable:
				status === REFUNDABLE_STATUS
					? null
					: `Invoice ${invoiceId} is '${status}' at Duro, and only a '${REFUNDABLE_STATUS}' one can be refunded.`,
			...money,
			paidMinor, // the invoice's only amount; a paid invoice was paid in full
			taxMinor: null,
			...paymentOf(invoice, status === REFUNDABLE_STATUS),
			refundableMinor: null,
			refunds: { kind: 'invisible' },
			response: invoice,
		},
	};
}

/**
 * The currency, upper case, with its digits; null for one that ISO 4217 does not list.
 *
 * A missing field is not taken for NGN: that is documented as the default when something is *created*
 * (docs.useduro.com/api-reference/introduction), not as what an absent field means. No currency is told then, so `expectedCurrency` refuses; the
 * two digits of such an amount are NGN's as well.
 */
function currencyOf(
	value: unknown,
): { readonly currency: string | null; readonly exponent: number } | null {
	if (value === undefined || value === null) {
		return { currency: null, exponent: EXPONENT_WITHOUT_CURRENCY };
	}
	const currency = wireText(value)?.toUpperCase() ?? '';
	const exponent = currencyExponent(currency);
	return exponent === null ? null : { currency, exponent };
}

/** What an invoice tells of its payment. */
type Payment = Pick<InvoiceSnapshot, 'paidAt' | 'lastPaymentAt' | 'paidByBankDebit' | 'note'>;

/** The status of an attempt that brought the money (documented: `pending`, `succeeded`, `failed`). */
const SUCCEEDED = 'succeeded';

/** Documented by the guide on wallet-first billing; the enum of `rail` does not have it. */
const WALLET = 'wallet';

/**
 * When and how the invoice was paid: `paidAt`, or where that is empty the first attempt that succeeded. An attempt
 * begins before its payment is in, so the invoice never seems younger than it is.
 *
 * Duro collects an invoice in one payment, so the first payment is also the latest.
 * Source: docs/providers/duro.md#how-it-was-paid
 */
export function paymentOf(invoice: WireObject, isPaid: boolean): Payment {
	const attempts = attemptsOf(invoice.attempts);
	const paid = attempts?.filter(({ status }) => status === SUCCEEDED) ?? [];
	const [firstPaid] = paid.flatMap(({ createdAt }) => instantOf(createdAt) ?? []).sort();
	const paidAt = instantOf(invoice.paidAt) ?? firstPaid ?? null;
	const note = isPaid ? noteOn(attempts, paid) : null;
	return {
		paidAt,
		lastPaymentAt: paidAt,
		paidByBankDebit: false,
		...(note === null ? {} : { note }),
	};
}

/** A word for a person where the money may have come from the customer's wallet at Duro. */
function noteOn(
	attempts: readonly WireObject[] | null,
	paid: readonly WireObject[],
): string | null {
	const wayBack = 'Where a refund of such a payment goes is not documented.';
	if (paid.some(({ rail }) => rail === WALLET)) {
		return `It was paid from the customer's wallet at Duro. ${wayBack}`;
	}
	// An attempt without a readable status may be the one that was paid.
	const isComplete = attempts?.every(({ status }) => wireText(status) !== null) ?? false;
	if (!isComplete || paid.length > 0) return null;
	return `Duro shows no payment attempt that succeeded, so it may have been paid from the customer's wallet. ${wayBack}`;
}

/** The payment attempts; null where the list is missing or an entry is not an object. */
function attemptsOf(value: unknown): readonly WireObject[] | null {
	if (!Array.isArray(value)) return null;
	const attempts: unknown[] = value;
	return attempts.every(isWireObject) ? attempts : null;
}

/** ISO 8601 in UTC; Duro's samples name the zone, and a text without one is taken for UTC. */
function instantOf(value: unknown): string | null {
	const moment = toDateTime(wireText(value), 'utc');
	return moment?.isValid ? moment.toUTC().toISO() : null;
}
