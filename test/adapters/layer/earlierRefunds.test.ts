import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import {
	allocation,
	answer,
	bare,
	booksOver,
	data,
	getInvoice,
	getRefund,
	invoice,
	invoiceId,
	key,
	list,
	listed,
	look,
	lookAt,
	no,
	otherInvoiceId,
	otherKey,
	otherRefundId,
	page,
	plan,
	refund,
	refundId,
	refused,
	target,
	unreadable,
	type Script,
} from './samples';

describe('Layer, earlier refunds named by the invoice', () => {
	const named = allocation(1250, { refund_id: refundId });

	it('are each fetched once and shown with their share of this invoice', async () => {
		const shared = refund({
			refunded_amount: 2000,
			allocations: [
				allocation(1000),
				allocation(250),
				allocation(750, { invoice_id: otherInvoiceId }),
			],
		});
		const parts = [1000, 250].map((amount) => allocation(amount, { refund_id: refundId }));
		const snapshot = await look([
			[getInvoice, data(invoice({ refund_allocations: parts }))],
			[getRefund(), data(shared)],
		]);
		expect(snapshot).toMatchObject(
			listed([{ refundId, externalId: key, amountMinor: 1250, invoiceId, state: 'done' }]),
		);
		expect(snapshot).toMatchObject({ value: { paidMinor: 5000, refundableMinor: 3750 } });
	});

	it('stay visible on a refunded invoice, so that the same reference is found again', async () => {
		const snapshot = await look([
			[getInvoice, data(invoice({ status: 'REFUNDED', refund_allocations: [named] }))],
			[getRefund(), data(refund())],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key }]));
		expect(snapshot).toMatchObject({ value: { notRefundable: expect.any(String) } });
	});

	it.each<[string, unknown]>([
		['another amount', refund({ refunded_amount: 1000, allocations: [allocation(1000)] })],
		['parts that do not add up', refund({ refunded_amount: 1300 })],
		[
			'another invoice',
			refund({ allocations: [allocation(1250, { invoice_id: otherInvoiceId })] }),
		],
		['another id', refund({ id: otherRefundId })],
		['no allocations', refund({ allocations: undefined })],
	])('are unreadable when the refund shows %s', async (_, wrong) => {
		const snapshot = await look([
			[getInvoice, data(invoice({ refund_allocations: [named] }))],
			[getRefund(), data(wrong)],
		]);
		expect(snapshot).toMatchObject(unreadable);
		expect(snapshot).toMatchObject({ value: { refundableMinor: 3750 } });
	});

	it('are unreadable, not gone, when a refund is not found', async () => {
		const snapshot = await look([
			[getInvoice, data(invoice({ refund_allocations: [named] }))],
			[getRefund(), answer(404, {})],
		]);
		expect(snapshot).toMatchObject(unreadable);
	});

	it.each([
		[503, 'providerUnavailable'],
		[401, 'credentialRejected'],
		[429, 'rateLimited'],
	])('end the look when Layer answers %p, which no option may pass over', async (status, code) => {
		const snapshot = await look([
			[getInvoice, data(invoice({ refund_allocations: [named] }))],
			[getRefund(), answer(status, {})],
		]);
		expect(snapshot).toMatchObject(refused(code));
	});

	it('are out of bounds above fifty, and none is fetched', async () => {
		const many = Array.from({ length: 51 }, (_, at) => allocation(1, { refund_id: `r${at}` }));
		expect(await lookAt(data(invoice({ refund_allocations: many })))).toMatchObject(unreadable);
	});
});

