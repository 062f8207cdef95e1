import { labels } from '../../labels';
import type { ProviderProfile } from '../provider/profile';
import { damageOf, isVisible, LONGEST_NAME, TOO_LARGE_INTEGER } from './damage';
import { withoutHidden } from './identity';
import { catching, InvalidParameter } from './invalidParameter';
import type { RawParameters } from './rawParameters';
import type { Result } from '../result/result';
import type { RefundTarget, Target } from './request';

/** Which invoice, for operations that only read. Same checks as `parseRequest`. */
export function parseTarget(
	raw: Pick<RawParameters, 'businessId' | 'invoiceId'>,
	profile: ProviderProfile,
): Result<Target> {
	return catching(() => targetOf(raw, profile));
}

/** Which refund, for operations that only read. */
export function parseRefundTarget(
	raw: { readonly businessId: unknown; readonly refundId: unknown },
	profile: ProviderProfile,
): Result<RefundTarget> {
	return catching(() => ({
		businessId: businessIdOf(raw.businessId, profile),
		refundId: idOf(raw.refundId, labels.refundId, profile),
	}));
}

/** The business alone, for lists; null where the provider has none. */
export function parseBusinessId(value: unknown, profile: ProviderProfile): Result<string | null> {
	return catching(() => businessIdOf(value, profile));
}

/** Both ids in canonical form. @throws InvalidParameter */
export function targetOf(
	raw: Pick<RawParameters, 'businessId' | 'invoiceId'>,
	profile: ProviderProfile,
): Target {
	return {
		businessId: businessIdOf(raw.businessId, profile),
		invoiceId: idOf(raw.invoiceId, labels.invoiceId, profile),
	};
}

const LARGEST_NUMERIC_ID = 1_000_000_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// eslint-disable-next-line no-control-regex -- control characters are exactly what an id must not hold
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

/** @throws InvalidParameter */
export function businessIdOf(value: unknown, { needsBusinessId }: ProviderProfile): string | null {
	return needsBusinessId ? uuid(value, labels.businessId) : null;
}

/** @throws InvalidParameter */
export function idOf(
	value: unknown,
	label: string,
	{ invoiceIdKind, displayName }: ProviderProfile,
): string {
	switch (invoiceIdKind) {
		case 'uuid':
			return uuid(value, label);
		case 'digits': {
			const digits = /^0*([1-9]\d{0,9})$/.exec(idText(value, label))?.[1];
			if (digits === undefined || Number(digits) > LARGEST_NUMERIC_ID) {
				throw new InvalidParameter(
					`'${label}' must be ${displayName}'s invoice number, a whole number from 1 to 1,000,000,000.`,
				);
			}
			return digits;
		}
		case 'opaque': {
			const id = idText(value, label);
			// "." and ".." survive URL encoding and would climb to another path.
			const isDots = id === '.' || id === '..';
			if (isDots || CONTROL_CHARACTER.test(id) || id.length > LONGEST_NAME) {
				throw new InvalidParameter(`'${label}' is not an invoice id of ${displayName}.`);
			}
			return id;
		}
	}
}

/** Whether a text is a UUID, in either case. */
export function isUuid(text: string): boolean {
	return UUID.test(text.toLowerCase());
}

/** @throws InvalidParameter */
export function uuid(value: unknown, label: string): string {
	const id = idText(value, label).toLowerCase();
	if (!isUuid(id)) {
		throw new InvalidParameter(
			`'${label}' must be a UUID, like 3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10.`,
		);
	}
	return id;
}

/** The text of an id as a person sees it. */
function idText(value: unknown, label: string): string {
	if (value === undefined || value === null || value === '') {
		throw new InvalidParameter(`'${label}' is empty.`);
	}
	if (typeof value === 'number' && Number.isInteger(value)) {
		if (!Number.isSafeInteger(value)) throw new InvalidParameter(`'${label}' ${TOO_LARGE_INTEGER}`);
		return String(value);
	}
	if (typeof value !== 'string') throw new InvalidParameter(`'${label}' must be a text.`);
	if (!isVisible(value)) throw new InvalidParameter(`'${label}' is empty.`);
	const damage = damageOf(value);
	if (damage !== null) throw new InvalidParameter(`'${label}' ${damage}`);
	return withoutHidden(value);
}
