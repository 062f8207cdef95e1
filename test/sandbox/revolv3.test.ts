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
		// every sample of a refund has null there; Get Invoice shows all attempts
		expect(data.invoice.invoiceAttempts).toBeNull();
		expect(child.data).toEqual({ ...data.invoice, invoiceAttempts: data.refunds });
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
		expect([answer.status, typeof answer.data[0].message]).toEqual([status, 'string']);
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
		sandbox.switches.revolv3.listRows = 'withoutAttempts';
		const ofCustomer = (await get('/v1?merchantCustomerRefId=customer-5')).data;
		expect(ofCustomer).toMatchObject([
			{ parentInvoiceId: null, invoiceAttempts: null },
			{ parentInvoiceId: Number(SEED.revolv3.partlyRefunded), invoiceAttempts: null },
		]);
		await refund(SEED.revolv3.paid, { amount: 1 });
		expect((await get('/v1?lastUpdateStartDate=2026-03-01')).data).toHaveLength(1);
		expect((await get('/v1?parentInvoiceId=1001')).status).toBe(400);
		expect((await get('/v1?pageSize=101')).status).toBe(400);
	});

	it("has rows as the samples show them, and the customer's own list beside the others", async () => {
		const [row] = (await get('/v1?merchantCustomerRefId=customer-5')).data;
		for (const name of ['parentInvoiceId', 'invoiceAttempts', 'currency', 'paymentMethod']) {
			expect(row).not.toHaveProperty(name);
		}
		const ids = (rows: ReadonlyArray<{ invoiceId: number }>) => rows.map((one) => one.invoiceId);
		const own = await http.get(
			`${url().replace('/Invoices', '/Customers')}/${row.customerId}/invoices`,
			{ headers: revolv3Headers(sandbox) },
		);
		expect(ids(own.data)).toEqual([1005, 2001]);
		const nobody = `${url().replace('/Invoices', '/Customers')}/77/invoices`;
		expect((await http.get(nobody, { headers: revolv3Headers(sandbox) })).status).toBe(404);
		const externalId = 'order-4711';
		const added = sandbox.addInvoice('revolv3', {
			totalMinor: 100,
			status: 'Paid',
			currency: 'USD',
			externalId,
		});
		expect(ids((await get(`?merchantInvoiceRefId=${externalId}`)).data)).toEqual([Number(added)]);
		expect((await get('?lastUpdateStartDate=2026-03-01')).status).toBe(400);
	});

	it.each([
		['none', [null]],
		['own', [[-20]]],
		['all', [[-10, -20]]],
	] as const)('answers with the attempts of %s refunds', async (refundsInAnswer, expected) => {
		sandbox.switches.revolv3.refundsInAnswer = refundsInAnswer;
		await refund(SEED.revolv3.paid, { amount: 10 });
		const { data } = await refund(SEED.revolv3.paid, { amount: 20 });
		const amounts = data.refunds?.map((one: { amount: number }) => one.amount) ?? null;
		expect([amounts]).toEqual(expected);
	});

	it.each([
		['repeated', [100, 10, 110]],
		['own', [20, 2, 22]],
		['negative', [-20, -2, -22]],
	] as const)("shows %s amounts in the refund's own invoice", async (childNumbers, expected) => {
		sandbox.switches.revolv3.childNumbers = childNumbers;
		const { invoice } = (await refund(SEED.revolv3.taxed, { amount: 20 })).data;
		expect([invoice.subtotal, invoice.tax, invoice.total]).toEqual(expected);
	});

	it('turns its switches into answers', async () => {
		const { revolv3 } = sandbox.switches;
		revolv3.cumulativeTotals = true;
		revolv3.originalTurnsPartialRefund = true;
		revolv3.childNumbers = 'own';
		revolv3.listShowsChildren = false;
		revolv3.refundStatus = 'RefundPending';
		await refund(SEED.revolv3.taxed, { amount: 10 });
		const { data } = await refund(SEED.revolv3.taxed, { amount: 10 });
		expect(data).toMatchObject({ refundedSubtotal: 20, refundedTax: 2, refundedTotal: 22 });
		expect(data.invoice).toMatchObject({ subtotal: 10, tax: 1, invoiceStatus: 'RefundPending' });
		expect((await get(`/${SEED.revolv3.taxed}`)).data.invoiceStatus).toBe('PartialRefund');
		expect((await get('/v1')).data).toHaveLength(13);
	});

	it('turns the other switches into answers', async () => {
		const { revolv3 } = sandbox.switches;
		revolv3.answerShowsAttempts = true;
		revolv3.attemptsIncludeTax = false;
		revolv3.taxGoesBack = 'withTheLast';
		revolv3.originalAttempts = 'withRefunds';
		revolv3.customerTold = 'nothing';
		revolv3.currencyTold = false;
		revolv3.paidBy = 'ach';
		revolv3.errorBody = 'message';
		const { data } = await refund(SEED.revolv3.taxed, { amount: 20 });
		expect(data).toMatchObject({ refundedTax: 0, refundedTotal: 20 });
		expect(data.invoice.invoiceAttempts).toEqual(data.refunds);
		const original = (await get(`/${SEED.revolv3.taxed}`)).data;
		expect(original).toMatchObject({
			customerId: null,
			merchantCustomerRefId: null,
			currency: null,
			paymentMethod: { paymentMethodAchDetails: {}, paymentMethodCreditCardDetails: null },
			invoiceAttempts: [{ amount: 100 }, { amount: -20 }],
		});
		expect((await refund(SEED.revolv3.taxed, {})).data).toMatchObject({
			refundedSubtotal: 80,
			refundedTax: 10,
		});
		const refusal = await refund(SEED.revolv3.taxed, {});
		expect(refusal.data).toMatchObject({
			message: expect.any(String),
			errors: [expect.any(String)],
		});
	});

	it('lists in the order and with the filters that its switches say', async () => {
		const { revolv3 } = sandbox.switches;
		const ids = async () =>
			(await get('/v1?merchantCustomerRefId=customer-5&lastUpdateStartDate=2026-02-01')).data.map(
				(one: { invoiceId: number }) => one.invoiceId,
			);
		expect(await ids()).toEqual([]);
		revolv3.listHeedsUpdates = false;
		expect(await ids()).toEqual([1005, 2001]);
		revolv3.listOrder = 'down';
		expect(await ids()).toEqual([2001, 1005]);
		revolv3.listHeedsCustomer = false;
		expect(await ids()).toHaveLength(17);
	});

	it('limits requests when told to', async () => {
		sandbox.switches.revolv3.rateLimit = true;
		for (let sent = 0; sent < 20; sent += 1) expect((await get('/1001')).status).toBe(200);
		const limited = await get('/1001');
		expect([limited.status, typeof limited.data.error]).toEqual([429, 'string']);
	});
});
