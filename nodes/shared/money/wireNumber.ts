import { decimalToMinor, minorToText, parseDecimal } from './decimal';
import { toMinorUnits, type MinorUnits } from './minorUnits';

/**
 * The largest amount, in minor units, that a JSON number with two decimals carries exactly: 2^46 × 100.
 * Above it neighbouring cents share one double.
 */
export const LARGEST_TWO_DECIMAL_MINOR = 7_036_874_417_766_400;

const WIRE_DECIMALS = 2;

/**
 * A major-unit JSON number (10.99) in minor units, through its shortest decimal text and never by multiplying.
 *
 * @returns null for anything that is not a plain number of zero or more with at most `exponent` decimals
 */
export function minorFromWireNumber(value: unknown, exponent: number): MinorUnits | null {
	if (typeof value !== 'number' || !Number.isFinite(value)) return null;
	const decimal = parseDecimal(String(value));
	return decimal && decimalToMinor(decimal, exponent);
}

/** Like `minorFromWireNumber`, for a field that providers write with or without a minus sign. */
export function absoluteMinorFromWireNumber(value: unknown, exponent: number): MinorUnits | null {
	return minorFromWireNumber(typeof value === 'number' ? Math.abs(value) : value, exponent);
}

/**
 * Minor units as a major-unit JSON number with at most two decimals.
 *
 * @returns null when that number, written as JSON and read again, would not be the same amount
 */
export function wireNumberFromMinor(minor: MinorUnits, exponent: number): number | null {
	if (minor > LARGEST_TWO_DECIMAL_MINOR) return null;
	const wire = Number(minorToText(minor, exponent));
	const fraction = parseDecimal(JSON.stringify(wire))?.fraction ?? '';
	if (fraction.length > WIRE_DECIMALS) return null;
	return minorFromWireNumber(JSON.parse(JSON.stringify(wire)), exponent) === minor ? wire : null;
}

/** An integer of minor units as it came off the wire; null for floats, texts and negative numbers. */
export const minorFromWireInteger = toMinorUnits;
