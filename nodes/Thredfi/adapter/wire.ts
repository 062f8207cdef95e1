import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import type { MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireInteger } from '../../shared/money/wireNumber';

/** A value whose shape was proven, or why it was not. */
export type Proven<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

export const unproven = (why: string) => ({ ok: false, why }) as const;

/** Ids are UUIDs (documented): one id may be written in either case. Null for anything that can't be a part of a path. */
export function wireId(value: unknown): string | null {
	return typeof value === 'string' && /^[\w-]+$/.test(value) ? value.toLowerCase() : null;
}

/**
 * An amount in cents under either of its names: `amount_cents` on an invoice's and a payment's refund allocations,
 * `amount` on a refund's and a payment's allocations (docs/providers/thredfi.md#amounts).
 *
 * @returns null when neither is an amount, or when they differ
 */
export function centsOf(object: WireObject): MinorUnits | null {
	const told = [object.amount_cents, object.amount].filter(
		(value) => value !== undefined && value !== null,
	);
	const [first, second = first] = told.map(minorFromWireInteger);
	return first !== undefined && first === second ? first : null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A date or date-time in ISO 8601 UTC; a text without a zone is taken as UTC. Null for anything else. */
export function wireMoment(value: unknown): string | null {
	if (typeof value !== 'string' || !(DAY.test(value) || DATE_TIME.test(value))) return null;
	const moment = Date.parse(DAY.test(value) || HAS_ZONE.test(value) ? value : `${value}Z`);
	return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

/**
 * A copy without the addresses of documents, on refunds and invoices. They are pre-signed (documented): whoever sees
 * such an address can fetch the file.
 */
export function withoutDocumentUrls(value: unknown, inDocument = false): unknown {
	if (Array.isArray(value)) return value.map((entry) => withoutDocumentUrls(entry, inDocument));
	if (!isWireObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !(inDocument && /url$/i.test(name)))
			.map(([name, entry]) => [
				name,
				withoutDocumentUrls(entry, inDocument || /documents?$/i.test(name)),
			]),
	);
}
