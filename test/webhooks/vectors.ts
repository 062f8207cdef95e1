/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- made up for these vectors */

/**
 * Signatures made by openssl and not by this package's code. To make them again, with the values from below:
 *
 *   Duro:     printf '%s.%s' "$timestamp" "$body" | openssl dgst -sha256 -hmac "$secret" -hex
 *   Revolv3:  printf '%s$%s' "$address" "$body" | openssl dgst -sha256 -hmac "$secret" -binary | base64
 */
export interface DuroVector {
	readonly name: string;
	readonly secret: string;
	/** Seconds since 1970. */
	readonly timestamp: number;
	readonly body: string;
	readonly signature: string;
}

export interface Revolv3Vector {
	readonly name: string;
	readonly secret: string;
	readonly address: string;
	readonly body: string;
	readonly signature: string;
}

const duro = { secret: 'whsec_vector-0001', timestamp: 1_782_896_400 };

export const duroRefund: DuroVector = {
	...duro,
	name: 'a refund',
	body: '{"id":"evt_0001","type":"subscription_payment_refunded","createdAt":"2026-07-01T09:00:00.000Z","data":{"subscriptionId":"sub_0001","invoiceId":"inv_0001","amount":125000}}',
	signature: '92184df7e1e40fd3fd11cd854729202b0c12dddd8a3fdcae23e434a174d94a8f',
};

export const duroVectors: readonly DuroVector[] = [
	duroRefund,
	{
		...duro,
		name: 'letters of more than one byte',
		body: '{"id":"evt_Ü7","type":"invoice_created","data":{"note":"Größe €"}}',
		signature: 'b209c2a857d86a6e18535e681b7ff3332261a3db2a6bcde6634c3bc7f0d0faf1',
	},
	{
		...duro,
		name: 'no body',
		body: '',
		signature: '49e1a6a7124fd0d6e6c0499f5e65035e8015a2f07631c593b2e5e6f6e2bf9f4d',
	},
];

const revolv3 = { secret: 'webhook-key-vector-0001' };
const refundBody = String.raw`{"Body":"{\"Invoice\":{\"InvoiceId\":2002,\"ParentInvoiceId\":1001,\"InvoiceStatus\":\"PartialRefund\",\"Subtotal\":100.00,\"Tax\":0,\"Total\":100.00,\"Currency\":\"USD\",\"InvoiceAttempts\":[{\"InvoiceAttemptId\":1,\"Amount\":-12.50,\"InvoiceAttemptStatus\":\"Success\"}]},\"EventDateTime\":\"2026-07-01T09:00:00.0000000Z\",\"EventType\":\"InvoiceCreated\",\"RevolvMerchantId\":2}","Entropy":"7f64ba26-74db-4cab-8e9c-76a98ba43351"}`;
const testBody =
	'{"EventDateTime":"2023-08-31T13:30:22.8938167Z","EventType":"WebhookTest","MerchantId":2147483647,"RecordId":2147483647,"Entropy":"d1153029-c1a9-4497-b1e8-10111751fece"}';
const own = 'https://n8n.example.com/webhook/hook-1/webhook';
const entered = 'https://hooks.example.com/refunds';

export const revolv3Refund: Revolv3Vector = {
	...revolv3,
	name: "a refund, to n8n's own address",
	address: own,
	body: refundBody,
	signature: 'fTuq/1FajDfkQmUA0ByVYASgg9cwxXZBTiTNgWsWje0=',
};

export const revolv3RefundElsewhere: Revolv3Vector = {
	...revolv3,
	name: 'a refund, to an address in front of n8n',
	address: entered,
	body: refundBody,
	signature: 'CI4jeCOeOG3zU0Lp5qR7pzMt1iFo9bMREtn2gXbdoUs=',
};

export const revolv3Test: Revolv3Vector = {
	...revolv3,
	name: "the portal's test",
	address: own,
	body: testBody,
	signature: 'yYUqakILSlPUnKoa9Z8jApcixC+W8+kM2WUKO6Pit58=',
};

export const revolv3Vectors: readonly Revolv3Vector[] = [
	revolv3Refund,
	revolv3RefundElsewhere,
	revolv3Test,
	{
		...revolv3,
		name: "the portal's test, to an address in front of n8n",
		address: entered,
		body: testBody,
		signature: 'HgO0H4fLTOh9Q0az6DF4ch1BGJi1gAqzhCyv3gID7P0=',
	},
];
