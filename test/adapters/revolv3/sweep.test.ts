import { revolv3 } from '../../../nodes/Revolv3/adapter';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/http';
import { answer, child, fakeRevolv3, invoice, refusalOf, snapshotOf, strangers } from './samples';

const page = ({ query }: HttpRequest) => Number(query?.page);

function booksWith(list: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>) {
	const fake = fakeRevolv3({ invoices: { '1001': invoice() }, list });
	return { ...fake, books: revolv3.openBooks(fake.http) };
}

describe('Revolv3, a sweep through its list', () => {
	it('reads on while pages are full and finds a refund on the last one', async () => {
		const { books, lists } = booksWith((request) =>
			answer(200, page(request) < 3 ? strangers(100) : [...strangers(40), child()]),
		);
		expect(await snapshotOf(books)).toMatchObject({ refundableMinor: 8000 });
		expect(lists().map((query) => query.page)).toEqual([1, 2, 3]);
	});

	it('reads one page more after a full one, since no total is told', async () => {
		const { books, lists } = booksWith((request) =>
			answer(200, page(request) === 1 ? strangers(100) : []),
		);
		expect((await snapshotOf(books)).refunds).toEqual({ kind: 'listed', refunds: [] });
		expect(lists()).toHaveLength(2);
	});

	it('stops after ten pages and calls the refunds unreadable, though it saw some', async () => {
		const { books, lists } = booksWith(() => answer(200, [...strangers(99), child()]));
		expect((await snapshotOf(books)).refunds.kind).toBe('unreadable');
		expect(lists()).toHaveLength(10);
	});

	it('counts a refund once that slipped from one page to the next', async () => {
		const { books } = booksWith((request) =>
			answer(200, page(request) === 1 ? [...strangers(99), child()] : [child()]),
		);
		expect(await snapshotOf(books)).toMatchObject({ refundableMinor: 8000 });
	});

	it('tells parents from numbers and from texts of digits', async () => {
		const { books } = booksWith(() => answer(200, [child({ parentInvoiceId: '1001' })]));
		expect(await snapshotOf(books)).toMatchObject({ refundableMinor: 8000 });
	});

	it.each<readonly [string, unknown]>([
		['an object', { items: [] }],
		['a page of HTML', '<html></html>'],
		['nothing', null],
		['a row that is no object', [child(), null]],
		['a row without an id', [{ parentInvoiceId: null }]],
		['a row without a word on its parent', [{ invoiceId: 5 }]],
		['a row whose parent is no id', [{ invoiceId: 5, parentInvoiceId: 'x' }]],
		['a row whose parent is 0', [{ invoiceId: 5, parentInvoiceId: 0 }]],
	])('never takes %s for "no refunds"', async (_, body) => {
		const { books } = booksWith(() => answer(200, body));
		expect(await snapshotOf(books)).toMatchObject({
			refundableMinor: null,
			refunds: { kind: 'unreadable', why: expect.stringMatching(/\.$/) },
		});
	});

	it('does not call the invoice missing when the list is', async () => {
		const { books } = booksWith(() => answer(404, null));
		expect((await snapshotOf(books)).refunds.kind).toBe('unreadable');
	});

	it.each([
		[401, 'credentialRejected'],
		[403, 'credentialRejected'],
		[429, 'rateLimited'],
		[503, 'providerUnavailable'],
		[302, 'providerAnswerInvalid'],
	])('refuses on %i, also on a later page', async (status, code) => {
		const { books } = booksWith((request) =>
			page(request) === 1 ? answer(200, strangers(100)) : answer(status, null),
		);
		expect((await refusalOf(books)).code).toBe(code);
	});

	it('refuses when the list does not answer', async () => {
		const { books } = booksWith(() => ({ kind: 'noAnswer', sent: 'perhaps', why: 'it hung up' }));
		expect((await refusalOf(books)).code).toBe('providerUnavailable');
	});
});
