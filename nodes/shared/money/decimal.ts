import { toMinorUnits, type MinorUnits } from './minorUnits';

/** A plain decimal as it was written, split at the point: `"12.50"` is `{ whole: "12", fraction: "50" }`. */
export interface Decimal {
	readonly whole: string;
	readonly fraction: string;
}

/** No sign, exponent, hex, separator, leading zero, ".5" or "5.": digits are moved later, never multiplied. */
const PLAIN_DECIMAL = /^(0|[1-9]\d*)(?:\.(\d+))?$/;

/** Splits a plain decimal text; null for everything else. */
export function parseDecimal(text: string): Decimal | null {
	const parts = PLAIN_DECIMAL.exec(text);
	return parts ? { whole: parts[1] ?? '', fraction: parts[2] ?? '' } : null;
}

/**
 * A decimal in minor units of a currency with `exponent` digits after the point. In a currency without any, a fraction
 * of exactly two zeros counts for none: systems that know two decimals only write 50 yen as 50.00.
 *
 * @returns null when the decimal has more digits than the currency, or the integer would not be exact
 */
export function decimalToMinor(decimal: Decimal, exponent: number): MinorUnits | null {
	const fraction = exponent === 0 && decimal.fraction === '00' ? '' : decimal.fraction;
	if (fraction.length > exponent) return null;
	return toMinorUnits(Number(decimal.whole + fraction.padEnd(exponent, '0')));
}

/** Minor units as a decimal text with all the currency's digits: 1250 and 2 give `"12.50"`. */
export function minorToText(minor: MinorUnits, exponent: number): string {
	const digits = String(minor).padStart(exponent + 1, '0');
	const point = digits.length - exponent;
	return exponent === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
