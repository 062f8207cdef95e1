import type { WireObject } from '../../shared/engine/readAnswer';
import {
	NOTHING,
	restOf,
	sumOf,
	toMinorUnits,
	type MinorUnits,
} from '../../shared/money/minorUnits';
import { shareOf } from '../../shared/money/percentage';
import { absoluteMinorFromWireNumber } from '../../shared/money/wireNumber';
import type { Original } from './original';

/** What a refund gave back before tax, and the tax on top; tax null where it can't be told apart. */
export interface Parts {
	readonly amountMinor: MinorUnits;
	readonly taxMinor: MinorUnits | null;
	/** What `amountMinor` may be instead; left out where the provider tells it. */
	readonly otherAmounts?: readonly MinorUnits[] | undefined;
}

/**
 * How far the tax of a refund may be from its share, in minor units: a refund of all that is left takes the rest of
 * the tax with it, and with that what earlier refunds have lost or won by rounding. Generous, since what lies beyond
 * is only said to be unknown.
 */
const MOST_ROUNDING = 5;

/**
 * Tells the tax in what a refund gave back. Whether attempts include tax, and what a child's own
 * `subtotal` and `total` mean, is unknown (dossier §2.3: the sample repeats 10.99 and 11.09 on a smaller refund).
 *
 * Where nothing tells, all of `returned` counts as before tax: too little is left rather than too much.
 */
export function taxApart(returned: MinorUnits, child: WireObject, original: Original): Parts {
	const read = (value: unknown) => absoluteMinorFromWireNumber(value, original.exponent);
	const subtotal = read(child.subtotal);
	const tax = read(child.tax);
	const total = read(child.total);
	// Inferred: the child's numbers are its own, and the attempts are with tax …
	if (subtotal !== null && tax !== null && total === returned) {
		if (sumOf([subtotal, tax]) === total) return { amountMinor: subtotal, taxMinor: tax };
	}
	// … or without.
	if (subtotal === returned) return { amountMinor: returned, taxMinor: tax };
	if (original.taxMinor === NOTHING) return { amountMinor: returned, taxMinor: NOTHING };
	// Without tax no refund is as large as the whole invoice with it.
	const { subtotalMinor, taxMinor } = original;
	if (returned === sumOf([subtotalMinor, taxMinor]))
		return { amountMinor: subtotalMinor, taxMinor };
	const toldNothing = subtotal === null || tax === null;
	const repeatsOriginal = subtotal === original.subtotalMinor && tax === original.taxMinor;
	const share = toldNothing || repeatsOriginal ? inProportion(returned, original) : null;
	// Numbers of its own that fit nothing contradict the attempts; a split would only be a third opinion.
	const parts = share ?? { amountMinor: returned, taxMinor: null };
	return { ...parts, otherAmounts: otherAmounts(returned, parts.amountMinor, original) };
}

/** All of `returned`, and what is left of it without about the tax that goes with it. */
function otherAmounts(
	returned: MinorUnits,
	taken: MinorUnits,
	{ subtotalMinor, taxMinor }: Original,
): MinorUnits[] {
	const total = sumOf([subtotalMinor, taxMinor]);
	const share = total === null ? returned : shareOf(returned, subtotalMinor, total);
	const lowest = share - MOST_ROUNDING;
	const near = Array.from({ length: 2 * MOST_ROUNDING + 1 }, (_, step) => lowest + step);
	return [...new Set([...near, returned])]
		.filter((amount) => amount !== taken && amount <= returned)
		.flatMap((amount) => toMinorUnits(amount) ?? [])
		.filter((amount) => amount !== NOTHING);
}

/**
 * §2.4, inferred: tax goes back in proportion (5.99 × 0.10 ÷ 10.99 is about the sample's 0.05).
 * Taken only if adding the tax to the part before it gives back exactly what was returned.
 */
function inProportion(returned: MinorUnits, { subtotalMinor, taxMinor }: Original): Parts | null {
	const total = sumOf([subtotalMinor, taxMinor]);
	if (total === null || subtotalMinor === NOTHING) return null;
	const amountMinor = shareOf(returned, subtotalMinor, total);
	const withTax = sumOf([amountMinor, shareOf(taxMinor, amountMinor, subtotalMinor)]);
	return withTax === returned ? { amountMinor, taxMinor: restOf(returned, amountMinor) } : null;
}
