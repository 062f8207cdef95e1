import { type Result, refusal } from '../result/result';
import type { ProviderProfile } from './profile';
import type { List, ReadPage } from './list';
import { labels } from '../../labels';

/** How far a list is followed: at a hundred rows a page, what a person would narrow down before. */
export const MOST_PAGES = 500;

/** A list that moved while it was read is begun anew this many times. */
const MOST_WALKS = 2;

/**
 * All rows of a list, or the first `limit` of them. A list that was not read to its end is never passed off as whole:
 * one that repeats itself, is too long, holds less than it says, or does not say whether it is whole is refused. One
 * that moved while it was read, so that a row may have slipped through between two pages, is read again.
 *
 * @param take makes of each row what is kept of it
 */
export async function walkPages<Row, Kept>(
	openList: () => ReadPage<Row>,
	limit: number | null,
	{ displayName }: ProviderProfile,
	{ what }: Pick<List<Row>, 'what'>,
	take: (row: Row) => Kept,
): Promise<Result<readonly Kept[]>> {
	const list = `${displayName}'s list of ${what}`;
	for (let walks = 1; ; walks++) {
		const walk = await walkOnce(openList(), limit, list, take);
		if (walk.kind === 'done') return walk.read;
		if (walks === MOST_WALKS) return senseless(walk.why);
	}
}

type Walk<Kept> =
	| { readonly kind: 'done'; readonly read: Result<readonly Kept[]> }
	| { readonly kind: 'moved'; readonly why: string };

async function walkOnce<Row, Kept>(
	readPage: ReadPage<Row>,
	limit: number | null,
	list: string,
	take: (row: Row) => Kept,
): Promise<Walk<Kept>> {
	const done = (read: Result<readonly Kept[]>): Walk<Kept> => ({ kind: 'done', read });
	const kept: Kept[] = [];
	const names = new Set<string>();
	let firstTotal: number | null = null;
	let page: string | null = null;
	let last: string | null = null;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const read: Awaited<ReturnType<ReadPage<Row>>> = await readPage(page);
		if (!read.ok) return done(read);
		const { rows, nextPage, total, cut, joins } = read.value;
		if (joins && last !== null && !rows.some(({ name }) => name === last)) {
			return { kind: 'moved', why: `${list} changed while it was read.` };
		}
		firstTotal ??= total;
		const known = names.size;
		for (const { name, row } of rows) {
			// A row slips to the next page when another one comes in before it.
			if (names.has(name)) continue;
			names.add(name);
			if (row !== null) kept.push(take(row));
			if (kept.length === limit) return done({ ok: true, value: kept });
		}
		if (nextPage === null) {
			if (cut) return done(senseless(`${list} may go on: ${cut}. ${ASK_FOR_LESS}`));
			// Rows that came in meanwhile may be missing; none of those that were there at the beginning is.
			const isWhole = firstTotal === null || names.size >= firstTotal;
			return isWhole
				? done({ ok: true, value: kept })
				: {
						kind: 'moved',
						why: `${list} has ${firstTotal} rows and showed ${names.size}: it changed meanwhile.`,
					};
		}
		if (nextPage === page || (rows.length > 0 && names.size === known)) {
			return done(senseless(`${list} does not end: it sends the same page again.`));
		}
		page = nextPage;
		last = rows.at(-1)?.name ?? last;
	}
	return done(
		senseless(
			`${list} is longer than ${MOST_PAGES} pages, which is where this node stops. ${ASK_FOR_LESS}`,
		),
	);
}

const ASK_FOR_LESS = `Narrow it with '${labels.filtersCollection}', or take fewer with '${labels.limit}'.`;

function senseless(message: string): Result<never> {
	return { ok: false, refusal: refusal('providerAnswerInvalid', message) };
}

/** What tells a row from others: its id, else all of it and where it stood, as two rows may say the same. */
export function rowName(id: string | null, row: unknown, index: number): string {
	return id ?? `${index} ${JSON.stringify(row)}`;
}
