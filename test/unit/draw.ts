import fc from 'fast-check';
import { toMinorUnits, type MinorUnits } from '../../nodes/shared/money/minorUnits';
import { LARGEST_TWO_DECIMAL_MINOR } from '../../nodes/shared/money/wireNumber';

/** One seed for all properties; fast-check prints it with the path to the counterexample. */
export const FIXED = { seed: 20_260_131, numRuns: 2_000 } as const;

/** A number as minor units, in tests only. */
export function minor(value: number): MinorUnits {
	const units = toMinorUnits(value);
	if (units === null) throw new Error(`${value} is not an amount of minor units`);
	return units;
}

const near = (middle: number) =>
	fc
		.integer({ min: -3, max: 3 })
		.map((step) => Math.min(Math.max(0, middle + step), Number.MAX_SAFE_INTEGER));

/** Amounts where digits are gained or lost: around 0, powers of ten, 2^46 × 100 and 2^53, and anywhere. */
export const amounts: fc.Arbitrary<MinorUnits> = fc
	.oneof(
		fc.integer({ min: 0, max: 15 }).chain((power) => near(10 ** power)),
		near(0),
		near(LARGEST_TWO_DECIMAL_MINOR),
		near(Number.MAX_SAFE_INTEGER),
		fc.maxSafeNat(),
	)
	.map(minor);

/** Amounts that a JSON number with two decimals can carry. */
export const wireAmounts = amounts.map((amount) =>
	minor(Math.min(amount, LARGEST_TWO_DECIMAL_MINOR)),
);

export const exponents = fc.constantFrom(0, 2, 3);
