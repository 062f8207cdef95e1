import { segment } from '../../shared/engine/http';
import { isWireObject, type WireObject } from '../../shared/engine/readAnswer';
import type { Target } from '../../shared/engine/request';
import type { MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireInteger } from '../../shared/money/wireNumber';

/** A value whose shape was proven, or why it was not. */
export type Proven<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

export const unproven = (why: string) => ({ ok: false, why }) as const;

/** Every path ends in a slash [D]; what a POST without it does is not documented (§1 [ND]). */
export const invoicePath = (target: Target) =>
	`${invoicesPath(target)}${segment(target.invoiceId)}/`;

/** Where refunds are listed and made. */
export const refundsPath = (target: Pick<Target, 'businessId'>) =>
	`${invoicesPath(target)}refunds/`;

export const refundPath = (target: Pick<Target, 'businessId'>, refundId: string) =>
	`${refundsPath(target)}${segment(refundId)}/`;

/** All invoices of a business. */
export function invoicesPath({ businessId }: Pick<Target, 'businessId'>): string {
	if (!businessId) throw new Error('A Thredfi path needs a business id');
	return `/v1/platform/businesses/${segment(businessId)}/invoices/`;
}

/** Ids are UUIDs [D]: one id may be written in either case. Null for anything that can't be a part of a path. */
export function wireId(value: unknown): string | null {
	return typeof value === 'string' && /^[\w-]+$/.test(value) ? value.toLowerCase() : null;
}

/**
 * An amount under either of its names. Names are uneven: `amount_cents` on an invoice's allocations [C],
 * `amount` on a refund's [D] (§3, §6); both are cents. Null when neither is an amount, or when they differ.
 */
export function centsOf(object: WireObject): MinorUnits | null {
	const told = [object.amount_cents, object.amount].filter(
		(value) => value !== undefined && value !== null,
	);
	const [first, second = first] = told.map(minorFromWireInteger);
	return first !== undefined && first === second ? first : null;
}

/**
 * A copy without the addresses of documents: they are pre-signed, so whoever sees one can fetch the file
 * (§3 [D] on refunds, §6 [C] on invoices).
 */
export function withoutDocumentUrls(value: unknown, inDocument = false): unknown {
	if (Array.isArray(value)) return value.map((entry) => withoutDocumentUrls(entry, inDocument));
	if (!isWireObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !(inDocument && /url$/i.test(name)))
			.map(([name, entry]) => [
				name,
				withoutDocumentUrls(entry, inDocument || /documents?$/i.test(name)),
			]),
	);
}
