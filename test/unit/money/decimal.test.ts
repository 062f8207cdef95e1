import fc from 'fast-check';
import { decimalToMinor, minorToText, parseDecimal } from '../../../nodes/shared/money/decimal';
import { amounts, exponents, FIXED, minor } from '../draw';

const parsed = (text: string, exponent: number) => {
	const decimal = parseDecimal(text);
	return decimal && decimalToMinor(decimal, exponent);
};

describe('decimals', () => {
	it('read back as the amount that was written, in every currency', () => {
		fc.assert(
			fc.property(amounts, exponents, (amount, exponent) => {
				expect(parsed(minorToText(amount, exponent), exponent)).toBe(amount);
			}),
			FIXED,
		);
	});

	it('are written as they were read, up to padded zeros', () => {
		const texts = fc
			.tuple(fc.maxSafeNat(), fc.constantFrom('', '.0', '.5', '.05', '.50', '.99'))
			.map(([whole, fraction]) => `${whole % 90_000_000_000_000}${fraction}`);
		fc.assert(
			fc.property(texts, (text) => {
				const [whole, fraction = ''] = text.split('.');
				expect(minorToText(minor(parsed(text, 2) ?? NaN), 2)).toBe(
					`${whole}.${fraction.padEnd(2, '0')}`,
				);
			}),
			FIXED,
		);
	});

	it.each([
		['12.50', 2, 1250],
		['12.5', 2, 1250],
		['0.01', 2, 1],
		['1.005', 3, 1005],
		['1.15', 2, 115],
		['8.165', 3, 8165],
		['4.35', 2, 435],
		['5000', 0, 5000],
		['0', 2, 0],
		['90071992547409.91', 2, 9_007_199_254_740_991],
	])('move digits and never multiply: %s with %i decimals is %i', (text, exponent, expected) => {
		expect(parsed(text, exponent)).toBe(expected);
	});

	it.each([
		['1.005', 2],
		['1.0', 0],
		['1.50', 1],
		['12.500', 2],
	])('refuse more digits than the currency has: %s with %i', (text, exponent) => {
		expect(parsed(text, exponent)).toBeNull();
	});

	it.each([
		['90071992547409.92', 2],
		['9007199254740992', 0],
		['99999999999999999999', 2],
	])('refuse what is not exact any more: %s with %i', (text, exponent) => {
		expect(parsed(text, exponent)).toBeNull();
	});

	it.each([
		...['', ' ', '-1', '+1', '1e3', '1E3', '0x10', '0b1', '1,5', '1,000.00', '1_000', '1 000'],
		...[
			'.5',
			'5.',
			'00',
			'01',
			'00.5',
			'1.2.3',
			'NaN',
			'Infinity',
			'١٢',
			'１２',
			'12.50 USD',
			'$5',
		],
		...['12\n', ' 12', '12 ', 'abc', 'null', '1n', '--1', '1e-7'],
	])('are plain digits with a point, which %j is not', (text) => {
		expect(parseDecimal(text)).toBeNull();
	});

	it('take no text apart from plain digits', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 8 }), (text) => {
				expect(parseDecimal(text) !== null).toBe(
					/^(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text) && !text.includes('\n'),
				);
			}),
			FIXED,
		);
	});
});
