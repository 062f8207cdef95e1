import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import type { WebhookEvent } from '../../shared/webhook/webhook';
import { wireId } from '../adapter/wireId';
import { amountOf } from './amountOf';
import { camelCased } from './camelCased';

/** Flat events whose record is an invoice; the record of an attempt's event may be the attempt. */
const ABOUT_INVOICE: ReadonlySet<string | null> = new Set([
	'InvoiceCreated',
	'InvoiceStatusChanged',
	'ACHInvoiceStatusChanged',
]);

/**
 * Two shapes (documented): `{ Body, Entropy }`, where Body is a text that holds JSON, and the older flat one, which
 * names no more than a record. There is no event id; `Entropy` is what two deliveries of one event can share [I].
 */
export function readEvent(outer: WireObject): WebhookEvent {
	const inner = innerOf(outer.Body);
	const said = inner ?? outer;
	const event = wireText(said.EventType);
	const invoice = camelCased(said.Invoice);
	const flatId = ABOUT_INVOICE.has(event) ? wireId(said.RecordId) : null;
	const about = isWireObject(invoice)
		? {
				invoiceId: wireId(invoice.invoiceId),
				parentInvoiceId: wireId(invoice.parentInvoiceId),
				status: wireText(invoice.invoiceStatus),
				amountMinor: amountOf(invoice),
			}
		: { invoiceId: flatId, parentInvoiceId: null, status: null, amountMinor: null };
	return {
		event,
		eventId: wireText(outer.Entropy),
		...about,
		body: inner === null ? outer : { ...outer, Body: inner },
	};
}

/** The inner JSON, whether it came as text, as documented, or as an object. */
function innerOf(body: unknown): WireObject | null {
	if (typeof body !== 'string') return isWireObject(body) ? body : null;
	try {
		const parsed: unknown = JSON.parse(body);
		return isWireObject(parsed) ? parsed : null;
	} catch {
		return null;
	}
}
