import { wireText } from '../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../shared/engine/provider/http';
import { minorFromWireInteger } from '../shared/money/wireNumber';
import { hmacSha256, isSameSignature } from '../shared/webhook/hmac';
import type {
	Delivery,
	SignatureFacts,
	SignatureVerdict,
	Webhook,
	WebhookEvent,
} from '../shared/webhook/webhook';

/** How far Duro's clock may be ahead of n8n's. A retry is old, never from the future, so this does not grow with the tolerance. */
const AHEAD_SECONDS = 300;

const HEADER = 'duro-signature';
const SECONDS = /^[1-9]\d{0,11}$/;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

/**
 * `Duro-Signature: t=<unix>,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<raw body>` (documented). Whether the key is
 * the secret with its `whsec_` is not written; it is taken whole, as it is shown (inferred).
 * Source: docs/providers/duro.md#duro-trigger
 */
export function checkSignature(
	delivery: Delivery,
	{ secret, now, toleranceSeconds }: SignatureFacts,
): SignatureVerdict {
	const header = delivery.header(HEADER);
	if (header === null) return 'missing';
	const signed = readHeader(header);
	if (signed === null) return 'malformed';
	const expected = hmacSha256(secret, `${signed.time}.`, delivery.rawBody, 'hex');
	if (!signed.signatures.some((given) => isSameSignature(expected, given))) return 'wrong';
	// Only now: the time is worth nothing before it is known to be Duro's.
	const age = Math.floor(now / 1000) - Number(signed.time);
	return age <= toleranceSeconds && age >= -AHEAD_SECONDS ? 'fits' : 'outOfTime';
}

/**
 * Exactly one time, and every v1 that can be one: several are possible while a secret is exchanged, and one that
 * can't be read takes nothing from another that fits. Other parts are left alone.
 */
function readHeader(header: string): { time: string; signatures: readonly string[] } | null {
	const parts = header.split(',').map((part) => part.trim());
	const valuesOf = (name: string) =>
		parts.flatMap((part) => (part.startsWith(`${name}=`) ? [part.slice(name.length + 1)] : []));
	const [time, ...moreTimes] = valuesOf('t');
	const signatures = valuesOf('v1')
		.map((signature) => signature.toLowerCase())
		.filter((signature) => HEX_SHA256.test(signature));
	if (time === undefined || moreTimes.length > 0 || !SECONDS.test(time)) return null;
	return signatures.length > 0 ? { time, signatures } : null;
}

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

export const duroWebhook: Webhook = {
	displayName: 'Duro',
	credential: { type: 'duroWebhookApi', field: 'signingSecret' },
	signsAddress: false,
	signsTime: true,
	testEvent: null,
	checkSignature,
	readEvent,
};
