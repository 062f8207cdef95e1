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
	return { ...fake, books: revolv3.openReader(fake.http) };
}

const attempt = (invoiceAttemptDate: unknown, amount = 110) => ({ amount, invoiceAttemptDate });
const paid = (invoiceAttemptStatus: string, day: string) => ({
	amount: 110,
	invoiceAttemptStatus,
	invoiceAttemptDate: day && `${day}T10:00:00Z`,
});
const method = (paymentMethodAchDetails: unknown) => ({
	paymentMethodId: 1,
	paymentMethodAchDetails,
	paymentMethodCreditCardDetails: null,
});
/** The numbers of the original, as the documented sample of a refund has them. */
const repeated = { subtotal: 100, tax: 10, total: 110 };

describe('Revolv3, the snapshot', () => {
	it('holds the invoice before tax, its tax, and what is left after its standing refunds', async () => {
		const { books: reader, asked } = booksOf(invoice(), [
			...strangers(3),
			child(),
			child({ invoiceId: 2003, invoiceStatus: 'RefundDeclined' }),
			child({ invoiceId: 2004, parentInvoiceId: 1002 }),
		]);
		expect(await snapshotOf(reader)).toEqual({
			invoiceId: '1001',
			status: 'Paid',
			notRefundable: null,
			currency: 'USD',
			exponent: 2,
			paidAt: '2026-03-02T23:48:15.147Z',
			lastPaymentAt: '2026-03-02T23:48:15.147Z',
			paidByBankDebit: false,
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
				query: {
					merchantCustomerRefId: 'C-1',
					lastUpdateStartDate: '2026-03-02',
					page: 1,
					pageSize: 100,
				},
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
		const { books: reader } = booksOf(invoice({ currency: told }));
		expect(await snapshotOf(reader)).toMatchObject({ currency, exponent, paidMinor });
	});

	it('tells the same invoice from a number and from a text of digits', async () => {
		const { books: reader } = booksOf(invoice({ invoiceId: '001001' }));
		expect((await snapshotOf(reader)).invoiceId).toBe('1001');
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
		const refusal = await refusalOf(revolv3.openReader(fake.http));
		expect(refusal.code).toBe('providerAnswerInvalid');
	});

	it('says that an invoice is not there', async () => {
		expect((await refusalOf(booksOf(invoice()).books, '77')).code).toBe('invoiceNotFound');
	});

	it.each(['Paid', 'PartialRefund'])('lets an invoice that is %s be refunded', async (status) => {
		const { books: reader } = booksOf(invoice({ invoiceStatus: status }), [child()]);
		expect((await snapshotOf(reader)).notRefundable).toBeNull();
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
		const { books: reader } = booksOf(invoice({ invoiceStatus: status }), [child()]);
		expect(await snapshotOf(reader)).toMatchObject({
			status,
			notRefundable: expect.stringContaining(`'${status}'`),
			refunds: { kind: 'listed', refunds: [{ refundId: '2002' }] },
		});
	});

	it('does not refund an invoice without a status', async () => {
		const { books: reader } = booksOf(invoice({ invoiceStatus: null }));
		expect(await snapshotOf(reader)).toMatchObject({
			status: null,
			notRefundable: expect.any(String),
		});
	});

	it('does not refund a refund, and names its original', async () => {
		const { books: reader } = booksOf(invoice({ parentInvoiceId: 900 }));
		expect((await snapshotOf(reader)).notRefundable).toContain('itself a refund (of invoice 900)');
	});

	it('lists a refund whose amount is not told, and knows no rest then', async () => {
		const { books: reader, gets } = booksOf(invoice(), [
			child({ invoiceId: 2003 }),
			child({ ...repeated, invoiceAttempts: null }),
		]);
		expect(await snapshotOf(reader)).toMatchObject({
			refundableMinor: null,
			refunds: {
				kind: 'listed',
				refunds: [
					{ refundId: '2003', amountMinor: 2000 },
					{ refundId: '2002', amountMinor: null },
				],
			},
		});
		// It was asked for by itself first, and was not there.
		expect(gets()).toEqual(['1001', '2002']);
	});

	it('shows no guess of a rest where the tax in a refund is not told', async () => {
		const split = child({ ...repeated, invoiceAttempts: [{ amount: -22 }] });
		const { books: reader } = booksOf(invoice(), [split]);
		expect(await snapshotOf(reader)).toMatchObject({
			refundableMinor: null,
			refunds: { refunds: [{ amountMinor: null, taxMinor: null, totalMinor: 2200 }] },
		});
	});

	it('has nothing left once everything went back with its tax', async () => {
		const half = { ...repeated, invoiceAttempts: [{ amount: -55 }] };
		const { books: reader } = booksOf(invoice(), [
			child(half),
			child({ ...half, invoiceId: 2003 }),
		]);
		expect((await snapshotOf(reader)).refundableMinor).toBe(0);
	});

	it('reads a refund by itself that the list shows without attempts', async () => {
		const row = child({ ...repeated, invoiceAttempts: null });
		const fake = fakeRevolv3({
			invoices: { '1001': invoice(), '2002': child() },
			list: () => answer(200, [row]),
		});
		const reader = revolv3.openReader(fake.http);
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		await snapshotOf(reader);
		expect(fake.gets().filter((id) => id === '2002')).toHaveLength(1);
	});

	it('refuses while a refund can not be read for a reason that passes', async () => {
		const row = child({ ...repeated, invoiceAttempts: null });
		const fake = fakeRevolv3({ invoices: { '1001': invoice() }, list: () => answer(200, [row]) });
		const reader = revolv3.openReader({
			read: async (request) =>
				request.path.endsWith('2002') ? answer(503, null) : await fake.http.read(request),
		});
		expect((await refusalOf(reader)).code).toBe('providerUnavailable');
	});

	it.each<readonly [string, Fields, string | null, string | null]>([
		['no attempts', { invoiceAttempts: null }, null, null],
		['no attempt that succeeded', { invoiceAttempts: [paid('Fail', '2026-03-02')] }, null, null],
		[
			'several that did',
			{
				invoiceAttempts: [
					paid('Success', '2026-03-05'),
					paid('Fail', '2026-03-01'),
					paid('Success', '2026-03-03'),
					{ ...paid('Success', '2026-03-09'), amount: -5 },
				],
			},
			'2026-03-03T10:00:00.000Z',
			'2026-03-05T10:00:00.000Z',
		],
		[
			'one of them without a date',
			{ invoiceAttempts: [paid('Success', '2026-03-05'), { ...paid('Success', ''), amount: 5 }] },
			null,
			null,
		],
	])('tells when it was paid by %s', async (_, changes, paidAt, lastPaymentAt) => {
		const { books: reader } = booksOf(invoice(changes), [child()]);
		expect(await snapshotOf(reader)).toMatchObject({ paidAt, lastPaymentAt });
	});

	it.each<readonly [string, Fields, boolean]>([
		['null', { paymentMethod: method(null) }, false],
		['absent', { paymentMethod: null }, false],
		['there', { paymentMethod: method({ accountNumberLast4: '6789' }) }, true],
		[
			'there in an attempt',
			{
				invoiceAttempts: [
					{ ...paid('Success', '2026-03-02'), paymentMethod: method({ accountNumberLast4: '1' }) },
				],
			},
			true,
		],
	])('is paid from a bank account where the ACH details are %s', async (_, changes, expected) => {
		const { books: reader } = booksOf(invoice(changes));
		expect((await snapshotOf(reader)).paidByBankDebit).toBe(expected);
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
		const { books: reader } = booksOf(invoice(changes), rows);
		expect(await snapshotOf(reader)).toMatchObject({
			refundableMinor: null,
			refunds: { kind: 'unreadable' },
		});
	});
});
