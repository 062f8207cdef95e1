import { SEED, startSandbox, type Sandbox } from '../../sandbox';
import { http, invoicesUrl, revolv3Headers, type Answer } from './clients';

let sandbox: Sandbox;
const clock = () => Date.parse('2026-03-01T12:00:00Z');
beforeAll(async () => {
	sandbox = await startSandbox({ clock });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const url = () => invoicesUrl(sandbox, 'revolv3');
const get = async (path: string): Promise<Answer> =>
	await http.get(url() + path, { headers: revolv3Headers(sandbox) });
const refund = async (id: string, body: unknown, more: object = {}): Promise<Answer> =>
	await http.post(`${url()}/${id}/refund`, body, {
		headers: { ...revolv3Headers(sandbox), ...more },
	});

describe('the Revolv3 sandbox', () => {
	it('books a partial refund as a child invoice with a negative attempt', async () => {
		const { status, data } = await refund(SEED.revolv3.paid, { amount: 12.5 });
		expect(status).toBe(200);
		expect(data).toMatchObject({ refundedSubtotal: 12.5, refundedTax: 0, refundedTotal: 12.5 });
		expect(data.invoice).toMatchObject({
			parentInvoiceId: Number(SEED.revolv3.paid),
			invoiceStatus: 'PartialRefund',
		});
		expect(data.refunds[0].amount).toBe(-12.5);
		const child = await get(`/${data.invoice.invoiceId}`);
		expect(child.data).toEqual(data.invoice);
		expect((await get(`/${SEED.revolv3.paid}`)).data.invoiceStatus).toBe('Paid');
	});

	it('books the same request twice: there is no key', async () => {
		await refund(SEED.revolv3.paid, { amount: 10 }, { 'Idempotency-Key': 'a' });
		await refund(SEED.revolv3.paid, { amount: 10 }, { 'Idempotency-Key': 'a' });
		expect(sandbox.refunds('revolv3', SEED.revolv3.paid)).toHaveLength(2);
	});

	it('adds tax in proportion, half-up, and the last refund takes the rest of it', async () => {
		await refund(SEED.revolv3.taxed, { amount: 33.35 });
		await refund(SEED.revolv3.taxed, { amount: 33.35 });
		const last = await refund(SEED.revolv3.taxed, {});
		expect(last.data).toMatchObject({ refundedSubtotal: 33.3, refundedTax: 3.32 });
		const booked = sandbox.refunds('revolv3', SEED.revolv3.taxed);
		expect(booked.map((one) => [one.amountMinor, one.taxMinor, one.status])).toEqual([
			[3335, 334, 'PartialRefund'],
			[3335, 334, 'PartialRefund'],
			[3330, 332, 'Refund'],
		]);
	});

	it.each([
		['an empty object', {}],
		['a null amount', { amount: null }],
		['an empty body', new ArrayBuffer(0)],
	])('refunds everything left for %s', async (_what, body) => {
		const { data } = await refund(SEED.revolv3.partlyRefunded, body);
		expect(data.refundedSubtotal).toBe(150);
		expect(data.invoice.invoiceStatus).toBe('Refund');
	});

	it.each([
		['more than is left before tax', SEED.revolv3.taxed, { amount: 100.01 }, 400],
		[
			'more than is left beside a pending refund',
			SEED.revolv3.refundPending,
			{ amount: 100.01 },
			400,
		],
		['a refunded invoice', SEED.revolv3.fullyRefunded, {}, 400],
		['zero', SEED.revolv3.paid, { amount: 0 }, 400],
		['a negative amount', SEED.revolv3.paid, { amount: -1 }, 400],
		['a text as amount', SEED.revolv3.paid, { amount: '10.00' }, 400],
		['three decimals', SEED.revolv3.paid, { amount: 1.001 }, 400],
		['a decimal of yen', SEED.revolv3.zeroDecimal, { amount: 1.5 }, 400],
		['an unknown field', SEED.revolv3.paid, { amount: 1, reason: 'x' }, 400],
		['an unknown invoice', '999', { amount: 1 }, 404],
		['a void invoice', SEED.revolv3.voided, { amount: 1 }, 404],
		['an unpaid invoice', SEED.revolv3.open, { amount: 1 }, 422],
		['a refund of a refund', '2001', { amount: 1 }, 422],
		['an id that is no number', 'x1', { amount: 1 }, 400],
	])('refuses %s', async (_what, id, body, status) => {
		const booked = sandbox.refunds('revolv3');
		const answer = await refund(id, body);
		expect([answer.status, typeof answer.data.message]).toEqual([status, 'string']);
		expect(sandbox.refunds('revolv3')).toEqual(booked);
	});

	it('refuses other content types and other tokens', async () => {
		const form = await refund(SEED.revolv3.paid, 'amount=1', {
			'Content-Type': 'application/x-www-form-urlencoded',
		});
		expect(form.status).toBe(415);
		const token = await refund(SEED.revolv3.paid, {}, { 'x-revolv3-token': 'other' });
		expect(token.status).toBe(401);
		expect(sandbox.requests.at(-1)?.headers['x-revolv3-token']).toBe('***');
	});

	it('knows currencies with no and with three decimals', async () => {
		expect((await refund(SEED.revolv3.zeroDecimal, { amount: 1500 })).data.refundedTotal).toBe(
			1500,
		);
		expect((await refund(SEED.revolv3.threeDecimal, { amount: 10.125 })).data.refundedTotal).toBe(
			10.125,
		);
		expect(sandbox.refunds('revolv3', SEED.revolv3.threeDecimal)).toMatchObject([
			{ amountMinor: 10_125 },
		]);
	});

	it('gives the money back to the invoice when a refund is declined', async () => {
		const [pending] = sandbox.refunds('revolv3', SEED.revolv3.refundPending);
		sandbox.settleRefund(pending?.refundId ?? '', 'RefundDeclined');
		const { data } = await refund(SEED.revolv3.refundPending, {});
		expect(data.refundedSubtotal).toBe(150);
	});

	it('lists originals and children in pages, by customer and by day', async () => {
		const all = (await get('/v1')).data;
		expect(Array.isArray(all)).toBe(true);
		expect(all).toHaveLength(17);
		expect((await get('/v1?page=2&pageSize=10')).data).toHaveLength(7);
		const ofCustomer = (await get('/v1?merchantCustomerRefId=customer-5')).data;
		expect(ofCustomer.map((row: { parentInvoiceId: unknown }) => row.parentInvoiceId)).toEqual([
			null,
			Number(SEED.revolv3.partlyRefunded),
		]);
		await refund(SEED.revolv3.paid, { amount: 1 });
		expect((await get('/v1?lastUpdateStartDate=2026-03-01')).data).toHaveLength(1);
		expect((await get('/v1?parentInvoiceId=1001')).status).toBe(400);
		expect((await get('/v1?pageSize=101')).status).toBe(400);
	});

	it('turns its switches into answers', async () => {
		const { revolv3 } = sandbox.switches;
		revolv3.cumulativeTotals = true;
		revolv3.originalTurnsPartialRefund = true;
		revolv3.taxToldOnChild = true;
		revolv3.listShowsChildren = false;
		revolv3.refundStatus = 'RefundPending';
		await refund(SEED.revolv3.taxed, { amount: 10 });
		const { data } = await refund(SEED.revolv3.taxed, { amount: 10 });
		expect(data).toMatchObject({ refundedSubtotal: 20, refundedTax: 2, refundedTotal: 22 });
		expect(data.invoice).toMatchObject({ subtotal: 10, tax: 1, invoiceStatus: 'RefundPending' });
		expect((await get(`/${SEED.revolv3.taxed}`)).data.invoiceStatus).toBe('PartialRefund');
		expect((await get('/v1')).data).toHaveLength(13);
	});

	it('limits requests when told to', async () => {
		sandbox.switches.revolv3.rateLimit = true;
		for (let sent = 0; sent < 20; sent += 1) expect((await get('/1001')).status).toBe(200);
		const limited = await get('/1001');
		expect([limited.status, typeof limited.data.error]).toEqual([429, 'string']);
	});
});
