import { revolv3 } from '../../../nodes/Revolv3/adapter';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import {
	answer,
	child,
	fakeRevolv3,
	invoice,
	pageOf,
	refusalOf,
	short,
	snapshotOf,
	strangers,
	type Fields,
} from './samples';

const error = { message: 'No', errors: ['No'] };

function booksWith(
	list: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>,
	invoices: Readonly<Record<string, unknown>> = {},
) {
	const fake = fakeRevolv3({ invoices: { '1001': invoice(), ...invoices }, list });
	return { ...fake, books: revolv3.openReader(fake.http) };
}

/** A list of so many rows, read page by page. */
const listOf = (rows: readonly unknown[]) => (request: HttpRequest) => pageOf(rows, request);

describe('Revolv3, a scan through its list', () => {
	it.each([
		[100, 2],
		[101, 2],
		[240, 3],
		[900, 10],
	])('reads %i rows to their end in %i pages that overlap', async (count, pages) => {
		const { books: reader, lists } = booksWith(listOf([...strangers(count - 1), child()]));
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(lists()).toHaveLength(pages);
		for (const { pageSize } of lists()) expect(Number(pageSize)).toBeLessThanOrEqual(100);
	});

	it('reads the last row of each page again on the next', async () => {
		const rows = strangers(400);
		const { books: reader, lists } = booksWith(listOf(rows));
		await snapshotOf(reader);
		let end = 0;
		for (const { page, pageSize } of lists()) {
			const first = (Number(page) - 1) * Number(pageSize);
			if (end > 0) expect(first).toBeLessThan(end);
			end = first + Number(pageSize);
		}
		expect(end).toBeGreaterThan(rows.length);
	});

	it('stops after ten pages and calls the refunds unreadable, though it saw some', async () => {
		const { books: reader, lists } = booksWith(listOf([child(), ...strangers(2_000)]));
		expect((await snapshotOf(reader)).refunds.kind).toBe('unreadable');
		expect(lists()).toHaveLength(10);
	});

	it('reads the list once more when a row vanished from it between two pages', async () => {
		const rows = [...strangers(150), child()];
		let calls = 0;
		const { books: reader, lists } = booksWith((request) => {
			calls += 1;
			return pageOf(calls === 1 ? rows : rows.slice(2), request);
		});
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(lists().map(({ page }) => page)).toEqual([1, 2, 1, 2]);
	});

	it('does not believe a list that changes each time it is read', async () => {
		let calls = 0;
		const { books: reader } = booksWith((request) =>
			pageOf(strangers(400).slice(calls++ * 3), request),
		);
		expect((await snapshotOf(reader)).refunds.kind).toBe('unreadable');
	});

	it('counts a refund once that slipped from one page to the next', async () => {
		let calls = 0;
		const rows = [...strangers(99), child(), ...strangers(50).map(renumbered)];
		const { books: reader } = booksWith((request) =>
			pageOf(calls++ === 0 ? rows : [{ invoiceId: 7, parentInvoiceId: null }, ...rows], request),
		);
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
	});

	it('tells parents from numbers and from texts of digits', async () => {
		const { books: reader } = booksWith(listOf([child({ parentInvoiceId: '1001' })]));
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
	});

	it.each<readonly [string, unknown]>([
		['an object', { items: [] }],
		['a page of HTML', '<html></html>'],
		['nothing', null],
		['a row that is no object', [child(), null]],
		['a row without an id', [{ parentInvoiceId: null }]],
		['a row without a word on its parent that can not be opened', [{ invoiceId: 5 }]],
		['a row whose parent is no id', [{ invoiceId: 5, parentInvoiceId: 'x' }]],
		['a row whose parent is 0', [{ invoiceId: 5, parentInvoiceId: 0 }]],
		['more rows than were asked for', strangers(101)],
	])('never takes %s for "no refunds"', async (_, body) => {
		const { books: reader } = booksWith(() => answer(200, body));
		expect(await snapshotOf(reader)).toMatchObject({
			refundableMinor: null,
			refunds: { kind: 'unreadable', why: expect.stringMatching(/\.$/) },
		});
	});

	it('does not call the invoice missing when the list is', async () => {
		const { books: reader } = booksWith(() => answer(404, error));
		expect((await snapshotOf(reader)).refunds.kind).toBe('unreadable');
	});

	it.each([
		[401, 'credentialRejected'],
		[403, 'credentialRejected'],
		[429, 'rateLimited'],
		[503, 'providerUnavailable'],
		[302, 'providerAnswerInvalid'],
	])('refuses on %i, also on a later page', async (status, code) => {
		const { books: reader } = booksWith((request) =>
			request.query?.page === 1 ? pageOf(strangers(150), request) : answer(status, error),
		);
		expect((await refusalOf(reader)).code).toBe(code);
	});

	it('refuses when the list does not answer', async () => {
		const { books: reader } = booksWith(() => ({
			kind: 'noAnswer',
			sent: 'perhaps',
			why: 'it hung up',
		}));
		expect((await refusalOf(reader)).code).toBe('providerUnavailable');
	});
});

