import { revolv3 } from '../../../nodes/Revolv3/adapter';
import { fakeRevolv3, invoice, snapshotOf, type Fields } from './samples';

function booksOf(ofInvoice: Fields) {
	const fake = fakeRevolv3({ invoices: { '1001': ofInvoice } });
	return { ...fake, books: revolv3.openBooks(fake.http) };
}

const attempt = (invoiceAttemptDate: unknown) => ({ amount: 110, invoiceAttemptDate });

describe('Revolv3, how the refunds of an invoice are asked for', () => {
	it.each([
		[
			'the first of several',
			['2026-03-02T10:00:00Z', '2026-02-27T23:59:59.9999999Z'],
			'2026-02-27',
		],
		['the UTC day of another zone', ['2026-03-01T01:00:00+02:00'], '2026-02-28'],
		['UTC where no zone is told', ['2026-03-02T00:30:00.123'], '2026-03-02'],
	])('by the day of the earliest attempt: %s', async (_, dates, day) => {
		const { books, lists } = booksOf(
			invoice({
				merchantCustomerRefId: null,
				invoiceAttempts: dates.map((date) => attempt(date)),
			}),
		);
		await snapshotOf(books);
		expect(lists()).toEqual([{ lastUpdateStartDate: day, page: 1, pageSize: 100 }]);
	});

	it.each([
		['no attempts', null],
		['an empty list of attempts', []],
		['an attempt without a date', [attempt('2026-03-02T10:00:00Z'), attempt(null)]],
		['a date of another form', [attempt('02.03.2026')]],
		['a date that does not exist', [attempt('2026-13-45T10:00:00Z')]],
		['the empty date', [attempt('0001-01-01T00:00:00')]],
	])('not at all with %s and no customer: they are unreadable', async (_, invoiceAttempts) => {
		const { books, lists } = booksOf(invoice({ merchantCustomerRefId: ' ', invoiceAttempts }));
		expect((await snapshotOf(books)).refunds.kind).toBe('unreadable');
		expect(lists()).toEqual([]);
	});
});
