import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import type { WebhookEvent } from '../../shared/webhook/webhook';

/** Ids of invoices begin so (documented). */
const INVOICE_PREFIX = 'inv_';

/**
 * `{ id, type, createdAt, data }`. Only one sample of `data` is documented; it has `invoiceId` and
 * `amount`, in kobo as everywhere. The headers repeat id and type, but they are not signed and so not read.
 * Source: docs/providers/duro.md#duro-trigger
 */
export function readEvent(body: WireObject): WebhookEvent {
	const data = isWireObject(body.data) ? body.data : {};
	return {
		event: wireText(body.type),
		eventId: wireText(body.id),
		invoiceId: wireText(data.invoiceId) ?? invoiceItself(data),
		parentInvoiceId: null,
		status: wireText(data.status),
		amountMinor: minorFromWireInteger(data.amount),
		body,
	};
}

/** [inf] `invoice_created` may bring the invoice itself; only its prefix makes an id an invoice's. */
function invoiceItself(data: WireObject): string | null {
	const id = wireText(data.id);
	return id !== null && id.startsWith(INVOICE_PREFIX) ? id : null;
}
