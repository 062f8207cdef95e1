import type { WireObject } from '../../shared/engine/provider/http';
import {
	NOTHING,
	restOf,
	sumOf,
	toMinorUnits,
	type MinorUnits,
} from '../../shared/money/minorUnits';
import { shareOf } from '../../shared/money/percentage';
import { absoluteMinorFromWireNumber } from '../../shared/money/wireNumber';
import type { Original } from './invoice';

/** What a refund gave back, as far as its own invoice tells. See docs/providers/revolv3.md#amounts-and-tax. */
export type Took =
	/** Before tax, and the tax on top of it; tax null where it is not told. */
	| {
			readonly kind: 'told';
			readonly amountMinor: MinorUnits;
			readonly taxMinor: MinorUnits | null;
	  }
	/** What it may be before tax, since the tax in it is not told; and all of it, where that is sure. */
	| {
			readonly kind: 'perhaps';
			readonly amounts: readonly MinorUnits[];
			readonly totalMinor: MinorUnits | null;
	  }
	| { readonly kind: 'untold' };

/**
 * How far the tax of a refund may be from its share, in minor units: a refund of all that is left takes the rest of
 * the tax with it, and with that what earlier refunds have lost or won by rounding. Generous, since an amount is only
 * ever looked for among these.
 */
const MOST_ROUNDING = 5;

/**
 * Tells the tax in what a refund's attempts moved. Whether attempts include tax is not documented, and the sample of a
 * refund's own invoice repeats the amounts of the original on a smaller refund. So only numbers that agree are taken.
 *
 * @param isOnly it is the only refund of the invoice that stands
 * @param shown what answers to refunds have shown of this environment
 */
export function taxApart(
	returned: MinorUnits,
	child: WireObject,
	original: Original,
	isOnly: boolean,
	shown: AttemptTax,
): Took {
	const { subtotal, tax, total, addUp, repeat } = ownNumbers(child, original);
	if (original.taxMinor === NOTHING) return told(returned, NOTHING);
	// Without tax no refund is as large as the whole invoice with it.
	const whole = sumOf([original.subtotalMinor, original.taxMinor]);
	if (returned === whole) return told(original.subtotalMinor, original.taxMinor);
	// Inferred: the child's numbers are its own, and the attempts are with tax or without.
	const areOwn = !repeat || (isOnly && child.invoiceStatus === FULL);
	if (areOwn && addUp && subtotal !== null && tax !== null) {
		if (total === returned || subtotal === returned) return told(subtotal, tax);
	}
	if (subtotal === returned && tax === null) return told(returned, null);
	if (shown.isIncluded === false) return told(returned, null);
	const amounts = perhaps(returned, original);
	if (shown.isIncluded && shown.isInProportion) {
		const [only, ...others] = amounts.filter((amount) => isWithShare(amount, returned, original));
		if (only !== undefined && others.length === 0) return told(only, restOf(returned, only));
	}
	const toldAlone = subtotal === null && tax === null && total === returned;
	const isWithTax = shown.isIncluded ?? original.attemptsIncludeTax;
	return { kind: 'perhaps', amounts, totalMinor: toldAlone || isWithTax ? returned : null };
}

/** Whether the amount and its share of the tax, rounded half-up, come to what went back. */
function isWithShare(
	amount: MinorUnits,
	returned: MinorUnits,
	{ subtotalMinor, taxMinor }: Original,
): boolean {
	if (subtotalMinor === NOTHING || amount > subtotalMinor) return false;
	return sumOf([amount, shareOf(taxMinor, amount, subtotalMinor)]) === returned;
}

/**
 * The same for a refund whose attempts are not shown.
 *
 * @param isOnly it is the only refund of the invoice that stands
 */
export function withoutAttempts(child: WireObject, original: Original, isOnly: boolean): Took {
	const { subtotal, tax, addUp, repeat } = ownNumbers(child, original);
	// A payment's numbers say nothing of a part of it. `Refund` and `PartialRefund` are told apart (documented).
	const isWhole = isOnly && child.invoiceStatus === FULL;
	if (!addUp || subtotal === null || tax === null || subtotal === NOTHING) return UNTOLD;
	return repeat && !isWhole ? UNTOLD : told(subtotal, tax);
}

/** The status of a refund of everything. */
const FULL = 'Refund';

const UNTOLD: Took = { kind: 'untold' };

function told(amountMinor: MinorUnits, taxMinor: MinorUnits | null): Took {
	return { kind: 'told', amountMinor, taxMinor };
}

