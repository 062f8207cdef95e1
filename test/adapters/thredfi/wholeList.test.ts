import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import { answer } from '../duro/samples';
import {
	allocation,
	found,
	key,
	lookBack,
	otherInvoice,
	pageOf,
	pagePath,
	refund,
	refundId,
	refundsPath,
	type PageStyle,
} from './samples';

const STYLES: readonly PageStyle[] = ['next', 'pageInfo'];

/** Refunds of another invoice. */
const others = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({
		...refund,
		id: `other-${from + index}`,
		external_id: `x-${from + index}`,
		allocations: [allocation(2500, otherInvoice)],
	}));

/** Serves the list of refunds; `rows` is told how many pages were asked for before. */
function serve(
	rows: (asked: number) => readonly unknown[],
	style: PageStyle,
	size: (asked: number) => number = (asked) => asked,
) {
	let asked = 0;
	return (
		path: string,
		query: Readonly<Record<string, string | number>>,
	): HttpOutcome | undefined => {
		if (path !== refundsPath) return undefined;
		const page_size = size(Number(query.page_size));
		return pageOf(rows(asked++), { ...query, page_size }, style);
	};
}

describe.each(STYLES)('A list of Thredfi in the shape of %s', (style) => {
	it.each([0, 1, 98, 99, 100, 101, 197, 198, 199, 450, 1000])(
		'is read whole where it has %d rows',
		async (count) => {
			const { asked, refunds, code } = await lookBack(serve(() => others(count), style));
			expect([code, refunds]).toEqual(['ok', []]);
			expect(asked.length).toBeLessThanOrEqual(12);
		},
	);

	it.each([1, 99, 100, 198, 333])('shows the row that is wanted at place %d', async (place) => {
		const rows = [...others(place - 1), refund, ...others(400 - place, place)];
		const { refunds } = await lookBack(serve(() => rows, style));
		expect(refunds).toMatchObject([{ refundId, externalId: key }]);
	});

	it('is read by numbers on our own path, each page one row smaller', async () => {
		const { asked } = await lookBack(serve(() => others(250), style));
		expect(asked).toEqual([1, 2, 3].map((page) => `GET ${pagePath(page)}`));
	});

	it('is whole where refunds come in while it is read', async () => {
		const newestFirst = (asked: number) => [...others(asked, 1000), ...others(250)];
		const oldestFirst = (asked: number) => [...others(250), ...others(asked, 1000)];
		for (const rows of [newestFirst, oldestFirst]) {
			expect(await lookBack(serve(rows, style))).toMatchObject({ code: 'ok', refunds: [] });
		}
	});

	it('is not whole where a row goes and another comes while it is read, though the number stays', async () => {
		const rows = (asked: number) => [...others(250 - asked, asked), ...others(asked, 1000)];
		const { code, asked } = await lookBack(serve(rows, style));
		expect(code).not.toBe('ok');
		// The second walk met the same; then the invoice was asked.
		expect(asked.filter((address) => address.startsWith(`GET ${refundsPath}?`))).toHaveLength(6);
	});

	it('is read once more where it changed once', async () => {
		const rows = (asked: number) => (asked === 0 ? others(251) : others(250, 1));
		expect(await lookBack(serve(rows, style))).toMatchObject({ code: 'ok', refunds: [] });
	});

	it.each([20, 100])(
		'is read whole from a server that gives %d rows whatever is asked for',
		async (size) => {
			const server = serve(
				() => others(150),
				style,
				() => size,
			);
			expect(await lookBack(server)).toMatchObject({ code: 'ok', refunds: [] });
		},
	);

	it('is not whole from such a server where the numbers differ', async () => {
		const rows = (asked: number) => others(150 + asked);
		expect((await lookBack(serve(rows, style, () => 20))).code).not.toBe('ok');
	});

	it('shows the newest where it is too long and the newest are last', async () => {
		const { asked, refunds } = await lookBack(serve(() => [...others(3000), refund], style));
		expect(refunds).toMatchObject([{ refundId }]);
		expect(asked.length).toBeLessThanOrEqual(3);
	});

	it('is never called whole where it is too long', async () => {
		const { asked, code } = await lookBack(serve(() => others(3000), style));
		expect(code).not.toBe('ok');
		expect(asked.length).toBeLessThanOrEqual(5);
	});
});

describe('A list of Thredfi', () => {
	it.each<[string, HttpOutcome]>([
		['shorter than it says', found({ count: 2, next: null, results: others(1) })],
		['another page', found({ page_info: { current_page: 2, total_pages: 3 }, results: [] })],
		['a web page', found('<html>')],
		['without results', found({ count: 0, next: null })],
		['not there', answer(404, { error_code: 'not_found', message: 'No such page.' })],
	])('is not whole where it is %s', async (_, first) => {
		expect((await lookBack({ [pagePath(1)]: first })).code).not.toBe('ok');
	});

	it('ends at an empty page where nothing else tells its end', async () => {
		const script = {
			[pagePath(1)]: found({ results: others(1) }),
			[pagePath(2)]: found({ results: [] }),
		};
		expect(await lookBack(script)).toMatchObject({ code: 'ok', refunds: [] });
	});

	it('never stops before the end because of a number that makes no sense', async () => {
		const script = { [pagePath(1)]: found({ count: -1, next: null, results: others(1) }) };
		expect(await lookBack(script)).toMatchObject({ code: 'ok', refunds: [] });
	});
});
