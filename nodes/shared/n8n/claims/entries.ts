import type { ClaimEntry, ClaimState } from '../../engine/claims';

/*
 * The facts that are recorded in n8n's store, one value each. The store keeps hashes, so nobody can list these values;
 * a fact can only be asked for by name. README.md says of each who records it and who takes it back.
 */

type Key = Pick<ClaimEntry, 'key'>;
type Invoice = Pick<ClaimEntry, 'invoice'>;

/** How many attempts may be open on one invoice at the same time. */
export const SLOTS = [1, 2, 3, 4] as const;
export type Slot = (typeof SLOTS)[number];

export type SettledAs = Extract<ClaimState, { kind: 'settled' }>['as'];
/** The most careful one first: of two that are recorded, the first counts. */
export const SETTLED_AS = ['mismatch', 'pending', 'refunded'] as const satisfies SettledAs[];

/** A refund under this key was begun, and that was not taken back. */
export const claimed = ({ key }: Key) => `${key} claimed`;
/** The end of the attempt is not recorded. `slot` is the one that the attempt holds on its invoice. */
export const open = ({ key }: Key, slot: Slot) => `${key} open ${slot}`;
/** How the attempt ended. */
export const settled = ({ key }: Key, as: SettledAs) => `${key} settled as ${as}`;
/** The amount it was settled with, or is bound to while it is in doubt: minor units, or `full`. */
export const amount = ({ key }: Key, bound: number | 'full') => `${key} amount ${bound}`;
/** This refund was made under this key. */
export const own = ({ key }: Key, refundId: string) => `${key} refund ${refundId}`;
/** This refund was there before the key was claimed. */
export const before = ({ key }: Key, refundId: string) => `${key} before ${refundId}`;

/** An attempt is open on the invoice; each open attempt holds a slot of its own. */
export const attempt = ({ invoice }: Invoice, slot: Slot) => `n8nr1 ${invoice} attempt ${slot}`;
/** This refund was made under some key. */
export const attributed = ({ invoice }: Invoice, refundId: string) =>
	`n8nr1 ${invoice} refund ${refundId}`;
/** Some refund of the invoice was made. Two values, so that a question that was cut between them leaves a half that proves nothing. */
export const refunded = ({ invoice }: Invoice, half: 1 | 2) => `n8nr1 ${invoice} refunded ${half}`;
/**
 * A question about this refund is being asked. Found when a question begins, it says that an earlier one was cut before
 * it took back what it had added: then nothing that is recorded about the refund proves anything.
 */
export const asked = ({ invoice }: Invoice, refundId: string) =>
	`n8nr1 ${invoice} asked ${refundId}`;

export const opens = (entry: Key) => SLOTS.map((slot) => open(entry, slot));
export const attempts = (entry: Invoice) => SLOTS.map((slot) => attempt(entry, slot));
export const settlements = (entry: Key) => SETTLED_AS.map((as) => settled(entry, as));

/** All that is asked about refunds which the provider shows. */
export function aboutRefunds(entry: ClaimEntry, refundIds: readonly string[]): string[] {
	return refundIds.flatMap((id) => [
		asked(entry, id),
		own(entry, id),
		attributed(entry, id),
		before(entry, id),
	]);
}

/** Of the refunds asked about: made under this key; and made under another key, or there before this one was claimed. */
export function attributionIn(
	entry: ClaimEntry,
	refundIds: readonly string[],
	known: ReadonlySet<string>,
): { readonly own: ReadonlySet<string>; readonly others: ReadonlySet<string> } {
	const isProven = (id: string) => !known.has(asked(entry, id));
	const isOwn = (id: string) => isProven(id) && known.has(own(entry, id));
	const isOther = (id: string) =>
		known.has(before(entry, id)) ||
		(isProven(id) && known.has(attributed(entry, id)) && !known.has(own(entry, id)));
	return { own: new Set(refundIds.filter(isOwn)), others: new Set(refundIds.filter(isOther)) };
}
