import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
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

/** A customer refund (docs/providers/layer.md#what-counts-as-confirmed). */
export interface LayerRefund {
	readonly id: string;
	readonly externalId: string | null;
	/** Over all its allocations, which may be on several invoices. */
	readonly refundedMinor: MinorUnits;
	readonly status: string | null;
	readonly isDedicated: boolean | null;
	readonly allocations: readonly LayerAllocation[];
	readonly wire: WireObject;
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

/** null when any part that money hangs on is missing or malformed. */
export function parseRefund(value: unknown): LayerRefund | null {
	if (!isWireObject(value)) return null;
	const id = wireId(value.id);
	const refundedMinor = minorFromWireInteger(value.refunded_amount);
	const allocations = parseEach(value.allocations, parseAllocation);
	if (id === null || refundedMinor === null || allocations === null) return null;
	if (!isOptionalText(value.external_id)) return null;
	return {
		id,
		externalId: wireText(value.external_id),
		refundedMinor,
		status: wireText(value.status),
		isDedicated: typeof value.is_dedicated === 'boolean' ? value.is_dedicated : null,
		allocations,
		wire: value,
	};
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
