import type { CurrentRefund } from '../../shared/engine/adapter';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import type { ShownRefund } from '../../shared/engine/snapshot';
import { NOTHING, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { absoluteMinorFromWireNumber } from '../../shared/money/wireNumber';
import type { Original } from './original';
import { refundState } from './status';
import { taxApart, type Parts } from './taxApart';
import { wireId } from './wireId';

/**
 * A child invoice as the refund it is (dossier §2.3).
 *
 * @param confirmed what this run had confirmed for this very refund: better than any guess from its attempts
 * @returns null when the refund took, or may take, something off the invoice and how much can't be read
 */
export function childRefund(
	child: WireObject,
	original: Original,
	confirmed: Parts | null = null,
): ShownRefund | null {
	const shown = shownChild(child);
	const parts = confirmed ?? partsOf(child, original);
	// What a declined refund would have been takes nothing off the invoice.
	if (parts === null && shown.state !== 'declined') return null;
	return {
		...shown,
		amountMinor: parts?.amountMinor ?? NOTHING,
		taxMinor: parts?.taxMinor ?? null,
		...(parts?.otherAmounts ? { otherAmounts: parts.otherAmounts } : {}),
	};
}

/** A child invoice as a refund to look at: how it stands is worth knowing, an amount that may be another is not. */
export function currentRefund(child: WireObject, original: Original): CurrentRefund {
	const found = partsOf(child, original);
	const parts = found?.otherAmounts ? null : found;
	return {
		refund: {
			...shownChild(child),
			amountMinor: parts?.amountMinor ?? null,
			taxMinor: parts?.taxMinor ?? null,
		},
		mayChange: false,
		currency: original.currency,
		exponent: original.exponent,
	};
}

/** All of a child invoice but its amounts. */
function shownChild(child: WireObject): Omit<ShownRefund, 'amountMinor' | 'taxMinor'> {
	const status = wireText(child.invoiceStatus);
	return {
		refundId: wireId(child.invoiceId),
		externalId: null,
		status,
		state: refundState(status),
		invoiceId: wireId(child.parentInvoiceId),
		response: child,
	};
}

/** What the child gave back, or would have; null where that can't be read. */
function partsOf(child: WireObject, original: Original): Parts | null {
	const currency = wireText(child.currency)?.trim().toUpperCase() || null;
	// §3.1: null in the sample. Another currency than the original's would make every comparison wrong.
	if (currency !== null && original.currency !== null && currency !== original.currency)
		return null;
	const returned = attemptsTotal(child.invoiceAttempts, original.exponent);
	return returned === null ? null : taxApart(returned, child, original);
}

/**
 * What the refund attempts add up to, without sign (design §6; §2.3: the sample's amount is negative, documented).
 * Attempts of both signs are unseen: their difference could be less than what went back.
 * Zero is no answer either, since a refund that stands is of something.
 */
export function attemptsTotal(attempts: unknown, exponent: number): MinorUnits | null {
	if (!Array.isArray(attempts)) return null;
	const list: readonly unknown[] = attempts;
	const amounts: MinorUnits[] = [];
	const signs = new Set<number>();
	for (const attempt of list) {
		if (!isWireObject(attempt)) return null;
		const amount = absoluteMinorFromWireNumber(attempt.amount, exponent);
		if (amount === null) return null;
		amounts.push(amount);
		if (amount !== NOTHING) signs.add(Math.sign(Number(attempt.amount)));
	}
	return signs.size === 1 ? sumOf(amounts) : null;
}
