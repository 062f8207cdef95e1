import fc from 'fast-check';
import { restOf, sumOf, toMinorUnits } from '../../../nodes/shared/money/minorUnits';
import { amounts, FIXED, minor } from '../draw';

describe('minor units', () => {
	it.each([0, 1, Number.MAX_SAFE_INTEGER])('take %d', (value) => {
		expect(toMinorUnits(value)).toBe(value);
	});

	it.each([
		...[-1, 0.5, NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER + 1, 1e21],
		...['1', '', null, undefined, true, 1n, [1], {}, new Number(1)],
	])('are never made of %p', (value) => {
		expect(toMinorUnits(value)).toBeNull();
	});

	it('add up exactly or not at all', () => {
		fc.assert(
			fc.property(fc.array(amounts, { maxLength: 5 }), (list) => {
				const exact = list.reduce((sum, amount) => sum + BigInt(amount), 0n);
				const sum = sumOf(list);
				expect(sum === null ? null : BigInt(sum)).toBe(
					exact <= BigInt(Number.MAX_SAFE_INTEGER) ? exact : null,
				);
			}),
			FIXED,
		);
	});

	it('have a rest that is never below zero', () => {
		expect(restOf(minor(10_000), minor(1))).toBe(9_999);
		expect(restOf(minor(1), minor(10_000))).toBe(0);
	});
});
