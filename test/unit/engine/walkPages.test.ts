import type { ListPage } from '../../../nodes/shared/engine/list';
import { MOST_PAGES, walkPages } from '../../../nodes/shared/engine/walkPages';
import { FACTS } from './samples';

type Page = ListPage<number>;

/** A list whose pages come from a function of their number; says how many were asked for. */
async function walk(pageOf: (number: number) => Partial<Page>, limit: number | null = null) {
	let asked = 0;
	const read = await walkPages<number, number>(
		async (page) => {
			asked += 1;
			const number = page === null ? 1 : Number(page);
			return { ok: true, value: { rows: [], nextPage: null, total: null, ...pageOf(number) } };
		},
		limit,
		FACTS.thredfi,
		{ what: 'refunds' },
		(row) => row * 10,
	);
	return { asked, read, kept: read.ok ? read.value : null };
}

const rows = (...numbers: number[]) => numbers.map((row) => ({ name: `r${row}`, row }));
const next = (number: number, last: number) => (number < last ? String(number + 1) : null);
const refused = (words: RegExp) => ({
	ok: false,
	refusal: { code: 'providerAnswerInvalid', message: expect.stringMatching(words) as string },
});

it('keeps all rows of all pages, in their order', async () => {
	const { asked, kept } = await walk((number) => ({
		rows: rows(number * 2 - 1, number * 2),
		nextPage: next(number, 4),
	}));
	expect(kept).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
	expect(asked).toBe(4);
});

it.each([
	[1, 1],
	[2, 1],
	[3, 2],
	[8, 4],
])('stops at a limit of %i after %i pages', async (limit, pages) => {
	const { asked, kept } = await walk(
		(number) => ({ rows: rows(number * 2 - 1, number * 2), nextPage: String(number + 1) }),
		limit,
	);
	expect(kept).toHaveLength(limit);
	expect(asked).toBe(pages);
});

it('counts towards the limit only what was asked for', async () => {
	const { kept } = await walk(
		(number) => ({
			rows: [{ name: `x${number}`, row: null }, ...rows(number)],
			nextPage: String(number + 1),
		}),
		2,
	);
	expect(kept).toEqual([10, 20]);
});

it('shows a row once that slipped to the next page', async () => {
	const { kept } = await walk((number) => ({
		rows: number === 1 ? rows(1, 2) : rows(2, 3),
		nextPage: next(number, 2),
	}));
	expect(kept).toEqual([10, 20, 30]);
});

it('goes on behind a page that holds nothing of what was asked for', async () => {
	const { kept } = await walk((number) => ({
		rows: number < 3 ? [{ name: `x${number}`, row: null }] : rows(3),
		nextPage: next(number, 3),
	}));
	expect(kept).toEqual([30]);
});

it.each([
	['the same rows again', (number: number) => ({ rows: rows(1, 2), nextPage: String(number + 1) })],
	[
		'the same rows again, none of them asked for',
		(number: number) => ({ rows: [{ name: 'x', row: null }], nextPage: String(number + 1) }),
	],
	['the same cursor again, without a row', () => ({ nextPage: '7' })],
])('refuses a list that sends %s', async (_, pageOf) => {
	const { asked, read } = await walk(pageOf);
	expect(read).toMatchObject(refused(/Thredfi's list of refunds does not end/));
	expect(asked).toBeLessThanOrEqual(3);
});

it('refuses a list that never ends, and says how to ask for less', async () => {
	const endless = (number: number) => ({ rows: rows(number), nextPage: String(number + 1) });
	const { asked, read } = await walk(endless);
	expect(asked).toBe(MOST_PAGES);
	expect(read).toMatchObject(refused(/longer than 500 pages.*'Filters'.*'Limit'/));
	expect((await walk(endless, 20)).kept).toHaveLength(20);
});

it('refuses empty pages without end', async () => {
	const { asked, read } = await walk((number) => ({ nextPage: String(number + 1) }));
	expect(read).toMatchObject(refused(/longer than/));
	expect(asked).toBe(MOST_PAGES);
});

it('refuses a list that showed fewer rows than it says it has', async () => {
	const { read } = await walk(() => ({ rows: rows(1, 2), total: 3 }));
	expect(read).toMatchObject(refused(/3 rows and showed 2/));
});

it('does not mind the rows that a limit leaves out', async () => {
	expect((await walk(() => ({ rows: rows(1, 2), total: 3 }), 2)).kept).toEqual([10, 20]);
});
