import type {
	Claimed,
	ClaimEntry,
	ClaimQuestion,
	ClaimState,
	MayBe,
	RecordedAmount,
} from '../../engine/claims';

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
/** The tax that went back on top, minor units. */
export const tax = ({ key }: Key, taxMinor: number) => `${key} tax ${taxMinor}`;
/** This refund was made under this key. */
export const own = ({ key }: Key, refundId: string) => `${key} refund ${refundId}`;
/** This refund was there before the key was claimed. */
export const before = ({ key }: Key, refundId: string) => `${key} before ${refundId}`;

/** An attempt is open on the invoice; each open attempt holds a slot of its own. */
export const attempt = ({ invoice }: Invoice, slot: Slot) => `n8nr1 ${invoice} attempt ${slot}`;
/** This refund was made under some key. */
export const attributed = ({ invoice }: Invoice, refundId: string) =>
	`n8nr1 ${invoice} refund ${refundId}`;
/** What this refund was of, tax apart, minor units. Asked for under other keys, where the provider does not tell. */
export const attributedAmount = (
	{ invoice }: Invoice,
	refundId: string,
	amountMinor: number | 'full',
) => `n8nr1 ${invoice} refund ${refundId} amount ${amountMinor}`;
export const attributedTax = ({ invoice }: Invoice, refundId: string, taxMinor: number) =>
	`n8nr1 ${invoice} refund ${refundId} tax ${taxMinor}`;
/**
 * Some refund of the invoice was made: both. The first alone says that more than one attempt was open at once, or that a
 * question was cut: it proves nothing, and is a reason to ask for all.
 */
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
export function aboutRefunds(
	entry: ClaimEntry,
	{ refundIds, untold }: Pick<ClaimQuestion, 'refundIds' | 'untold'>,
): string[] {
	return [
		...refundIds.flatMap((id) => [
			asked(entry, id),
			own(entry, id),
			attributed(entry, id),
			before(entry, id),
		]),
		...[...untold].flatMap(([id, { amounts, taxes }]) => [
			...amounts.map((one) => attributedAmount(entry, id, one)),
			...taxes.map((one) => attributedTax(entry, id, one)),
		]),
	];
}

/** What is asked about the amount that a key was settled with. */
export function aboutAmount(entry: Key, { amounts, taxes }: MayBe): string[] {
	return [...amounts.map((one) => amount(entry, one)), ...taxes.map((one) => tax(entry, one))];
}

/** Of the refunds asked about: made under this key; made under another one, or there before it was claimed; and their amounts. */
export function attributionIn(
	entry: ClaimEntry,
	{ refundIds, untold }: Pick<ClaimQuestion, 'refundIds' | 'untold'>,
	known: ReadonlySet<string>,
): Pick<Claimed, 'own' | 'others' | 'recorded'> {
	const isProven = (id: string) => !known.has(asked(entry, id));
	const isOwn = (id: string) => isProven(id) && known.has(own(entry, id));
	const isOther = (id: string) =>
		known.has(before(entry, id)) ||
		(isProven(id) && known.has(attributed(entry, id)) && !known.has(own(entry, id)));
	const recorded = [...untold].flatMap(
		([id, { amounts, taxes }]): Array<[string, RecordedAmount]> => {
			if (!isProven(id)) return [];
			const found = amounts.filter((one) => known.has(attributedAmount(entry, id, one)));
			const taxesFound = taxes.filter((one) => known.has(attributedTax(entry, id, one)));
			const amountMinor = theOnly(found);
			return amountMinor === null || amountMinor === 'full'
				? []
				: [[id, { amountMinor, taxMinor: theOnly(taxesFound) }]];
		},
	);
	return {
		own: new Set(refundIds.filter(isOwn)),
		others: new Set(refundIds.filter(isOther)),
		recorded: new Map(recorded),
	};
}

/** Two that are recorded prove neither: a question that was cut has left one of them behind. */
export function theOnly<T>(found: readonly T[]): T | null {
	const [only, ...others] = found;
	return only === undefined || others.length > 0 ? null : only;
}
