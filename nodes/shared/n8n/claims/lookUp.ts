import type { Claimed, ClaimEntry, ClaimQuestion } from '../../engine/claims';
import { hasRefund, NO_OTHER, stateIn } from './answers';
import * as facts from './entries';
import type { StoreRow } from './storeRow';

/** Asks without claiming. `claimed` is asked last and only beside a value that was there: cut, it proves nothing. */
export async function lookUp(
	row: StoreRow,
	entry: ClaimEntry,
	question: ClaimQuestion,
): Promise<Claimed> {
	const first = await row.presentOf([
		...facts.opens(entry),
		...facts.settlements(entry),
		facts.refunded(entry, 1),
		...facts.aboutRefunds(entry, question),
	]);
	const isMaybeClaimed = [...facts.opens(entry), ...facts.settlements(entry)].some((value) =>
		first.has(value),
	);
	const second = await row.presentOf([
		...(isMaybeClaimed ? [facts.claimed(entry), ...facts.aboutAmount(entry, question.mayBe)] : []),
		...(first.has(facts.refunded(entry, 1)) ? [facts.refunded(entry, 2)] : []),
	]);
	const known = new Set([...first, ...second]);
	return {
		state: known.has(facts.claimed(entry))
			? stateIn(row.name, entry, question.mayBe, known)
			: { kind: 'new' },
		...facts.attributionIn(entry, question, known),
		invoiceHasRefund: hasRefund(entry, known),
		...NO_OTHER,
	};
}
