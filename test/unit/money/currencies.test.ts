import { currencyExponent } from '../../../nodes/shared/money/currencies';

/** ISO 4217, list one, "minor unit" column; written down apart from the table under test. */
const ZERO = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ');
const THREE = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');
/** Two by ISO although people write them without cents, or by ISO although they seem to have three. */
const TWO = 'USD EUR GBP NGN KES GHS ZAR HUF TWD IDR COP MGA MRU AFN ALL IRR LBP PKR RSD TZS'.split(
	' ',
);

describe('the digits of a currency', () => {
	it.each([
		[0, ZERO],
		[2, TWO],
		[3, THREE],
		[4, ['CLF', 'UYW']],
	])('are %i by ISO 4217 for its currencies', (exponent, codes) => {
		expect(codes.map((code) => [code, currencyExponent(code)])).toEqual(
			codes.map((code) => [code, exponent]),
		);
	});

	it('are as many as the runtime knows for every code with a point, bar display habits', () => {
		const known = Intl.supportedValuesOf('currency').filter(
			(code) => currencyExponent(code) !== null,
		);
		const differing = known.filter((code) => {
			const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
			return format.resolvedOptions().maximumFractionDigits !== currencyExponent(code);
		});
		expect(known.length).toBeGreaterThan(150);
		// Where the runtime's own table follows habits instead of ISO, and nothing else.
		expect(differing.filter((code) => currencyExponent(code) !== 2)).toEqual(
			differing.filter((code) => ['IQD', 'UYW', 'CLF'].includes(code)),
		);
	});

	it.each(['', 'usd', 'US', 'USDT', 'BTC', 'XXX', 'XAU', '840', ' USD'])(
		'are not guessed for %j',
		(code) => {
			expect(currencyExponent(code)).toBeNull();
		},
	);
});
