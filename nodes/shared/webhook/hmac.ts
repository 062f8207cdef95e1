import { createHmac, timingSafeEqual } from 'crypto';

/** HMAC-SHA256 over a text followed by raw bytes. */
export function hmacSha256(
	secret: string,
	text: string,
	bytes: Uint8Array,
	encoding: 'base64' | 'hex',
): string {
	return createHmac('sha256', secret).update(text).update(bytes).digest(encoding);
}

/** Compares in a time that does not tell how much of a guess was right. */
export function isSameSignature(expected: string, given: string): boolean {
	const [one, other] = [Buffer.from(expected), Buffer.from(given)];
	// The length is no secret: every right signature has the same.
	return one.length === other.length && timingSafeEqual(one, other);
}
