const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/** A timestamp of Layer's (ISO 8601, documented) in UTC; null for anything else. One without a zone is taken as UTC. */
export function utcMoment(value: unknown): string | null {
	if (typeof value !== 'string' || !ISO_MOMENT.test(value)) return null;
	const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value.slice(10)) || value.length === 10;
	const at = Date.parse(hasZone ? value : `${value}Z`);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}
