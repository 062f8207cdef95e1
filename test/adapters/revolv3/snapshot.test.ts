import { UNTOLD_PAYMENT } from '../../../nodes/shared/engine/snapshot';
import { revolv3 } from '../../../nodes/Revolv3/adapter';
import {
	answer,
	child,
	fakeRevolv3,
	invoice,
	refusalOf,
	snapshotOf,
	strangers,
	type Fields,
} from './samples';

function booksOf(ofInvoice: Fields, rows: readonly unknown[] = []) {
	const fake = fakeRevolv3({
		invoices: { '1001': ofInvoice },
		list: () => answer(200, rows),
	});
	return { ...fake, books: revolv3.openBooks(fake.http) };
}

const attempt = (invoiceAttemptDate: unknown, amount = 110) => ({ amount, invoiceAttemptDate });

describe('Revolv3, the snapshot', () => {
	it('holds the invoice before tax, its tax, and what is left after its standing refunds', async () => {
		const { books, asked } = booksOf(invoice(), [
			...strangers(3),
			child(),
			child({ invoiceId: 2003, invoiceStatus: 'RefundDeclined' }),
			child({ invoiceId: 2004, parentInvoiceId: 1002 }),
		]);
		expect(await snapshotOf(books)).toEqual({
			invoiceId: '1001',
			status: 'Paid',
			notRefundable: null,
			currency: 'USD',
			exponent: 2,
			...UNTOLD_PAYMENT,
			paidMinor: 10_000,
			taxMinor: 1000,
			refundableMinor: 8000,
			refunds: {
				kind: 'listed',
				refunds: [
					expect.objectContaining({ refundId: '2002', state: 'done', amountMinor: 2000 }),
					expect.objectContaining({ refundId: '2003', state: 'declined' }),
				],
			},
			response: invoice(),
		});
		expect(asked).toEqual([
			{ method: 'GET', path: '/api/Invoices/1001' },
			{
				method: 'GET',
				path: '/api/Invoices/v1',
				query: { merchantCustomerRefId: 'C-1', page: 1, pageSize: 100 },
			},
		]);
	});

	it.each([
		['null', null, null, 2, 10_000],
		['absent', undefined, null, 2, 10_000],
		['empty', '', null, 2, 10_000],
		['yen', 'jpy', 'JPY', 0, 100],
		['dinars', 'KWD', 'KWD', 3, 100_000],
	])('reads amounts where the currency is %s', async (_, told, currency, exponent, paidMinor) => {
		const { books } = booksOf(invoice({ currency: told }));
		expect(await snapshotOf(books)).toMatchObject({ currency, exponent, paidMinor });
	});

	it('tells the same invoice from a number and from a text of digits', async () => {
		const { books } = booksOf(invoice({ invoiceId: '001001' }));
		expect((await snapshotOf(books)).invoiceId).toBe('1001');
	});

	it.each<readonly [string, unknown]>([
		['no object', 'down for maintenance'],
		['another invoice', invoice({ invoiceId: 1002 })],
		['no id', invoice({ invoiceId: undefined })],
		['no word on its parent', invoice({ parentInvoiceId: undefined })],
		['a parent that is no id', invoice({ parentInvoiceId: 'x' })],
		['an unknown currency', invoice({ currency: 'XQQ' })],
		['a currency that is no text', invoice({ currency: 840 })],
		['no subtotal', invoice({ subtotal: null })],
		['a subtotal in a text', invoice({ subtotal: '100.00' })],
		['a negative subtotal', invoice({ subtotal: -100 })],
		['no tax', invoice({ tax: undefined })],
		['more decimals than its currency has', invoice({ subtotal: 100.001 })],
		['more than a number holds exactly', invoice({ subtotal: 70_368_744_177_664 })],
	])('is refused on an answer with %s', async (_, body) => {
		const fake = fakeRevolv3({ invoices: { '1001': body } });
		const refusal = await refusalOf(revolv3.openBooks(fake.http));
		expect(refusal.code).toBe('providerAnswerInvalid');
	});

	it('says that an invoice is not there', async () => {
		expect((await refusalOf(booksOf(invoice()).books, '77')).code).toBe('invoiceNotFound');
	});

	it.each(['Paid', 'PartialRefund'])('lets an invoice that is %s be refunded', async (status) => {
		const { books } = booksOf(invoice({ invoiceStatus: status }), [child()]);
		expect((await snapshotOf(books)).notRefundable).toBeNull();
	});

	it.each([
		'Refund',
		'Void',
		'Pending',
		'Recycle',
		'Noncollectable',
		'Failed',
		'MerchantPaid',
		'MerchantCancelled',
		'OneTimePaymentPending',
		'RecurringPending',
		'BatchPending',
		'CapturePending',
		'RefundPending',
		'RefundDeclined',
		'RefundFailed',
		'RetryPending',
		'paid',
		'Delinquent',
	])('names the state %s as the reason, and still shows the refunds', async (status) => {
		const { books } = booksOf(invoice({ invoiceStatus: status }), [child()]);
		expect(await snapshotOf(books)).toMatchObject({
			status,
			notRefundable: expect.stringContaining(`'${status}'`),
			refunds: { kind: 'listed', refunds: [{ refundId: '2002' }] },
		});
	});

	it('does not refund an invoice without a status', async () => {
		const { books } = booksOf(invoice({ invoiceStatus: null }));
		expect(await snapshotOf(books)).toMatchObject({
			status: null,
			notRefundable: expect.any(String),
		});
	});

	it('does not refund a refund, and names its original', async () => {
		const { books } = booksOf(invoice({ parentInvoiceId: 900 }));
		expect((await snapshotOf(books)).notRefundable).toContain('itself a refund (of invoice 900)');
	});

	it('knows no earlier refunds when one of them has no readable amount', async () => {
		const { books } = booksOf(invoice(), [
			child({ invoiceId: 2003 }),
			child({ invoiceAttempts: null }),
		]);
		expect(await snapshotOf(books)).toMatchObject({
			refundableMinor: null,
			refunds: { kind: 'unreadable', why: expect.stringContaining('2002') },
		});
	});

	it.each([
		['is PartialRefund, and nothing is listed', { invoiceStatus: 'PartialRefund' }, []],
		[
			'is PartialRefund, and only a declined refund is listed',
			{ invoiceStatus: 'PartialRefund' },
			[child({ invoiceStatus: 'RefundDeclined' })],
		],
		[
			'has a negative attempt, and nothing is listed',
			{ invoiceAttempts: [attempt('2026-03-02T10:00:00Z'), attempt('2026-03-03T10:00:00Z', -5)] },
			[],
		],
	])('does not believe the list when the invoice %s', async (_, changes, rows) => {
		const { books } = booksOf(invoice(changes), rows);
		expect(await snapshotOf(books)).toMatchObject({
			refundableMinor: null,
			refunds: { kind: 'unreadable' },
		});
	});
});
