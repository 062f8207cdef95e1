import { answer } from '../duro/samples';
import {
	allocation,
	found,
	invoice,
	invoiceId,
	invoicePath,
	key,
	look,
	lookBack,
	otherInvoice,
	otherRefund,
	pagePath,
	refund,
	refundId,
	refundPath,
} from './samples';

const foreign = {
	...refund,
	id: otherRefund,
	external_id: 'x',
	allocations: [allocation(2500, otherInvoice)],
};
/** The guide's shape. */
const page = (results: unknown, next: unknown = null, count?: number) =>
	found({ count, next, previous: null, results });
/** The reference's shape. */
const infoPage = (results: unknown, current: number, pages: number, total?: number) =>
	found({
		count: total,
		page_info: { total_count: total, current_page: current, total_pages: pages, page_size: 100 },
		results,
	});
const elsewhere = 'https://elsewhere.example/steal?page=2';
const bare = found({ ...invoice, refund_allocations: undefined });
const tenPages = Object.fromEntries(
	Array.from({ length: 11 }, (_, index) => [
		pagePath(index + 1),
		page([{ ...foreign, id: `r${index}` }], elsewhere),
	]),
);

describe('Thredfi, an invoice that does not name its refunds', () => {
	it.each([
		['no field', undefined],
		['null', null],
		['a refund without its id', [{ amount_cents: 2500 }]],
	])('is looked up in the list where it has %s', async (_, refund_allocations) => {
		const { asked, snapshot } = await look({
			[invoicePath]: found({ ...invoice, refund_allocations }),
			[pagePath(1)]: page([foreign, refund], null, 2),
		});
		expect(asked).toEqual([`GET ${invoicePath}`, `GET ${pagePath(1)}`]);
		expect(snapshot).toMatchObject({
			refundableMinor: 7500,
			refunds: { kind: 'listed', refunds: [{ refundId, externalId: key, amountMinor: 2500 }] },
		});
	});

	it('has no refunds only when the whole list shows none', async () => {
		const { snapshot } = await look({ [invoicePath]: bare, [pagePath(1)]: page([], null, 0) });
		expect(snapshot).toMatchObject({
			refundableMinor: 10_000,
			refunds: { kind: 'listed', refunds: [] },
		});
	});

	it('shows a cancelled refund of this reference that has lost its allocations', async () => {
		const { snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: page([{ ...refund, status: 'cancelled', allocations: [] }]),
		});
		expect(snapshot).toMatchObject({
			refundableMinor: 10_000,
			refunds: { refunds: [{ externalId: key, state: 'spent', invoiceId }] },
		});
	});

	it.each([
		['is longer than ten pages', tenPages],
		['is not there', { [pagePath(1)]: answer(404, {}) }],
		['is a web page', { [pagePath(1)]: found('<html>') }],
		['has no results', { [pagePath(1)]: found({ count: 0, next: null }) }],
		['has a row that is no refund', { [pagePath(1)]: page(['x']) }],
		[
			'has a refund without allocations',
			{ [pagePath(1)]: page([{ ...foreign, allocations: undefined }]) },
		],
		['is shorter than it says', { [pagePath(1)]: page([foreign], null, 2) }],
		['gives another page', { [pagePath(1)]: infoPage([foreign], 2, 3) }],
		[
			'shows our key on another invoice',
			{ [pagePath(1)]: page([{ ...foreign, external_id: key }]) },
		],
	])('has unreadable refunds when the list %s', async (_, script) => {
		const { asked, snapshot } = await look({ [invoicePath]: bare, ...script });
		expect(snapshot).toMatchObject({ refundableMinor: null, refunds: { kind: 'unreadable' } });
		expect(asked.length).toBeLessThanOrEqual(11);
	});

	it('has unreadable refunds when its own sum differs from the list', async () => {
		const { snapshot } = await look({
			[invoicePath]: found({ ...invoice, refund_allocations: [{ amount_cents: 2600 }] }),
			[pagePath(1)]: page([refund]),
		});
		expect(snapshot).toMatchObject({ refunds: { kind: 'unreadable' } });
	});

	it('is refused when the list can not be asked', async () => {
		const script = { [invoicePath]: bare, [pagePath(1)]: answer(500, {}) };
		expect((await look(script)).code).toBe('providerUnavailable');
	});
});

