import { wireText } from '../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../shared/engine/provider/http';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../shared/money/currencies';
import type { MinorUnits } from '../shared/money/minorUnits';
import { LARGEST_TWO_DECIMAL_MINOR, minorFromWireNumber } from '../shared/money/wireNumber';
import { hmacSha256, isSameSignature } from '../shared/webhook/hmac';
import type {
	Delivery,
	SignatureFacts,
	SignatureVerdict,
	Webhook,
	WebhookEvent,
} from '../shared/webhook/webhook';
import { returnedBy, wireId } from './adapter/wire';

const HEADER = 'x-revolv3-signature';
const BASE64_SHA256 = /^[A-Za-z0-9+/]{43}=$/;

/**
 * `x-revolv3-signature`: base64 of the HMAC-SHA256 of `<address>$<raw body>`, the address as it was entered in the
 * portal (documented). No time is signed, so how old a delivery is can't be told.
 */
export function checkSignature(
	delivery: Delivery,
	{ secret, addresses }: SignatureFacts,
): SignatureVerdict {
	const given = delivery.header(HEADER);
	if (given === null) return 'missing';
	if (!BASE64_SHA256.test(given)) return 'malformed';
	const fits = addresses.some((address) =>
		isSameSignature(hmacSha256(secret, `${address}$`, delivery.rawBody, 'base64'), given),
	);
	return fits ? 'fits' : 'wrong';
}

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

/** Deliveries spell `InvoiceId` where the API spells `invoiceId`: the same value with the API's keys. */
function camelCased(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(camelCased);
	if (!isWireObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key.charAt(0).toLowerCase() + key.slice(1),
			camelCased(inner),
		]),
	);
}

/**
 * What an event's invoice is about, tax included: a payment's total, or what went back on a refund.
 * A refund's own total is no help: the documented sample repeats the whole invoice there.
 *
 * @param invoice with keys in camel case
 * @returns null where it can't be read, is not exact, or the invoice doesn't say whether it is a refund
 */
function amountOf(invoice: WireObject): MinorUnits | null {
	const currency = wireText(invoice.currency)?.trim().toUpperCase() || null;
	const exponent = currency === null ? EXPONENT_WITHOUT_CURRENCY : currencyExponent(currency);
	if (exponent === null) return null;
	const isPayment = invoice.parentInvoiceId === null;
	if (!isPayment && wireId(invoice.parentInvoiceId) === null) return null;
	const amount = isPayment
		? minorFromWireNumber(invoice.total, exponent)
		: returnedBy(invoice.invoiceAttempts, exponent);
	// Above it neighbouring cents share one JSON number: the amount read may not be the amount meant.
	return amount !== null && amount <= LARGEST_TWO_DECIMAL_MINOR ? amount : null;
}

export const revolv3Webhook: Webhook = {
	displayName: 'Revolv3',
	credential: { type: 'revolv3WebhookApi', field: 'webhookKey' },
	signsAddress: true,
	signsTime: false,
	testEvent: 'WebhookTest',
	checkSignature,
	readEvent,
};
