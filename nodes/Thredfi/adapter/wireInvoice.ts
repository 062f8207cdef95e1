import { isWireObject, wireText } from '../../shared/engine/readAnswer';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { centsOf, unproven, wireId, type Proven } from './wire';

/** What an invoice says of one refund; `refundId` null where it leaves out which. */
export interface RefundShare {
	readonly refundId: string | null;
	readonly amountMinor: MinorUnits;
}

/** An invoice as Thredfi writes it (§6), each part proven. */
export interface WireInvoice {
	readonly status: string;
	readonly currency: string | null;
	readonly exponent: number;
	readonly paidMinor: MinorUnits;
	/** What was refunded of it; `missing` where the invoice has no such field. */
	readonly refundShares: readonly RefundShare[] | 'missing' | 'unreadable';
}

/** Proves that a body is the invoice that was asked for. */
export function parseWireInvoice(body: unknown, invoiceId: string): Proven<WireInvoice> {
	if (!isWireObject(body)) return unproven('it is not an invoice');
	if (wireId(body.id) !== invoiceId) return unproven('it is about another invoice');
	const status = wireText(body.status);
	if (status === null) return unproven('it tells no status');
	const money = currencyOf(body.currency);
	if (!money) return unproven('its currency is not in ISO 4217');
	// §6 [C]: only the vendor's client shows this field. Without it nobody knows what was paid, and the
	// documented amounts don't tell: not everything billed was paid.
	const paidMinor = paidOf(body.payment_allocations);
	if (paidMinor === null) return unproven('it does not tell what was paid');
	const { refund_allocations: shares = null } = body;
	const refundShares = shares === null ? 'missing' : sharesOf(shares);
	return { ok: true, value: { status, ...money, paidMinor, refundShares } };
}

/** Upper case with its digits; null for a code that ISO 4217 does not list (the list is open, §11). */
export function currencyOf(
	value: unknown,
): { readonly currency: string | null; readonly exponent: number } | null {
	if (value === undefined || value === null) {
		return { currency: null, exponent: EXPONENT_WITHOUT_CURRENCY };
	}
	const currency = wireText(value)?.toUpperCase() ?? '';
	const exponent = currencyExponent(currency);
	return exponent === null ? null : { currency, exponent };
}

function paidOf(value: unknown): MinorUnits | null {
	if (!Array.isArray(value)) return null;
	const amounts: MinorUnits[] = [];
	for (const entry of value) {
		const amount = isWireObject(entry) ? centsOf(entry) : null;
		if (amount === null) return null;
		amounts.push(amount);
	}
	return sumOf(amounts);
}

function sharesOf(value: unknown): readonly RefundShare[] | 'unreadable' {
	if (!Array.isArray(value)) return 'unreadable';
	const shares: RefundShare[] = [];
	for (const entry of value) {
		if (!isWireObject(entry)) return 'unreadable';
		const { refund_id: told = null } = entry;
		const refundId = wireId(told);
		const amountMinor = centsOf(entry);
		if (amountMinor === null || (told !== null && refundId === null)) return 'unreadable';
		shares.push({ refundId, amountMinor });
	}
	return shares;
}

/** null where a refund may be tried; else why not, naming the state. Which states allow it is [ND] (§6). */
export function notRefundable(status: string, invoiceId: string): string | null {
	const says = `Invoice ${invoiceId} is '${status}' at Thredfi`;
	// §6: pages show statuses in both cases [D], the client compares them in lower case [C].
	switch (status.toLowerCase()) {
		case 'paid':
		case 'partially_paid':
		case 'overdue': // part of it may have been paid; where nothing was, the engine says so
			return null;
		case 'draft':
		case 'issued':
		case 'sent':
		case 'refunded':
		case 'partially_written_off':
		case 'written_off':
		case 'voided':
			return `${says}, which can't be refunded.`;
		default:
			return `${says}, a state that is not known to allow a refund.`;
	}
}
