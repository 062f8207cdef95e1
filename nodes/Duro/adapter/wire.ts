import { isWireObject, type WireObject } from '../../shared/engine/readAnswer';
import { segment } from '../../shared/engine/http';

/** The address of one invoice. Ids have no specified format, so they are encoded. */
export function invoicePath(invoiceId: string): string {
	return `/v1/invoices/${segment(invoiceId)}`;
}

/**
 * The object in an answer, with or without its envelope.
 * Duro's pages disagree: the reference shows bare objects, two guides show `{ ok: true, data: {…} }`.
 * Source: docs/providers/duro.md#what-counts-as-confirmed
 *
 * @returns null for anything that is neither, also for an envelope that does not say `ok: true`
 */
export function unwrapped(body: unknown): WireObject | null {
	if (!isWireObject(body)) return null;
	if (!('ok' in body)) return body;
	return body.ok === true && isWireObject(body.data) ? body.data : null;
}
