import type { ClaimEntry, Settlement } from '../../engine/claims';
import { forgetGivenUp } from './answers';
import * as facts from './entries';
import { SLOTS, type Slot } from './entries';
import type { StoreRow } from './storeRow';

/** A claim of this run that nothing has ended yet. */
export interface Held {
	readonly slot: Slot;
	/** Refunds that were there before it. */
	readonly before: readonly string[];
}

/** Writes down how claims end. */
export class ClaimEnds {
	/** @param held the claims of this run, which an end takes out */
	constructor(
		private readonly row: StoreRow,
		private readonly held: Map<string, Held>,
	) {}

	/** The refund is there. */
	async recordEnd(
		entry: ClaimEntry,
		end: Extract<Settlement, { as: facts.SettledAs }>,
	): Promise<void> {
		const { slots, before } = await this.slotsOf(entry);
		const ids = end.refundId === null ? [] : [end.refundId];
		// All of it again: another process may have overwritten the row since the claim.
		const ends = [
			facts.claimed(entry),
			facts.settled(entry, end.as),
			...amountFacts(entry, end),
			...ids.flatMap((id) => [facts.own(entry, id), facts.attributed(entry, id)]),
			facts.refunded(entry, 1),
			facts.refunded(entry, 2),
		];
		const record = () => ({
			answer: null,
			forget: [
				...slots.flatMap((slot) => [facts.open(entry, slot), facts.attempt(entry, slot)]),
				...facts.settlements(entry).filter((value) => value !== facts.settled(entry, end.as)),
				...before.map((id) => facts.before(entry, id)),
				...ids.map((id) => facts.asked(entry, id)),
			],
		});
		await this.row.ask(ends, record, true);
		forgetGivenUp(this.row.name, entry, slots);
		this.held.delete(entry.key);
	}

	/** Nothing is left to remember. @param bound as it was noted */
	async takeOut(entry: ClaimEntry, bound: number | 'full' | null = null): Promise<void> {
		const { slots, before } = await this.slotsOf(entry);
		await this.row.ask([], () => ({
			answer: null,
			forget: [
				facts.claimed(entry),
				...slots.flatMap((slot) => [facts.open(entry, slot), facts.attempt(entry, slot)]),
				...facts.settlements(entry),
				...(bound === null ? [] : [facts.amount(entry, bound)]),
				...before.map((id) => facts.before(entry, id)),
			],
		}));
		forgetGivenUp(this.row.name, entry, slots);
		this.held.delete(entry.key);
	}

	/** Which slot the key's attempt holds: known of this run's own claim, asked of any other. */
	private async slotsOf(
		entry: ClaimEntry,
	): Promise<{ readonly slots: readonly Slot[]; readonly before: readonly string[] }> {
		const held = this.held.get(entry.key);
		if (held) return { slots: [held.slot], before: held.before };
		const known = await this.row.presentOf(facts.opens(entry));
		return { slots: SLOTS.filter((slot) => known.has(facts.open(entry, slot))), before: [] };
	}
}

/** Under the key for its repeat, and with the refund's id for the keys after it. */
function amountFacts(
	entry: ClaimEntry,
	end: Extract<Settlement, { as: facts.SettledAs }>,
): string[] {
	if (!('amountMinor' in end)) return [];
	const { refundId, amountMinor, taxMinor } = end;
	return [
		facts.amount(entry, amountMinor),
		...(taxMinor === null ? [] : [facts.tax(entry, taxMinor)]),
		...(refundId === null ? [] : [facts.attributedAmount(entry, refundId, amountMinor)]),
		...(refundId === null || taxMinor === null
			? []
			: [facts.attributedTax(entry, refundId, taxMinor)]),
	];
}
