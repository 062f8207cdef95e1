import type { HttpOutcome } from '../../../nodes/shared/engine/http';
import {
	allocation,
	answer,
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
	otherInvoiceId,
	otherKey,
	otherRefundId,
	page,
	refund,
	refundId,
	refused,
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

	it.each<[string, unknown]>([
		['missing', undefined],
		['null', null],
		['no list', {}],
		['a list with a hole', [named, null]],
		['a list with an amount of zero', [allocation(0)]],
		['a list with another invoice in it', [allocation(5, { invoice_id: otherInvoiceId })]],
	])('are unreadable, never none, when the list is %s', async (_, refund_allocations) => {
		const snapshot = await lookAt(data(invoice({ refund_allocations })));
		expect(snapshot).toMatchObject(unreadable);
		expect(snapshot).toMatchObject({ value: { refundableMinor: null } });
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
			[list({ external_id: key }), answer(400, {})],
			[list(), page([refund()])],
		]);
		expect(snapshot).toMatchObject(listed([{ externalId: key }]));
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
		['does not say whether more follow', answer(200, { data: [unrelated] })],
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
			page([unrelated], `c${at + 1}`),
		]);
		const snapshot = await look([
			[getInvoice, showing(1250)],
			[list({ external_id: key }), page([])],
			...pages,
		]);
		expect(snapshot).toMatchObject(unreadable);
	});
});
