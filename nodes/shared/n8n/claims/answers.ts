import type { Claimed, ClaimEntry, ClaimState, MayBe } from '../../engine/claims';
import * as facts from './entries';
import { SLOTS, type Slot } from './entries';

/** Attempts that their execution in this process has given up, by row: nobody works on them any more. */
const givenUp = new Set<string>();

/** Notes that an attempt was given up. @param slot the one it holds on its invoice; null where that is not known */
export function noteGivenUp(row: string, entry: ClaimEntry, slot: Slot | null): void {
	givenUp.add(`${row} ${entry.key}`);
	if (slot) givenUp.add(`${row} ${facts.attempt(entry, slot)}`);
}

/** The slots are free for the next attempts, which are not given up. */
export function forgetGivenUp(row: string, entry: ClaimEntry, slots: readonly Slot[]): void {
	givenUp.delete(`${row} ${entry.key}`);
	for (const slot of slots) givenUp.delete(`${row} ${facts.attempt(entry, slot)}`);
}

/** The state of a key that is claimed. Neither open nor settled: another process has overwritten its end. */
export function stateIn(
	row: string,
	entry: ClaimEntry,
	{ amounts, taxes }: MayBe,
	known: ReadonlySet<string>,
): ClaimState {
	const found = amounts.filter((one) => known.has(facts.amount(entry, one)));
	const as = facts.SETTLED_AS.find((one) => known.has(facts.settled(entry, one)));
	const isOpen = facts.opens(entry).some((value) => known.has(value));
	// Two amounts: a question that was cut has left one behind, so how it ended is not known.
	if (!isOpen && as !== undefined && found.length < 2) {
		const amountMinor = facts.theOnly(found);
		const taxMinor = facts.theOnly(taxes.filter((one) => known.has(facts.tax(entry, one))));
		return {
			kind: 'settled',
			as,
			amountMinor: amountMinor === 'full' ? null : amountMinor,
			taxMinor,
		};
	}
	const isUnderWay = !givenUp.has(`${row} ${entry.key}`);
	return { kind: 'open', isUnderWay, isBoundToAsked: found.length > 0 };
}

/** Attempts under other keys on the invoice, as far as the asked slots tell. @param own the key's own slot */
export function othersIn(
	row: string,
	entry: ClaimEntry,
	own: Slot | undefined,
	known: ReadonlySet<string>,
): Pick<Claimed, 'anotherIsOpen' | 'anotherIsUnderWay'> {
	const others = SLOTS.filter(
		(slot) =>
			slot !== own &&
			known.has(facts.attempt(entry, slot)) &&
			// A question that was cut may have left more such entries of a key behind than the one of its own slot.
			(own !== undefined || !known.has(facts.open(entry, slot))),
	);
	const isUnderWay = (slot: Slot) => !givenUp.has(`${row} ${facts.attempt(entry, slot)}`);
	return { anotherIsOpen: others.length > 0, anotherIsUnderWay: others.some(isUnderWay) };
}

/** Where other attempts on the invoice make no difference. */
export const NO_OTHER = { anotherIsOpen: false, anotherIsUnderWay: false } as const;

/** A claim that was made ahead, where nothing else is recorded of its invoice. */
export const ALONE: Claimed = {
	state: { kind: 'new' },
	own: new Set(),
	others: new Set(),
	recorded: new Map(),
	invoiceHasRefund: false,
	...NO_OTHER,
};

/** What a claim records when it begins; nothing where no slot is free. */
export function begun(
	entry: ClaimEntry,
	slot: Slot | null,
	refundIds: readonly string[],
): string[] {
	if (slot === null) return [];
	return [
		facts.claimed(entry),
		facts.open(entry, slot),
		facts.attempt(entry, slot),
		...refundIds.map((id) => facts.before(entry, id)),
		// Whoever holds the first slot asks for this alone to learn whether there is anything else.
		...(slot === 1 ? [] : [facts.refunded(entry, 1)]),
	];
}

/** Some refund of the invoice was made and recorded. */
export function hasRefund(entry: ClaimEntry, known: ReadonlySet<string>): boolean {
	return known.has(facts.refunded(entry, 1)) && known.has(facts.refunded(entry, 2));
}
