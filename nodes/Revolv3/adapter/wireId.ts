const DIGITS = /^0*([1-9]\d*)$/;

/** An invoice id as canonical text, from a JSON integer or a text of digits; null for all else, and for 0. */
export function wireId(value: unknown): string | null {
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
	}
	return typeof value === 'string' ? (DIGITS.exec(value)?.[1] ?? null) : null;
}
