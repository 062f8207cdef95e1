import { createHash } from 'crypto';
import { identityOf } from './identity';

declare const refundKeyBrand: unique symbol;

/** What is sent as `Idempotency-Key` or `external_id`: 46 characters, the same for the same refund for ever. */
export type RefundKey = string & { readonly [refundKeyBrand]: true };

/** Every key this package ever made begins so; an `external_id` that does is one of our refunds. */
export const KEY_PREFIX = 'n8nr1-';

const HASH_DIGITS = 40;

/**
 * The key of one refund. All parts are canonical; the reference goes in by its identity, so that references that look
 * alike share a key. Nothing secret, and nothing that differs between two runs (time, execution, item index, amount),
 * may ever go in: the key would no longer find its refund.
 *
 * @param environment the canonical name, see `resolveEnvironment`; the account's identity is part of it
 * @param reference as it was given
 */
export function refundKey(
	provider: string,
	environment: string,
	businessId: string | null,
	invoiceId: string,
	reference: string,
): RefundKey {
	const identity = identityOf(reference);
	const name = JSON.stringify([provider, environment, businessId ?? '', invoiceId, identity]);
	const hash = createHash('sha256').update(name).digest('hex');
	return `${KEY_PREFIX}${hash.slice(0, HASH_DIGITS)}` as RefundKey;
}

/** Whether an `external_id` was made by this package, whatever the reference. */
export function isRefundKey(externalId: string | null): boolean {
	return externalId !== null && externalId.startsWith(KEY_PREFIX);
}