describe('Layer, earlier refunds the invoice does not name', () => {
	const other = refund({
		id: otherRefundId,
		external_id: otherKey,
		refunded_amount: 700,
		allocations: [allocation(700)],
	});
	const unrelated = refund({
		id: 'e',
		external_id: 'x',
		allocations: [allocation(1250, { id: 'z', invoice_id: otherInvoiceId })],
	});
	const showing = (...amounts: number[]) =>
		data(invoice({ refund_allocations: amounts.map((amount) => allocation(amount)) }));

	it('take one more call when the only one is under this very key', async () => {
		const snapshot = await look([
			[getInvoice, showing(1250)],
			[list({ external_id: key }), page([refund()])],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key, amountMinor: 1250 }]));
	});

	it('are looked for page by page until they account for every cent', async () => {
		const snapshot = await look([
			[getInvoice, showing(1250, 700)],
			[list({ external_id: key }), page([refund()])],
			[list(), page([unrelated, refund()], 'next')],
			[list({ cursor: 'next' }), page([other], 'further')],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key }, { externalId: otherKey }]));
	});

	it('are still found when the name of the filter is turned down', async () => {
		const snapshot = await look([
			[getInvoice, showing(1250)],
			[list({ external_id: key }), no(400)],
			[list(), page([refund()])],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key }]));
	});

	it('are found newest first however many refunds there are', async () => {
		const snapshot = await look([
			[getInvoice, showing(700)],
			[list({ external_id: key }), page([])],
			[list(), page([unrelated, other], 'further')],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: otherKey }]));
	});

	it('are found with one list where the server ignores the filter', async () => {
		const snapshot = await look([
			[getInvoice, showing(1250, 700)],
			[list({ external_id: key }), page([unrelated, other], 'next')],
			[list({ external_id: key, cursor: 'next' }), page([refund()], 'further')],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: otherKey }, { externalId: key }]));
	});

	it('are found in a bare list', async () => {
		const snapshot = await look([
			[getInvoice, showing(1250, 700)],
			[list({ external_id: key }), bare([refund()])],
			[list(), bare([unrelated, other, refund()])],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key }, { externalId: otherKey }]));
	});

	it('end the look when Layer can not be asked for the list', async () => {
		const snapshot = await look([
			[getInvoice, showing(1250)],
			[list({ external_id: key }), answer(503, {})],
		]);
		expect(snapshot).toMatchObject(refused('providerUnavailable'));
	});

	it('are found by the allocation where a refund names no invoice', async () => {
		const byLine = refund({ allocations: [allocation(1250, { invoice_id: null })] });
		const snapshot = await look([
			[getInvoice, showing(1250)],
			[list({ external_id: key }), page([byLine])],
		]);
		expect(snapshot).toMatchObject(listed([{ invoiceId, amountMinor: 1250 }]));
	});

	it('are added to those it names, each counted once', async () => {
		const parts = [allocation(1250, { refund_id: refundId }), allocation(700)];
		const snapshot = await look([
			[getInvoice, data(invoice({ refund_allocations: parts }))],
			[getRefund(), data(refund())],
			[list({ external_id: key }), page([refund()])],
			[list(), page([refund(), other])],
		]);
		expect(snapshot).toMatchObject(listed([{ refundId }, { refundId: otherRefundId }]));
	});

	it.each<[string, HttpOutcome]>([
		['ends without them', page([unrelated])],
		['shows more than the invoice does', page([refund(), other])],
		['has them malformed', page([refund({ refunded_amount: null })])],
		['is no list', data({})],
		['is bare and ends without them', bare([unrelated])],
		[
			'promises more without a cursor',
			answer(200, { data: [], meta: { pagination: { has_more: true } } }),
		],
		['carries errors', answer(200, { errors: [{ type: 'Unknown' }] })],
	])('are unreadable when the list %s', async (_, last) => {
		const snapshot = await look([
			[getInvoice, showing(1500)],
			[list({ external_id: key }), page([])],
			[list(), last],
		]);
		expect(snapshot).toMatchObject(unreadable);
	});

	it('are unreadable when ten pages were not enough', async () => {
		const pages = Array.from({ length: 10 }, (_, at): Script[number] => [
			list(at === 0 ? {} : { cursor: `c${at}` }),
			page([{ ...unrelated, id: `e${at}` }], `c${at + 1}`),
		]);
		const snapshot = await look([
			[getInvoice, showing(1250)],
			[list({ external_id: key }), page([])],
			...pages,
		]);
		expect(snapshot).toMatchObject(unreadable);
	});
});

