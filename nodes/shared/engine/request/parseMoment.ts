import { DateTime } from 'luxon';

const NAMES_A_DAY = /^\d{4}-?\d{2}-?\d{2}(?!\d)/;
const IS_A_DAY = /^\d{4}-?\d{2}-?\d{2}$/;
const HAS_ZONE = /\d:\d{2}.*(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

/**
 * ISO 8601 text, a JavaScript date, or the date object that n8n's expressions yield.
 *
 * @param zone IANA zone for texts that name none
 * @returns null, or an invalid date, for anything else
 */
export function toDateTime(value: unknown, zone: string): DateTime | null {
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'string') {
		// "1250" would be a year, and "14:00" today: what names no day is no date.
		if (!NAMES_A_DAY.test(value.trim())) return null;
		const iso = DateTime.fromISO(value.trim(), { zone });
		return iso.isValid ? iso : DateTime.fromSQL(value.trim(), { zone });
	}
	// n8n's own copy of luxon made it, so `instanceof` would not know it.
	if (
		typeof value === 'object' &&
		value !== null &&
		'toISO' in value &&
		typeof value.toISO === 'function'
	) {
		const text: unknown = value.toISO();
		return typeof text === 'string' ? DateTime.fromISO(text) : null;
	}
	return null;
}

/** Whether a text names a day and no time. */
export function isWholeDay(value: unknown): boolean {
	return typeof value === 'string' && IS_A_DAY.test(value.trim());
}

/**
 * The day, `YYYY-MM-DD`, for providers that count in UTC days: a text without a zone means the day it names, anything
 * else the UTC day it falls on.
 */
export function toDay(value: unknown): string | null {
	const moment = toDateTime(value, 'utc');
	if (!moment?.isValid) return null;
	const asWritten = typeof value === 'string' && !HAS_ZONE.test(value.trim());
	return (asWritten ? moment : moment.toUTC()).toISODate();
}
