import { isWireObject } from '../../shared/engine/readAnswer';

/** ISO 8601 as attempts carry it (dossier §3.2, documented: UTC, seven fraction digits). */
const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:\d{2})?$/;
/** Revolv3's "no date" is in the year 1; no payment of its is older than this. */
const OLDEST_DAY = '2000-01-01';

/**
 * The UTC day, `YYYY-MM-DD`, of the earliest attempt.
 *
 * @returns null without attempts, and when one of them has no readable date: it may be the earliest
 */
export function earliestDay(attempts: readonly unknown[]): string | null {
	let earliest: string | null = null;
	for (const attempt of attempts) {
		const day = isWireObject(attempt) ? dayOf(attempt.invoiceAttemptDate) : null;
		if (day === null) return null;
		if (earliest === null || day < earliest) earliest = day;
	}
	return earliest;
}

function dayOf(value: unknown): string | null {
	const parts = typeof value === 'string' ? MOMENT.exec(value) : null;
	if (!parts) return null;
	const time = Date.parse(`${parts[1]}${parts[2] ?? 'Z'}`);
	if (Number.isNaN(time)) return null;
	const day = new Date(time).toISOString().slice(0, 10);
	return day >= OLDEST_DAY ? day : null;
}