describe('Revolv3, rows that do not say what they are', () => {
	const payments = [
		short(invoice()),
		...['Paid', 'Void', 'Recycle', 'Noncollectable', 'Failed', 'MerchantPaid'].map(
			(invoiceStatus, index) => short(invoice({ invoiceId: 3000 + index, invoiceStatus })),
		),
	];

	it('are opened where they can be a refund, and nowhere else', async () => {
		const pending = invoice({ invoiceId: 2001, invoiceStatus: 'Pending' });
		const { books: reader, gets } = booksWith(
			listOf([...payments, short(pending), short(child())]),
			{
				'2001': pending,
				'2002': child(),
			},
		);
		expect(await snapshotOf(reader)).toMatchObject({
			refundableMinor: 8000,
			refunds: { refunds: [{ refundId: '2002', amountMinor: 2000, taxMinor: 200 }] },
		});
		expect(gets()).toEqual(['1001', '2001', '2002']);
	});

	it.each(['Refund', 'RefundPending', 'RefundDeclined', 'CapturePending', 'Unheard', null])(
		'are opened with the status %s',
		async (invoiceStatus) => {
			const refund = child({ invoiceStatus });
			const { books: reader } = booksWith(listOf([short(refund)]), { '2002': refund });
			expect((await snapshotOf(reader)).refunds).toMatchObject({
				kind: 'listed',
				refunds: [{ refundId: '2002', status: invoiceStatus }],
			});
		},
	);

	it('are opened once in a run, and again when the row changes', async () => {
		let now = 0;
		let state = child({ invoiceStatus: 'RefundPending' });
		const fake = fakeRevolv3({
			invoices: {
				'1001': invoice(),
				get '2002'() {
					return state;
				},
			},
			list: (request) => pageOf([short(state)], request),
		});
		const reader = revolv3.openReader(fake.http, { now: () => now });
		const stateNow = async () => {
			now += 11_000;
			const { refunds } = await snapshotOf(reader);
			return refunds.kind === 'listed' ? refunds.refunds.map(({ state: one }) => one) : refunds;
		};
		expect(await stateNow()).toEqual(['pending']);
		expect(await stateNow()).toEqual(['pending']);
		expect(fake.gets().filter((id) => id === '2002')).toHaveLength(1);
		state = child({ invoiceStatus: 'RefundDeclined' });
		expect(await stateNow()).toEqual(['declined']);
		expect(fake.gets().filter((id) => id === '2002')).toHaveLength(2);
	});

	it('are passed over where they name another customer', async () => {
		const other = { merchantCustomerRefId: 'C-2', invoiceStatus: 'PartialRefund' };
		const { books: reader, gets } = booksWith(listOf([short(child({ ...other, invoiceId: 77 }))]));
		expect((await snapshotOf(reader)).refunds).toEqual({ kind: 'listed', refunds: [] });
		expect(gets()).toEqual(['1001']);
	});

	const many = (count: number) =>
		Array.from({ length: count }, (_, index) =>
			invoice({ invoiceId: 5000 + index, invoiceStatus: 'Pending' }),
		);
	const byId = (rows: readonly Fields[]) =>
		Object.fromEntries(rows.map((row) => [String(row.invoiceId), row]));

	it('are opened up to a bound, beyond which the refunds are not known', async () => {
		const rows = many(201);
		const within = booksWith(listOf(rows.slice(1).map(short)), byId(rows));
		expect((await snapshotOf(within.books)).refunds).toEqual({ kind: 'listed', refunds: [] });
		const beyond = booksWith(listOf(rows.map(short)), byId(rows));
		expect((await snapshotOf(beyond.books)).refunds.kind).toBe('unreadable');
		expect(beyond.gets()).toEqual(['1001']);
	});

	it.each<readonly [string, unknown]>([
		['is not there', undefined],
		['is another one', child({ invoiceId: 9 })],
		['does not say either', { ...child(), parentInvoiceId: undefined }],
		['is no object', [child()]],
	])('hide the refunds where the invoice behind them %s', async (_, body) => {
		const { books: reader } = booksWith(
			listOf([short(child())]),
			body === undefined ? {} : { '2002': body },
		);
		expect((await snapshotOf(reader)).refunds).toMatchObject({
			kind: 'unreadable',
			why: expect.stringContaining('2002'),
		});
	});
});

/** So that the rows of two lists are different invoices. */
function renumbered(row: Fields): Fields {
	return { ...row, invoiceId: Number(row.invoiceId) + 500 };
}
