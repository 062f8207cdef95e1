import { NOTHING, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { shareOf } from '../../shared/money/percentage';
import type { Original } from './original';

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
export interface ConfirmedRefund {
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