describe('Layer, earlier refunds of an invoice that does not show them', () => {
	const other = refund({
		id: otherRefundId,
		external_id: otherKey,
		refunded_amount: 700,
		allocations: [allocation(700)],
	});
	const unrelated = refund({
		id: 'e',
		external_id: 'x',
		allocations: [allocation(1250, { invoice_id: otherInvoiceId })],
	});
	const silent = (change: Record<string, unknown> = {}) =>
		data(invoice({ refund_allocations: undefined, ...change }));

	it.each<[string, unknown]>([
		['missing', undefined],
		['null', null],
		['no list', {}],
		['a list with a hole', [allocation(1250), null]],
		['a list with an amount of zero', [allocation(0)]],
		['a list with another invoice in it', [allocation(5, { invoice_id: otherInvoiceId })]],
	])('are those of the list that name it, when its own list is %s', async (_, own) => {
		const snapshot = await look([
			[getInvoice, data(invoice({ refund_allocations: own }))],
			[list(), page([unrelated, other], 'next')],
			[list({ cursor: 'next' }), page([refund()])],
		]);
		expect(snapshot).toMatchObject(
			listed([
				{ externalId: otherKey, amountMinor: 700, invoiceId },
				{ externalId: key, amountMinor: 1250, invoiceId },
			]),
		);
		expect(snapshot).toMatchObject({ value: { paidMinor: 5000, refundableMinor: 3050 } });
	});

	it('are none when no row of a bare list names it', async () => {
		const snapshot = await look([
			[getInvoice, silent()],
			[list(), bare([unrelated])],
		]);
		expect(snapshot).toMatchObject(listed([]));
		expect(snapshot).toMatchObject({ value: { refundableMinor: 5000, notRefundable: null } });
	});

	it('are looked for from two days before the invoice was sent', async () => {
		const dates = { sent_at: '2026-01-05T09:00:00Z', paid_at: '2026-01-20T09:00:00Z' };
		const snapshot = await look([
			[getInvoice, silent(dates)],
			[list({ completed_at_start: '2026-01-03T09:00:00.000Z' }), bare([])],
		]);
		expect(snapshot).toMatchObject(listed([]));
		expect(snapshot).toMatchObject({ value: { lastPaymentAt: '2026-01-20T09:00:00.000Z' } });
	});

	it('are looked for without what the server refuses, which is remembered', async () => {
		const dates = { sent_at: '2026-01-05T09:00:00Z' };
		const { books: reader, left } = booksOver([
			[getInvoice, silent(dates)],
			[list({ completed_at_start: '2026-01-03T09:00:00.000Z' }), no(400)],
			[list(), bare([unrelated])],
			[getInvoice, silent(dates)],
			[list(), bare([unrelated, other])],
		]);
		expect(await reader.readSnapshot(target, key)).toMatchObject(listed([]));
		expect(await reader.readSnapshot(target, key)).toMatchObject(
			listed([{ externalId: otherKey }]),
		);
		expect(left()).toBe(0);
	});

	it.each<[string, Record<string, unknown>]>([
		['a line of it', { invoice_line_item_id: 'L1' }],
		['the id that its maker gave it', { invoice_external_id: 'ORDER-7' }],
	])('are found by %s where they do not name it', async (_, names) => {
		const byOther = refund({ allocations: [allocation(1250, { invoice_id: null, ...names })] });
		const snapshot = await look([
			[getInvoice, silent({ external_id: 'ORDER-7', line_items: [{ id: 'l1' }] })],
			[list(), bare([byOther])],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key, amountMinor: 1250 }]));
	});

	it.each<[string, Record<string, unknown>]>([
		['a line of another', { invoice_line_item_id: 'L2' }],
		['a payment of another', { invoice_payment_id: 'p9' }],
		['nothing but a customer', { customer: { id: 'c' } }],
	])('are not those that name %s', async (_, names) => {
		const elsewhere = refund({ allocations: [allocation(1250, { invoice_id: null, ...names })] });
		const snapshot = await look([
			[getInvoice, silent({ line_items: [{ id: 'l1' }] })],
			[list(), bare([elsewhere])],
		]);
		expect(snapshot).toMatchObject(listed([]));
	});

	it.each<[string, Record<string, unknown>]>([
		[
			'names only a payment, which may cover other invoices too',
			{ allocations: [allocation(1250, { invoice_id: null, invoice_payment_id: 'p1' })] },
		],
		['does not add up', { refunded_amount: 9 }],
		['has no amount', { refunded_amount: null }],
	])('are listed without an amount when one %s', async (_, change) => {
		const snapshot = await look([
			[getInvoice, silent()],
			[list(), bare([refund(change)])],
		]);
		expect(snapshot).toMatchObject(listed([{ refundId, externalId: key, amountMinor: null }]));
		expect(snapshot).toMatchObject({ value: { refundableMinor: null } });
	});

	it('are unreadable when a row may be on any invoice', async () => {
		const snapshot = await look([
			[getInvoice, silent()],
			[list(), bare([other, refund({ allocations: undefined })])],
		]);
		expect(snapshot).toMatchObject(unreadable);
	});

	it('are not kept from view by a row that can not be read and names another invoice', async () => {
		const foreign = { id: 'f', allocations: [{ invoice_id: otherInvoiceId }] };
		const snapshot = await look([
			[getInvoice, silent()],
			[list(), bare([foreign, other])],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: otherKey }]));
	});

	it('are unreadable when the list is too long, and our own can still be looked for', async () => {
		const pages = Array.from({ length: 10 }, (_, at): Script[number] => [
			list(at === 0 ? {} : { cursor: `c${at}` }),
			page([{ ...unrelated, id: `e${at}` }], `c${at + 1}`),
		]);
		const { books: reader, left } = booksOver([
			[getInvoice, silent()],
			...pages,
			[list({ external_id: key }), page([refund()])],
		]);
		const snapshot = await reader.readSnapshot(target, key);
		expect(snapshot).toMatchObject(unreadable);
		expect(snapshot).toMatchObject({ value: { refundableMinor: null } });
		expect(await reader.findUnderKey?.(plan())).toMatchObject({ value: { externalId: key } });
		expect(left()).toBe(0);
	});

	it.each([
		[503, 'providerUnavailable'],
		[429, 'rateLimited'],
	])('end the look when Layer answers %p', async (status, code) => {
		const snapshot = await look([
			[getInvoice, silent()],
			[list(), no(status)],
		]);
		expect(snapshot).toMatchObject(refused(code));
	});
});

