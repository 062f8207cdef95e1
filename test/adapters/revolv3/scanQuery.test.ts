import { revolv3 } from '../../../nodes/Revolv3/adapter';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import {
	answer,
	child,
	fakeRevolv3,
	invoice,
	key,
	pageOf,
	snapshotOf,
	strangers,
	type Fields,
} from './samples';

const error = { message: 'No', errors: ['No'] };
const page = { page: 1, pageSize: 100 };

function booksOf(
	ofInvoice: Fields,
	more: {
		list?: (request: HttpRequest) => HttpOutcome;
		ofCustomer?: (request: HttpRequest) => HttpOutcome;
	} = {},
) {
	const fake = fakeRevolv3({ invoices: { '1001': ofInvoice }, ...more });
	return { ...fake, books: revolv3.openReader(fake.http) };
}

const attempt = (invoiceAttemptDate: unknown) => ({ amount: 110, invoiceAttemptDate });
const guest = { merchantCustomerRefId: null, customerId: null };

describe('Revolv3, how the refunds of an invoice are asked for', () => {
	it("by the customer's reference and the day of the payment, together", async () => {
		const { books: reader, asked } = booksOf(invoice({ customerId: 17 }));
		await snapshotOf(reader);
		expect(asked.slice(1)).toEqual([
			{
				method: 'GET',
				path: '/api/Invoices/v1',
				query: { merchantCustomerRefId: 'C-1', lastUpdateStartDate: '2026-03-02', ...page },
			},
		]);
	});

	it("by the customer's reference alone where the payment has no date", async () => {
		const { books: reader, lists } = booksOf(invoice({ invoiceAttempts: null }));
		await snapshotOf(reader);
		expect(lists()).toEqual([{ merchantCustomerRefId: 'C-1', ...page }]);
	});

	it("by the customer's own list where the invoice has no reference of the customer", async () => {
		const { books: reader, asked } = booksOf(invoice({ ...guest, customerId: 17 }), {
			ofCustomer: (request) => pageOf([child()], request),
		});
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(asked.slice(1)).toEqual([
			{ method: 'GET', path: '/api/Customers/17/invoices', query: page },
		]);
	});

	it.each([
		[
			'the first of several',
			['2026-03-02T10:00:00Z', '2026-02-27T23:59:59.9999999Z'],
			'2026-02-27',
		],
		['the UTC day of another zone', ['2026-03-01T01:00:00+02:00'], '2026-02-28'],
		['UTC where no zone is told', ['2026-03-02T00:30:00.123'], '2026-03-02'],
	])('of a guest by the day of the earliest attempt: %s', async (_, dates, day) => {
		const invoiceAttempts = dates.map((date) => attempt(date));
		const { books: reader, lists } = booksOf(invoice({ ...guest, invoiceAttempts }));
		await snapshotOf(reader);
		expect(lists()).toEqual([{ lastUpdateStartDate: day, ...page }]);
	});

	it.each([
		['no attempts', null],
		['an empty list of attempts', []],
		['an attempt without a date', [attempt('2026-03-02T10:00:00Z'), attempt(null)]],
		['a date of another form', [attempt('02.03.2026')]],
		['a date that does not exist', [attempt('2026-13-45T10:00:00Z')]],
		['the empty date', [attempt('0001-01-01T00:00:00')]],
	])('of a guest in the whole list, which needs no filter, with %s', async (_, invoiceAttempts) => {
		const { books: reader, lists } = booksOf(
			invoice({ ...guest, merchantCustomerRefId: ' ', invoiceAttempts }),
			{ list: (request) => pageOf([...strangers(20), child()], request) },
		);
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(lists()).toEqual([page]);
	});

	it.each<readonly [string, HttpOutcome]>([
		['is not there', answer(404, error)],
		['makes no sense', answer(200, { rows: [] })],
	])("in the customer's own list where the other %s", async (_, broken) => {
		const { books: reader } = booksOf(invoice({ customerId: 17 }), {
			list: () => broken,
			ofCustomer: (request) => pageOf([child()], request),
		});
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
	});

	it("since the payment where the customer's own list is too long", async () => {
		const { books: reader, lists } = booksOf(invoice({ ...guest, customerId: 17 }), {
			list: (request) => pageOf([child()], request),
			ofCustomer: (request) => pageOf(strangers(2_000), request),
		});
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(lists().at(-1)).toEqual({ lastUpdateStartDate: '2026-03-02', ...page });
	});

	it('in no list that holds all of one that was too long', async () => {
		const { books: reader, lists } = booksOf(invoice({ customerId: 17 }), {
			list: (request) => pageOf(strangers(2_000), request),
		});
		expect((await snapshotOf(reader)).refunds.kind).toBe('unreadable');
		expect(lists()).toHaveLength(10);
	});

	it('nowhere else while a list is limited or down', async () => {
		const { books: reader, lists } = booksOf(invoice({ customerId: 17 }), {
			list: () => answer(503, error),
		});
		const read = await reader.readSnapshot({ businessId: null, invoiceId: '1001' }, key);
		expect(read).toMatchObject({ ok: false, refusal: { code: 'providerUnavailable' } });
		expect(lists()).toHaveLength(1);
	});

	it('counts a refund of the invoice even in a row that names another customer', async () => {
		const { books: reader } = booksOf(invoice(), {
			list: (request) => pageOf([child({ merchantCustomerRefId: 'C-2' })], request),
		});
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
	});
});
