import type { Read } from '../../shared/engine/adapter';
import type { Target } from '../../shared/engine/request';
import type { ShownRefund, ShownRefunds } from '../../shared/engine/snapshot';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import type { RefundShare } from './wireAllocations';
import { invoicesOf, shareOn, toShownRefund, type WireRefund } from './wireRefund';

/**
 * A refund as a refund of this invoice; null where it is one of another invoice, which a payment of both names.
 *
 * @param told what the invoice says of it; empty where only a payment names it
 */
export function shownHere(
	refund: WireRefund,
	invoiceId: string,
	told: readonly RefundShare[],
): ShownRefund | null {
	const invoices = invoicesOf(refund);
	const isElsewhere = invoices.length > 0 && !invoices.includes(invoiceId);
	if (told.length === 0 && isElsewhere) return null;
	const share = told.length === 0 ? null : sumOf(told.map(({ amountMinor }) => amountMinor));
	const shown = toShownRefund(refund, invoiceId, shareOn(invoiceId, refund, share));
	// One that failed or was cancelled takes nothing off the invoice, whatever amount still stands there.
	return shown.state === 'spent' && shown.amountMinor === null
		? { ...shown, amountMinor: refund.refundedMinor }
		: shown;
}

/**
 * The refund under the plan's own key. The key is made of the invoice's id: a refund under it belongs to the invoice,
 * also where it names none, as a cancelled one may.
 *
 * @returns null where it names another invoice
 */
export function ownRefund(refund: WireRefund, { invoiceId }: Target): ShownRefund | null {
	const invoices = invoicesOf(refund);
	if (invoices.some((other) => other !== invoiceId)) return null;
	const amountMinor = invoices.length > 0 ? shareOn(invoiceId, refund, null) : refund.refundedMinor;
	const shown = toShownRefund(refund, invoiceId, amountMinor);
	return shown.state === 'spent' ? { ...shown, amountMinor: refund.refundedMinor } : shown;
}

/** What refunds add up to; null once the sum stops being exact, and where one's amount is not known. */
export const sumOfRefunds = (refunds: readonly ShownRefund[]): MinorUnits | null =>
	sumOf(refunds.map(({ amountMinor }) => amountMinor));

export function listed(refunds: readonly ShownRefund[]): Read<ShownRefunds> {
	return { ok: true, value: { kind: 'listed', refunds } };
}

export function unreadable(why: string): Read<ShownRefunds> {
	return { ok: true, value: unclear(why) };
}

export function unclear(why: string): ShownRefunds {
	return { kind: 'unreadable', why: `Thredfi's refunds of this invoice are not clear: ${why}.` };
}
