import type { WireObject } from '../engine/provider/http';
import type { MinorUnits } from '../money/minorUnits';

/** A delivery as it came in. The bytes are what was signed; whatever n8n made of them was not. */
export interface Delivery {
	readonly rawBody: Uint8Array;
	/** By lower-case name; null where the header is missing or came more than once. */
	readonly header: (name: string) => string | null;
}

/** What a signature is checked against. */
export interface SignatureFacts {
	readonly secret: string;
	/** The addresses that the provider may have signed along; none where it signs no address. */
	readonly addresses: readonly string[];
	/** Milliseconds since 1970. */
	readonly now: number;
	/** How old a signed time may be; without meaning where no time is signed. */
	readonly toleranceSeconds: number;
}

export type SignatureVerdict = 'fits' | 'missing' | 'malformed' | 'wrong' | 'outOfTime';

/** What a signed body says; null where it does not tell. */
export interface WebhookEvent {
	/** The provider's own word. */
	readonly event: string | null;
	/** What stays the same when the event is delivered again. */
	readonly eventId: string | null;
	readonly invoiceId: string | null;
	/** On a refund that is an invoice of its own: the invoice it was made on. */
	readonly parentInvoiceId: string | null;
	readonly status: string | null;
	readonly amountMinor: MinorUnits | null;
	readonly body: WireObject;
}

/** One provider's webhooks: how they are signed and what they say. Knows no n8n. */
export interface Webhook {
	readonly displayName: string;
	readonly credential: { readonly type: string; readonly field: string };
	readonly signsAddress: boolean;
	/** The signature holds the time it was made, which the node's parameter 'tolerance' bounds. */
	readonly signsTime: boolean;
	/** A call that only tries the connection: answered, and never an event. */
	readonly testEvent: string | null;
	readonly checkSignature: (delivery: Delivery, profile: SignatureFacts) => SignatureVerdict;
	readonly readEvent: (body: WireObject) => WebhookEvent;
}
