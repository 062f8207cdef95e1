declare const minorUnitsBrand: unique symbol;

/**
 * An amount in a currency's smallest unit (cents, kobo, yen): a safe integer, zero or above.
 * Born only in this folder, so that no float and no unchecked number is ever sent as money.
 */
export type MinorUnits = number & { readonly [minorUnitsBrand]: true };

/** 2^53 − 1: above it a JavaScript integer, and a JSON number, stops being exact. */
export const LARGEST_MINOR_UNITS = Number.MAX_SAFE_INTEGER;

/**
 * Takes a number as minor units.
 *
 * @returns null unless it is an integer from 0 to 2^53 − 1
 */
export function toMinorUnits(value: unknown): MinorUnits | null {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
		? (value as MinorUnits)
		: null;
}

export const NOTHING = 0 as MinorUnits;

/** Adds amounts of one currency; null once the sum stops being exact, and where one of them is not known. */
export function sumOf(amounts: ReadonlyArray<MinorUnits | null>): MinorUnits | null {
	let sum = 0;
	for (const amount of amounts) {
		if (amount === null) return null;
		sum += amount;
		if (!Number.isSafeInteger(sum)) return null;
	}
	return toMinorUnits(sum);
}

/** What is left of `whole` after `part`, never below zero. */
export function restOf(whole: MinorUnits, part: MinorUnits): MinorUnits {
	return Math.max(0, whole - part) as MinorUnits;
}
