import type { Read } from './adapter';
import type { ProviderFacts } from './facts';
import type { List, ReadPage } from './list';
import { labels } from '../labels';
import { refusal } from './result';

/** How far a list is followed: at a hundred rows a page, what a person would narrow down before. */
export const MOST_PAGES = 500;

/**
 * All rows of a list, or the first `limit` of them. A list that was not read to its end is never passed off as whole:
 * one that repeats itself, is too long, or holds less than it says is refused.
 *
 * @param take makes of each row what is kept of it
 */
export async function walkPages<Row, Kept>(
	readPage: ReadPage<Row>,
	limit: number | null,
	{ displayName }: ProviderFacts,
	{ what }: Pick<List<Row>, 'what'>,
	take: (row: Row) => Kept,
): Promise<Read<readonly Kept[]>> {
	const list = `${displayName}'s list of ${what}`;
	const kept: Kept[] = [];
	const names = new Set<string>();
	let page: string | null = null;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const read: Awaited<ReturnType<ReadPage<Row>>> = await readPage(page);
		if (!read.ok) return read;
		const { rows, nextPage, total } = read.value;
		const known = names.size;
		for (const { name, row } of rows) {
			// A row slips to the next page when another one comes in before it.
			if (names.has(name)) continue;
			names.add(name);
			if (row !== null) kept.push(take(row));
			if (kept.length === limit) return { ok: true, value: kept };
		}
		if (nextPage === null) {
			return total !== null && names.size < total
				? senseless(`${list} has ${total} rows and showed ${names.size}: it changed meanwhile.`)
				: { ok: true, value: kept };
		}
		if (nextPage === page || (rows.length > 0 && names.size === known)) {
			return senseless(`${list} does not end: it sends the same page again.`);
		}
		page = nextPage;
	}
	return senseless(
		`${list} is longer than ${MOST_PAGES} pages, which is where this node stops. Narrow it with '${labels.filtersCollection}', or take fewer with '${labels.limit}'.`,
	);
}

function senseless(message: string): Read<never> {
	return { ok: false, refusal: refusal('providerAnswerInvalid', message) };
}

/** What tells a row from others: its id, else all of it and where it stood, as two rows may say the same. */
export function rowName(id: string | null, row: unknown, index: number): string {
	return id ?? `${index} ${JSON.stringify(row)}`;
}
