import type { ListPage } from '../../../nodes/shared/engine/provider/list';
import { MOST_PAGES, walkPages } from '../../../nodes/shared/engine/provider/walkPages';
import { FACTS } from './samples';

type Page = ListPage<number>;

/** A list whose pages come from a function of their number; says how many were asked for. */
async function walk(pageOf: (number: number) => Partial<Page>, limit: number | null = null) {
	let asked = 0;
	const read = await walkPages<number, number>(
		() => async (page) => {
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

it('refuses a list that showed fewer rows than it says it has, after a second look', async () => {
	const { asked, read } = await walk(() => ({ rows: rows(1, 2), total: 3 }));
	expect(read).toMatchObject(refused(/3 rows and showed 2/));
	expect(asked).toBe(2);
});

it('reads a list again from which a row went while it was read, so that another slipped through', async () => {
	let gone = false;
	const { asked, kept } = await walk((number) => {
		const all = gone ? [2, 3, 4] : [1, 2, 3, 4];
		const page = rows(...all.slice(number * 2 - 2, number * 2));
		gone ||= number === 1;
		return { rows: page, nextPage: next(number, 2), total: all.length };
	});
	expect(kept).toEqual([20, 30, 40]);
	expect(asked).toBe(4);
});

it('takes a list as whole that has grown meanwhile: none that was there at the beginning is missing', async () => {
	const { asked, kept } = await walk((number) =>
		number === 1
			? { rows: rows(1, 2), nextPage: '2', total: 3 }
			: { rows: rows(2, 3), nextPage: null, total: 4 },
	);
	expect(kept).toEqual([10, 20, 30]);
	expect(asked).toBe(2);
});

it('reads a list again whose next page does not begin with the last row', async () => {
	let walks = 0;
	const { asked, kept } = await walk((number) => {
		if (number === 1) walks += 1;
		if (number === 1) return { rows: rows(1, 2), nextPage: '2' };
		return { rows: walks === 1 ? rows(4, 5) : rows(2, 3), joins: true };
	});
	expect(kept).toEqual([10, 20, 30]);
	expect(asked).toBe(4);
});

it('refuses a list whose pages never join', async () => {
	const { read } = await walk((number) =>
		number === 1 ? { rows: rows(1), nextPage: '2' } : { rows: rows(3), joins: true },
	);
	expect(read).toMatchObject(refused(/changed while it was read/));
});

it('refuses a list that does not say whether it is whole, and takes its first rows', async () => {
	const cut = () => ({ rows: rows(1, 2, 3), cut: 'it ends at the limit' });
	expect((await walk(cut)).read).toMatchObject(refused(/may go on: it ends at the limit.*'Limit'/));
	expect((await walk(cut, 3)).kept).toEqual([10, 20, 30]);
	expect((await walk(cut, 4)).read).toMatchObject(refused(/may go on/));
});

it('does not mind the rows that a limit leaves out', async () => {
	expect((await walk(() => ({ rows: rows(1, 2), total: 3 }), 2)).kept).toEqual([10, 20]);
});