describe('Thredfi, the read-back', () => {
	const shown = { refundId, externalId: key, amountMinor: 2500, state: 'done', invoiceId };

	it.each([
		['next', page([foreign], elsewhere, 2), page([refund], null, 2)],
		['page_info', infoPage([foreign], 1, 2, 2), infoPage([refund], 2, 2, 2)],
	])(
		'walks the pages of the shape with %s by number, on our own path',
		async (_, first, second) => {
			const { asked, refunds } = await lookBack({ [pagePath(1)]: first, [pagePath(2)]: second });
			expect(asked).toEqual([`GET ${pagePath(1)}`, `GET ${pagePath(2)}`]);
			expect(refunds).toEqual([expect.objectContaining(shown)]);
		},
	);

	it('stops at the refund it looks for', async () => {
		const { asked, refunds } = await lookBack({ [pagePath(1)]: page([refund], elsewhere, 500) });
		expect(asked).toHaveLength(1);
		expect(refunds).toHaveLength(1);
	});

	it.each([
		['next is null', { [pagePath(1)]: page([foreign]) }, 1],
		['the last page came', { [pagePath(1)]: infoPage([foreign], 1, 1) }, 1],
		[
			'a page is empty',
			{ [pagePath(1)]: found({ results: [foreign] }), [pagePath(2)]: found({ results: [] }) },
			2,
		],
	])('ends when %s, and finds nothing that is not there', async (_, script, requests) => {
		const { asked, refunds } = await lookBack(script);
		expect(asked).toHaveLength(requests);
		expect(refunds).toEqual([]);
	});

	it('takes only the exact key for its own', async () => {
		const rows = [`${key}0`, key.toUpperCase(), ` ${key}`, key.slice(0, -1)].map(
			(external_id, index) => ({
				...refund,
				id: `r${index}`,
				external_id,
			}),
		);
		expect((await lookBack({ [pagePath(1)]: page(rows) })).refunds).toEqual([]);
	});

	it('is not led astray by a malformed refund of somebody else', async () => {
		const { refunds } = await lookBack({ [pagePath(1)]: page(['x', { id: 7 }, refund]) });
		expect(refunds).toEqual([expect.objectContaining(shown)]);
	});

	it('shows a cancelled refund that has lost its allocations as spent', async () => {
		const { refunds } = await lookBack({
			[pagePath(1)]: page([{ ...refund, status: 'cancelled', allocations: [] }]),
		});
		expect(refunds).toMatchObject([{ state: 'spent', invoiceId }]);
	});

	it.each([
		['no invoice', []],
		['several invoices', [allocation(2000), allocation(500, otherInvoice)]],
	])('names no invoice for a refund on %s', async (_, allocations) => {
		const { refunds } = await lookBack({ [pagePath(1)]: page([{ ...refund, allocations }]) });
		expect(refunds).toMatchObject([{ externalId: key, invoiceId: null }]);
	});

	it('asks the invoice when the list is too long', async () => {
		const { asked, refunds } = await lookBack({
			...tenPages,
			[invoicePath]: found({
				...invoice,
				refund_allocations: [{ refund_id: refundId, amount_cents: 2500 }],
			}),
			[refundPath(refundId)]: found(refund),
		});
		expect(asked).toHaveLength(12);
		expect(refunds).toEqual([expect.objectContaining(shown)]);
	});

	it.each([
		[
			'its own refund is malformed',
			{ [pagePath(1)]: page([{ ...refund, refunded_amount: '25' }]) },
			'providerAnswerInvalid',
		],
		[
			'list and invoice can not be used',
			{
				[pagePath(1)]: found('<html>'),
				[invoicePath]: found({ ...invoice, refund_allocations: {} }),
			},
			'providerAnswerInvalid',
		],
		['the list is limited', { [pagePath(1)]: answer(429, {}) }, 'rateLimited'],
		['nothing answers', {}, 'providerUnavailable'],
	])('says that it could not look when %s', async (_, script, code) => {
		expect((await lookBack(script)).code).toBe(code);
	});
});
