import { type Decimal, parseDecimal } from './decimal';
import { toMinorUnits, type MinorUnits } from './minorUnits';

declare const percentageBrand: unique symbol;

/** A percentage times 10,000 (12.5 % is 125000): above 0, at most 1,000,000. */
export type Percentage = number & { readonly [percentageBrand]: true };

const PERCENTAGE_DECIMALS = 4;
const HUNDRED_PERCENT = 100 * 10 ** PERCENTAGE_DECIMALS;

/** Reads `"12.5"` as a percentage; null unless above 0, at most 100 and of at most four decimals. */
export function parsePercentage(text: string): Percentage | null {
	const decimal: Decimal | null = parseDecimal(text);
	if (!decimal || decimal.fraction.length > PERCENTAGE_DECIMALS) return null;
	const scaled = Number(decimal.whole + decimal.fraction.padEnd(PERCENTAGE_DECIMALS, '0'));
	return scaled > 0 && scaled <= HUNDRED_PERCENT ? (scaled as Percentage) : null;
}

/** The share of `total`, rounded half up to a minor unit (0.5 of a cent becomes a cent). */
export function percentageOf(total: MinorUnits, percentage: Percentage): MinorUnits {
	return shareOf(total, percentage, HUNDRED_PERCENT);
}

/**
 * `total × part ÷ whole`, rounded half up. BigInt, since the product passes 2^53 long before the result does.
 * The result never exceeds `total` as long as `part ≤ whole`; `whole` must be above zero.
 */
export function shareOf(total: MinorUnits, part: number, whole: number): MinorUnits {
	const divisor = BigInt(whole);
	const share = (2n * BigInt(total) * BigInt(part) + divisor) / (2n * divisor);
	const minor = toMinorUnits(Number(share));
	if (minor === null) throw new RangeError('A share of a safe amount must be a safe amount');
	return minor;
}