interface OwnNumbers {
	readonly subtotal: MinorUnits | null;
	readonly tax: MinorUnits | null;
	readonly total: MinorUnits | null;
	readonly addUp: boolean;
	/** They are the original's, as in the documented sample; a payment's have no minus sign. */
	readonly repeat: boolean;
}

/** A refund's own subtotal, tax and total, written with or without a minus sign. */
function ownNumbers(child: WireObject, original: Original): OwnNumbers {
	const read = (value: unknown) => absoluteMinorFromWireNumber(value, original.exponent);
	const subtotal = read(child.subtotal);
	const tax = read(child.tax);
	const total = read(child.total);
	const addUp = total !== null && sumOf([subtotal, tax]) === total;
	const isNegative = typeof child.subtotal === 'number' && child.subtotal < 0;
	const repeat = !isNegative && subtotal === original.subtotalMinor && tax === original.taxMinor;
	return { subtotal, tax, total, addUp, repeat };
}

/** Without about the tax that goes with it, the likeliest first, and all of it. */
function perhaps(returned: MinorUnits, { subtotalMinor, taxMinor }: Original): MinorUnits[] {
	const total = sumOf([subtotalMinor, taxMinor]);
	const share = total === null ? returned : shareOf(returned, subtotalMinor, total);
	const near = Array.from({ length: MOST_ROUNDING }, (_, step) => [
		share - step - 1,
		share + step + 1,
	]).flat();
	return [...new Set([share, returned, ...near])]
		.filter((amount) => amount <= returned)
		.flatMap((amount) => toMinorUnits(amount) ?? [])
		.filter((amount) => amount !== NOTHING);
}

/**
 * Whether attempts include the tax, and whether tax goes back in proportion, is not documented. The answer to a refund
 * shows both, and it holds for the other refunds of the same environment. See docs/providers/revolv3.md#amounts-and-tax.
 */
export interface AttemptTax {
	/** null where no answer has shown it, or two have shown opposites. */
	readonly isIncluded: boolean | null;
	/** Every answer had the tax in proportion, rounded half-up. */
	readonly isInProportion: boolean;
}

/** A refund as its answer confirmed it. */
interface ConfirmedRefund {
	readonly amountMinor: MinorUnits;
	readonly taxMinor: MinorUnits | null;
	/** What its attempt moved. */
	readonly movedMinor: MinorUnits | null;
	/** It took the rest of the invoice, and with it the rest of the tax. */
	readonly isLast: boolean;
}

interface Seen {
	included: boolean;
	excluded: boolean;
	inProportion: boolean;
	otherwise: boolean;
}

const UNSEEN: AttemptTax = { isIncluded: null, isInProportion: false };

/** For the whole process: what one run learns, the next one knows. */
const seenIn = new Map<string, Seen>();
/** Environments that are kept in mind; the oldest go first. */
const MOST_ENVIRONMENTS = 100;

/** What answers of the environment have shown so far. */
export function attemptTaxIn(environment: string): AttemptTax {
	const seen = seenIn.get(environment);
	if (!seen) return UNSEEN;
	return {
		isIncluded: seen.included === seen.excluded ? null : seen.included,
		isInProportion: seen.inProportion && !seen.otherwise,
	};
}

/** Learns from a refund of a taxed invoice. An answer that does not agree with itself shows nothing. */
export function learnAttemptTax(
	environment: string,
	{ subtotalMinor, taxMinor: invoiceTax }: Pick<Original, 'subtotalMinor' | 'taxMinor'>,
	{ amountMinor, taxMinor, movedMinor, isLast }: ConfirmedRefund,
): void {
	if (invoiceTax === NOTHING || subtotalMinor === NOTHING || taxMinor === null) return;
	const seen = seenIn.get(environment) ?? {
		included: false,
		excluded: false,
		inProportion: false,
		otherwise: false,
	};
	if (taxMinor !== NOTHING) {
		if (movedMinor === sumOf([amountMinor, taxMinor])) seen.included = true;
		if (movedMinor === amountMinor) seen.excluded = true;
	}
	const share = shareOf(invoiceTax, amountMinor, subtotalMinor);
	if (taxMinor === share) seen.inProportion = true;
	else if (!isLast) seen.otherwise = true;
	seenIn.delete(environment);
	seenIn.set(environment, seen);
	const [oldest] = seenIn.keys();
	if (seenIn.size > MOST_ENVIRONMENTS && oldest !== undefined) seenIn.delete(oldest);
}
