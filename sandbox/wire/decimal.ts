/** Minor digits of the currencies whose count is not two (ISO 4217). */
const DIGITS: Readonly<Record<string, number>> = {
	...Object.fromEntries(
		'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
			.split(' ')
			.map((code) => [code, 0]),
	),
	...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

/** How many minor digits a currency has. */
export function minorDigits(currency: string): number {
	return DIGITS[currency] ?? 2;
}

/** Minor units as a decimal text: 1250 with two digits is `12.50`. */
export function toDecimalText(minor: number, digits: number): string {
	const sign = minor < 0 ? '-' : '';
	const text = String(Math.abs(minor)).padStart(digits + 1, '0');
	return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Minor units as the JSON number of the same decimal; digits are moved, nothing is multiplied. */
export function toWireNumber(minor: number, digits: number): number {
	return Number(toDecimalText(minor, digits));
}

/** A JSON number back to minor units; null if it has too many digits or is not exact. */
export function fromWireNumber(value: number, digits: number): number | null {
	const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
	if (match === null) return null;
	const [, sign = '', whole = '', fraction = ''] = match;
	if (fraction.length > digits) return null;
	const minor = Number(whole + fraction.padEnd(digits, '0'));
	if (!Number.isSafeInteger(minor) || toWireNumber(minor, digits) !== Math.abs(value)) return null;
	return sign === '-' ? -minor : minor;
}

/** `amount * part / whole`, rounded half-up, exact. All three are positive or zero. */
export function shareHalfUp(amount: number, part: number, whole: number): number {
	if (whole === 0) return 0;
	const doubled = 2n * BigInt(amount) * BigInt(part) + BigInt(whole);
	return Number(doubled / (2n * BigInt(whole)));
}
