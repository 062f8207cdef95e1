/**
 * Digits after the decimal point, ISO 4217 (active codes). Written out, since `Intl` follows display habits
 * and "two unless listed" would guess for codes that don't exist.
 */
const CODES_BY_EXPONENT: ReadonlyArray<readonly [exponent: number, codes: string]> = [
	[0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
	[3, 'BHD IQD JOD KWD LYD OMR TND'],
	[4, 'CLF UYW'],
	[
		2,
		'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD ' +
			'CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL ' +
			'GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR ' +
			'LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB ' +
			'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP ' +
			'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL',
	],
];

const EXPONENTS: ReadonlyMap<string, number> = new Map(
	CODES_BY_EXPONENT.flatMap(([exponent, codes]) =>
		codes.split(' ').map((code) => [code, exponent] as const),
	),
);

/** The digits used where a provider names no currency; see docs/architecture.md#money. */
export const EXPONENT_WITHOUT_CURRENCY = 2;

/** A currency's number of digits after the point; null for a code that ISO 4217 does not list. */
export function currencyExponent(code: string): number | null {
	return EXPONENTS.get(code) ?? null;
}
