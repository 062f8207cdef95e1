import fc from 'fast-check';
import {
	absoluteMinorFromWireNumber,
	LARGEST_TWO_DECIMAL_MINOR,
	minorFromWireInteger,
	minorFromWireNumber,
	wireNumberFromMinor,
} from '../../../nodes/shared/money/wireNumber';
import { FIXED, minor, wireAmounts } from '../draw';

describe('amounts on a wire of JSON numbers', () => {
	it('read back as what was sent, up to 2^46 × 100', () => {
		fc.assert(
			fc.property(wireAmounts, fc.constantFrom(0, 2), (amount, exponent) => {
				const wire = wireNumberFromMinor(amount, exponent);
				const text = JSON.stringify({ amount: wire });
				const back: { amount: unknown } = JSON.parse(text);
				expect(minorFromWireNumber(back.amount, exponent)).toBe(amount);
				expect(text).not.toMatch(/\d[eE]/);
			}),
			FIXED,
		);
	});

	it('end where neighbouring cents begin to share one number', () => {
		expect(LARGEST_TWO_DECIMAL_MINOR).toBe(2 ** 46 * 100);
		expect(wireNumberFromMinor(minor(LARGEST_TWO_DECIMAL_MINOR), 2)).toBe(2 ** 46);
		expect(wireNumberFromMinor(minor(LARGEST_TWO_DECIMAL_MINOR + 1), 2)).toBeNull();
		// Whole numbers still read back, but their neighbours do not: nothing above the bound is sent.
		expect(wireNumberFromMinor(minor(LARGEST_TWO_DECIMAL_MINOR + 100), 2)).toBeNull();
		expect(wireNumberFromMinor(minor(Number.MAX_SAFE_INTEGER), 2)).toBeNull();
	});

	it.each([
		[1250, 2, 12.5],
		[1, 2, 0.01],
		[115, 2, 1.15],
		[5000, 0, 5000],
		[100_500, 3, 100.5],
	])('say %i with %i decimals as %d', (amount, exponent, wire) => {
		expect(wireNumberFromMinor(minor(amount), exponent)).toBe(wire);
	});

	it('have at most two decimals: a finer amount of a three-decimal currency is not sent', () => {
		expect(wireNumberFromMinor(minor(100_505), 3)).toBeNull();
		expect(wireNumberFromMinor(minor(100_510), 3)).toBe(100.51);
	});

	it.each([
		[10.99, 2, 1099],
		[0, 2, 0],
		[-0, 2, 0],
		[110, 2, 11_000],
		[5000, 0, 5000],
	])('%d with %i decimals reads as %i', (wire, exponent, expected) => {
		expect(minorFromWireNumber(wire, exponent)).toBe(expected);
	});

	it.each([
		...['10.99', '', null, undefined, true, [10], { value: 10 }],
		...[NaN, Infinity, -1, -0.01, 1e21, 1e-7, 10.999, 0.1 + 0.2],
	])('%p is no amount', (wire) => {
		expect(minorFromWireNumber(wire, 2)).toBeNull();
	});

	it('may carry a minus sign only where a provider writes refunds so', () => {
		expect(absoluteMinorFromWireNumber(-33.33, 2)).toBe(3333);
		expect(absoluteMinorFromWireNumber(33.33, 2)).toBe(3333);
		expect(absoluteMinorFromWireNumber('-33.33', 2)).toBeNull();
		expect(absoluteMinorFromWireNumber(-33.333, 2)).toBeNull();
	});

	it.each([10.5, '1050', -1, NaN, null, 2 ** 53])('%p is no integer of minor units', (wire) => {
		expect(minorFromWireInteger(wire)).toBeNull();
	});
});
