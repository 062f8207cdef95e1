import { hmacSha256, isSameSignature } from '../../shared/webhook/hmac';
import type { Delivery, SignatureFacts, SignatureVerdict } from '../../shared/webhook/webhook';

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
