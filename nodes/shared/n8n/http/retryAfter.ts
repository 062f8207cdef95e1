/** `Tue, 15 Nov 1994 08:12:31 GMT`, `Tuesday, 15-Nov-94 08:12:31 GMT`, `Tue Nov 15 08:12:31 1994` (RFC 9110 §5.6.7). */
const HTTP_DATE =
	/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w -]+ \d{2}:\d{2}:\d{2}(?: (?:GMT|\d{4}))$/;
const SECONDS = /^\d{1,9}(?:\.\d{1,9})?$/;
/** A number from here on is a time of day, and not a number of seconds. */
const LEAST_TIME_SECONDS = 1_000_000_000;

/** `Retry-After` in milliseconds: seconds, also with decimals, or an HTTP date; null for nonsense. */
export function retryAfterMs(
	headers: Readonly<Record<string, string>>,
	now: number,
): number | null {
	const value = headers['retry-after']?.trim() ?? '';
	if (SECONDS.test(value)) return Math.ceil(Number(value) * 1_000);
	if (!HTTP_DATE.test(value)) return null;
	// The old form names no zone and means UTC.
	const date = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
	return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** When a used-up limit is whole again, in milliseconds from now; null where nothing is used up or told. */
export function usedUpForMs(
	headers: Readonly<Record<string, string>>,
	names: { readonly remaining: string; readonly reset: string },
	now: number,
): number | null {
	const [remaining, reset] = [headers[names.remaining], headers[names.reset]];
	if (remaining?.trim() !== '0' || !SECONDS.test(reset?.trim() ?? '')) return null;
	const seconds = Number(reset);
	const ms = seconds < LEAST_TIME_SECONDS ? seconds * 1_000 : seconds * 1_000 - now;
	return Math.max(0, Math.ceil(ms));
}
