import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import type { MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireInteger } from '../../shared/money/wireNumber';

/** A part of a refund or of a payment, put against an invoice. Ids in lower case. */
export interface LayerAllocation {
	readonly id: string | null;
	/** null where it is put against something else, or names its invoice in another way. */
	readonly invoiceId: string | null;
	/** The caller's own id of the invoice. */
	readonly invoiceExternalId: string | null;
	readonly lineItemId: string | null;
	readonly paymentId: string | null;
	readonly amountMinor: MinorUnits;
}

/**
 * What an answer is about: `data`, or the body itself where `data` is absent, as in older samples (documented both).
 * null for anything that is no object, and for `errors` in a 2xx, which Layer's own client calls a failure (client).
 */
export function payloadOf(body: unknown): unknown {
	if (!isWireObject(body) || hasErrors(body)) return null;
	return body.data === undefined ? body : body.data;
}

export function hasErrors(body: WireObject): boolean {
	return body.errors !== undefined && body.errors !== null;
}

/**
 * A UUID as it can be compared: Layer doesn't say in which case it writes them. Null for anything that can't be a
 * part of a path: "..", which encoding leaves alone, would lead to another one.
 */
export function wireId(value: unknown): string | null {
	return typeof value === 'string' && /^[\w-]+$/.test(value) ? value.toLowerCase() : null;
}

/** Whether a field that may be left out holds a text, null or nothing; a number there is malformed. */
export function isOptionalText(value: unknown): boolean {
	return value === undefined || value === null || typeof value === 'string';
}

const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/** A timestamp of Layer's (ISO 8601, documented) in UTC; null for anything else. One without a zone is taken as UTC. */
export function utcMoment(value: unknown): string | null {
	if (typeof value !== 'string' || !ISO_MOMENT.test(value)) return null;
	const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value.slice(10)) || value.length === 10;
	const at = Date.parse(hasZone ? value : `${value}Z`);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** An allocation, as it stands on a refund and on an invoice (documented). */
export function parseAllocation(value: unknown): LayerAllocation | null {
	if (!isWireObject(value) || !isOptionalText(value.invoice_id)) return null;
	const amountMinor = minorFromWireInteger(value.amount);
	if (amountMinor === null) return null;
	return {
		id: wireId(value.id),
		invoiceId: wireId(value.invoice_id),
		invoiceExternalId: wireText(value.invoice_external_id),
		lineItemId: wireId(value.invoice_line_item_id),
		paymentId: wireId(value.invoice_payment_id),
		amountMinor,
	};
}

/** Every element parsed, or null: a missing list or one malformed element makes the whole list unknown. */
export function parseEach<T>(
	list: unknown,
	parse: (element: unknown) => T | null,
): readonly T[] | null {
	if (!Array.isArray(list)) return null;
	const parsed: T[] = [];
	for (const element of list) {
		const one = parse(element);
		if (one === null) return null;
		parsed.push(one);
	}
	return parsed;
}

/** Links to a document carry their own permission: whoever has the link has the document. */
const DOCUMENT_LINK = /^(?:url|.*(?:presigned|pre_signed|download|document).*url)$/i;

/** A provider's object without document links. `metadata` is the caller's own and stays as it is. */
export function withoutUrls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutUrls);
	if (!isWireObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, field]) => !(typeof field === 'string' && DOCUMENT_LINK.test(name)))
			.map(([name, field]) => [name, name === 'metadata' ? field : withoutUrls(field)]),
	);
}
