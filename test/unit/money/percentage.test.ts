import fc from 'fast-check';
import {
	parsePercentage,
	percentageOf,
	shareOf,
	type Percentage,
} from '../../../nodes/shared/money/percentage';
import { amounts, FIXED, minor } from '../draw';

const percent = (text: string): Percentage => {
	const percentage = parsePercentage(text);
	if (percentage === null) throw new Error(`${text} is not a percentage`);
	return percentage;
};

/** Percentages from 0.0001 to 100, the ends drawn often. */
const percentages = fc
	.oneof(
		fc.integer({ min: 1, max: 1_000_000 }),
		fc.constantFrom(1, 2, 499_999, 500_000, 999_999, 1_000_000),
	)
	.map((scaled) => {
		const digits = String(scaled).padStart(5, '0');
		return percent(`${digits.slice(0, -4)}.${digits.slice(-4)}`);
	});

describe('percentages', () => {
	it.each([
		['100', 1_000_000],
		['12.5', 125_000],
		['0.0001', 1],
		['33.3333', 333_333],
		['50.0', 500_000],
	])('read %s exactly', (text, scaled) => {
		expect(parsePercentage(text)).toBe(scaled);
	});

	it.each([
		...['0', '0.0000', '-5', '100.0001', '101', '1000', '12.50000', '5%', '1e1', '0x5', '', ' '],
		...['12,5', '.5', '5.', '050', 'half', 'NaN', 'Infinity'],
	])('refuse %j', (text) => {
		expect(parsePercentage(text)).toBeNull();
	});

	it.each([
		[1, '50', 1],
		[3, '50', 2],
		[101, '50', 51],
		[4_999, '50', 2_500],
		[200, '0.25', 1],
		[200, '0.2499', 0],
		[24_990, '33.3333', 8_330],
		[10_000, '12.5', 1_250],
	])('of %i: %s %% is %i, half a unit rounded up', (total, text, expected) => {
		expect(percentageOf(minor(total), percent(text))).toBe(expected);
	});

	it('of 100 are the total', () => {
		fc.assert(
			fc.property(amounts, (total) => {
				expect(percentageOf(total, percent('100'))).toBe(total);
			}),
			FIXED,
		);
	});

	it('never exceed the total, and are nearest to the exact share, the upper one of two', () => {
		fc.assert(
			fc.property(amounts, percentages, (total, percentage) => {
				const share = percentageOf(total, percentage);
				expect(share).toBeLessThanOrEqual(total);
				// Twice the error in millionths: above −1 unit, and at most +1 unit where a half was rounded up.
				const error = 2n * (BigInt(share) * 1_000_000n - BigInt(total) * BigInt(percentage));
				expect(error > -1_000_000n && error <= 1_000_000n).toBe(true);
			}),
			FIXED,
		);
	});

	it('grow with the percentage', () => {
		fc.assert(
			fc.property(amounts, percentages, percentages, (total, one, other) => {
				const [low, high] = one < other ? [one, other] : [other, one];
				expect(percentageOf(total, low)).toBeLessThanOrEqual(percentageOf(total, high));
			}),
			FIXED,
		);
	});

	it('share a tax in proportion, all of it with all of the amount', () => {
		expect(shareOf(minor(1_000), 3_333, 10_000)).toBe(333);
		expect(shareOf(minor(1_000), 10_000, 10_000)).toBe(1_000);
		expect(shareOf(minor(1), 1, 2)).toBe(1);
	});
});
