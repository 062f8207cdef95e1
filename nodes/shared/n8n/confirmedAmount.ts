import type { MemoryEntry } from '../engine/recall';
import type { MinorUnits } from '../money/minorUnits';
import * as marks from './memoryMarks';
import type { StoreRow } from './storeRow';

/**
 * Which of the amounts a closed key was confirmed with: of the refunds made under it where the provider shows them by id,
 * else of the key itself. Only inside `row.locked`.
 *
 * @param added gets what was recorded only to ask
 * @returns null where none is on record at all: another process, writing at the same moment, has written over it
 */
export async function confirmedAmount(
	row: StoreRow,
	entry: MemoryEntry,
	own: ReadonlySet<string>,
	amounts: readonly MinorUnits[],
	added: string[],
): Promise<{ readonly amountMinor: MinorUnits | null } | null> {
	const valuesOf = (one: MinorUnits) => marks.amountsOf(entry, own, one);
	const values = [marks.told(entry), ...new Set(amounts.flatMap(valuesOf))];
	const known = await row.record(values);
	added.push(...values.filter((value) => !known.has(value)));
	if (!known.has(marks.told(entry))) return null;
	const found = amounts.find((one) => valuesOf(one).some((value) => known.has(value)));
	return { amountMinor: found ?? null };
}