describe('Layer, an invoice that says REFUNDED', () => {
	const refunded = (change: Record<string, unknown> = {}) =>
		data(invoice({ status: 'REFUNDED', ...change }));

	it('does not pass for one without refunds because its list is empty, as in every sample', async () => {
		const whole = refund({ refunded_amount: 5000, allocations: [allocation(5000)] });
		const snapshot = await look([
			[getInvoice, refunded()],
			[list(), bare([whole])],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key, amountMinor: 5000 }]));
		expect(snapshot).toMatchObject({ value: { refundableMinor: 0 } });
	});

	it('has no refund under this key when the list proves it', async () => {
		const { books: reader, left } = booksOver([
			[getInvoice, refunded()],
			[list(), bare([])],
		]);
		expect(await reader.readSnapshot(target, key)).toMatchObject(unreadable);
		expect(await reader.findUnderKey?.(plan())).toEqual({ ok: true, value: null });
		expect(left()).toBe(0);
	});

	it('says nothing of this key when the list can not be read', async () => {
		const page_ = answer(200, '<html></html>');
		const { books: reader, left } = booksOver([
			[getInvoice, refunded({ refund_allocations: [allocation(5000)] })],
			[list({ external_id: key }), page_],
			[list(), page_],
			[list({ external_id: key }), page_],
		]);
		const snapshot = await reader.readSnapshot(target, key);
		expect(snapshot).toMatchObject(unreadable);
		expect(snapshot).toMatchObject({ value: { refundableMinor: 0 } });
		expect(await reader.findUnderKey?.(plan())).toMatchObject(refused('earlierRefundsUnknown'));
		expect(left()).toBe(0);
	});
});

describe('Layer, an invoice without a list of payments', () => {
	const unpaid = (change: Record<string, unknown>) =>
		data(invoice({ payment_allocations: undefined, ...change }));

	it.each([
		['missing', undefined],
		['null', null],
		['empty, as in every sample', []],
	])('was paid its total where it says PAID and the list is %s', async (_, list_) => {
		const snapshot = await look([
			[getInvoice, unpaid({ payment_allocations: list_ })],
			[list(), bare([refund()])],
		]);
		expect(snapshot).toMatchObject({ value: { paidMinor: 5000, refundableMinor: 3750 } });
	});

	it('was paid what is not outstanding where it says PARTIALLY_PAID', async () => {
		const half = unpaid({ status: 'PARTIALLY_PAID', outstanding_balance: 2000 });
		expect(
			await look([
				[getInvoice, half],
				[list(), bare([])],
			]),
		).toMatchObject({ value: { paidMinor: 3000, refundableMinor: 3000 } });
	});

	it('is not priced by its balance once something was refunded, which may have changed it', async () => {
		const half = unpaid({ status: 'PARTIALLY_PAID', outstanding_balance: 2000 });
		const snapshot = await look([
			[getInvoice, half],
			[list(), bare([refund()])],
		]);
		expect(snapshot).toMatchObject(refused('providerAnswerInvalid', 'what was paid'));
	});

	it('is refused by its state, where that is what stands against a refund', async () => {
		expect(await lookAt(unpaid({ status: 'VOIDED' }))).toMatchObject(
			refused('notRefundable', "'VOIDED'"),
		);
		expect(await lookAt(unpaid({ status: 'SENT', refund_allocations: [] }))).toMatchObject({
			value: { paidMinor: 0, notRefundable: expect.stringContaining("'SENT'") },
		});
	});
});
