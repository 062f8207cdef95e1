import { SEED, SEEDED_KEY, startSandbox, type Sandbox } from '../../sandbox';
import {
	AT,
	http,
	invoicesUrl,
	partnerHeaders,
	thredfiHeaders,
	type Answer,
	type Headers,
} from './clients';

let sandbox: Sandbox;
let headers: Headers;
let now = Date.parse('2026-03-01T00:00:00Z');
beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => now });
});
beforeEach(async () => {
	sandbox.reset();
	headers = await thredfiHeaders(sandbox);
});
afterAll(async () => await sandbox.stop());

const url = () => invoicesUrl(sandbox, 'thredfi');
const get = async (path: string): Promise<Answer> => await http.get(url() + path, { headers });
const paymentsOf = async (invoiceId: string) =>
	(await get(`/payments/?invoice_id=${invoiceId}`)).data.results;
const refund = async (invoiceId: string, more: object = {}): Promise<Answer> =>
	await http.post(
		`${url()}/refunds/`,
		{ invoice_id: invoiceId, method: 'OTHER', completed_at: AT, external_id: 'a', ...more },
		{ headers },
	);

describe('the Thredfi sandbox', () => {
	it('books a refund and shows it everywhere', async () => {
		const { status, data } = await refund(SEED.thredfi.paid, { amount_cents: 1000 });
		expect([status, data.refunded_amount, data.status, data.external_id]).toEqual([
			201,
			1000,
			'paid',
			'a',
		]);
		expect(data.allocations[0]).toMatchObject({ amount: 1000, invoice_id: SEED.thredfi.paid });
		expect((await get(`/refunds/${data.id}/`)).data).toEqual(data);
		const named = [{ refund_id: data.id, amount_cents: 1000 }];
		expect((await paymentsOf(SEED.thredfi.paid))[0].refund_allocations).toMatchObject(named);
		sandbox.switches.thredfi.allocationsField = true;
		expect((await get(`/${SEED.thredfi.paid}/`)).data.refund_allocations).toMatchObject(named);
	});

	it.each([200, 201, 409] as const)('answers a repeat with %d', async (replay) => {
		sandbox.switches.thredfi.replay = replay;
		const first = await refund(SEED.thredfi.paid, { amount_cents: 1000 });
		const again = await refund(SEED.thredfi.paidSecond, { amount_cents: 7 });
		expect(again.status).toBe(replay);
		if (replay !== 409) expect(again.data).toEqual(first.data);
		else expect(again.data.error_code).toBe('duplicate_external_id');
		expect(sandbox.refunds('thredfi', SEED.thredfi.paidSecond)).toHaveLength(0);
	});

	it('refunds what is left when no amount is sent', async () => {
		const { data } = await refund(SEED.thredfi.partlyRefunded);
		expect(data.refunded_amount).toBe(15_000);
		expect((await get(`/${SEED.thredfi.partlyRefunded}/`)).data.status).toBe('REFUNDED');
	});

	it.each([
		['more than is left', SEED.thredfi.partlyRefunded, { amount_cents: 15_001 }, 422],
		['more than was paid', SEED.thredfi.partiallyPaid, { amount_cents: 8_001 }, 422],
		['a refunded invoice', SEED.thredfi.fullyRefunded, {}, 422],
		['an unpaid invoice', SEED.thredfi.open, {}, 409],
		['a voided invoice', SEED.thredfi.voided, {}, 409],
		['partial_amount, which is not a field', SEED.thredfi.paid, { partial_amount: 5 }, 400],
		['a decimal amount', SEED.thredfi.paid, { amount_cents: 1.5 }, 400],
		['an empty memo', SEED.thredfi.paid, { memo: '' }, 400],
		['a long external id', SEED.thredfi.paid, { external_id: 'x'.repeat(256) }, 400],
		['a lower-case method', SEED.thredfi.paid, { method: 'other' }, 400],
		['an unknown invoice', 'b1000000-0000-4000-8000-000000009999', {}, 404],
	])('refuses %s', async (_what, id, more, status) => {
		const booked = sandbox.refunds('thredfi');
		const answer = await refund(id, more);
		expect(answer.status).toBe(status);
		expect(answer.data).toHaveProperty('message');
		expect(sandbox.refunds('thredfi')).toEqual(booked);
		sandbox.switches.thredfi.errorShape = 'guide';
		expect((await refund(id, more)).data).toHaveProperty('error');
	});

	it('takes a form as well as JSON', async () => {
		const fields = {
			invoice_id: SEED.thredfi.paid,
			method: 'CASH',
			completed_at: AT,
			external_id: 'form',
			amount_cents: '250',
		};
		const answer = await http.post(`${url()}/refunds/`, new URLSearchParams(fields).toString(), {
			headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
		});
		expect([answer.status, answer.data.refunded_amount]).toEqual([201, 250]);
	});

	it('gives failed and cancelled refunds back to the invoice but keeps their key', async () => {
		const { data } = await refund(SEED.thredfi.paid);
		sandbox.settleRefund(data.id, 'cancelled');
		expect((await paymentsOf(SEED.thredfi.paid))[0].refund_allocations).toEqual([]);
		const again = await refund(SEED.thredfi.paid);
		expect([again.status, again.data.status, again.data.allocations]).toEqual([
			200,
			'cancelled',
			[],
		]);
		sandbox.switches.thredfi.cancelledStaysAllocated = true;
		expect((await paymentsOf(SEED.thredfi.paid))[0].refund_allocations).toHaveLength(1);
		expect((await get(`/refunds/${data.id}/`)).data.allocations).toHaveLength(1);
		sandbox.switches.thredfi.initialStatus = 'failed';
		expect((await refund(SEED.thredfi.paid, { external_id: 'b' })).data.status).toBe('failed');
	});

	it('pages in both documented shapes', async () => {
		expect((await get('/refunds/?page=2&page_size=2')).data).toMatchObject({
			page_info: { total_count: 3, current_page: 2, total_pages: 2, page_size: 2 },
		});
		sandbox.switches.thredfi.pagination = 'next';
		const first = (await get('/?page_size=10')).data;
		expect(first.results).toHaveLength(10);
		const second = await http.get(first.next, { headers });
		expect(second.data).toMatchObject({ count: 14, next: null });
		const keys = (await get('/refunds/')).data.results.map(
			(one: { external_id: unknown }) => one.external_id,
		);
		expect(keys).toContain(SEEDED_KEY);
	});

	it('lists refunds by their external id in each way it may be', async () => {
		await refund(SEED.thredfi.paid, { external_id: 'ab', amount_cents: 1 });
		await refund(SEED.thredfi.paid, { external_id: 'abc', amount_cents: 1 });
		const found = async (filter: 'refused' | 'ignored' | 'exact' | 'partial') => {
			sandbox.switches.thredfi.externalIdFilter = filter;
			const { status, data } = await get('/refunds/?external_id=ab');
			return [status, data.results?.length];
		};
		expect(await found('refused')).toEqual([400, undefined]);
		expect(await found('ignored')).toEqual([200, 5]);
		expect(await found('exact')).toEqual([200, 1]);
		expect(await found('partial')).toEqual([200, 2]);
	});

	it('lists refunds in either order', async () => {
		const { data } = await refund(SEED.thredfi.paid);
		const rows = async () => (await get('/refunds/')).data.results;
		expect((await rows()).at(-1).id).toBe(data.id);
		sandbox.switches.thredfi.refundOrder = 'newestFirst';
		expect((await rows())[0].id).toBe(data.id);
	});

	it('lists the payments of an invoice as the sample shows them', async () => {
		const { partiallyPaid, open } = SEED.thredfi;
		expect(await paymentsOf(open)).toEqual([]);
		const [payment, ...others] = await paymentsOf(partiallyPaid);
		expect(others).toEqual([]);
		expect(payment).toMatchObject({
			customer: { name: 'Customer 11' },
			total_amount: 8_000,
			is_completed: true,
			status: 'completed',
			allocations: [{ invoice_id: partiallyPaid, amount: 8_000 }],
			refund_allocations: [],
		});
		expect(payment.allocations[0]).not.toHaveProperty('amount_cents');
		sandbox.switches.thredfi.paymentsFilter = 'ignored';
		expect((await paymentsOf(partiallyPaid)).length).toBeGreaterThan(5);
	});

	it('tells in three ways which payments came in', async () => {
		const { thredfi } = sandbox.switches;
		thredfi.paymentsHoldFailed = true;
		const rows = async () => await paymentsOf(SEED.thredfi.paid);
		const told = async () =>
			(await rows()).map((row: { is_completed?: unknown; status?: unknown }) => [
				row.is_completed,
				row.status,
			]);
		expect(await told()).toEqual([
			[true, 'completed'],
			[false, 'failed'],
		]);
		thredfi.paymentsTell = 'flag';
		expect(await told()).toEqual([
			[true, undefined],
			[false, undefined],
		]);
		thredfi.paymentsTell = 'status';
		thredfi.paymentTurnsRefunded = true;
		await refund(SEED.thredfi.paid);
		expect(await told()).toEqual([
			[undefined, 'refunded'],
			[undefined, 'failed'],
		]);
		thredfi.paymentsNameRefunds = false;
		expect((await rows())[0].refund_allocations).toEqual([]);
	});

	it('shows what was paid and refunded on an invoice only where it is told to', async () => {
		const read = async () => (await get(`/${SEED.thredfi.partlyRefunded}/`)).data;
		expect(await read()).not.toHaveProperty('refund_allocations');
		expect(await read()).not.toHaveProperty('payment_allocations');
		Object.assign(sandbox.switches.thredfi, { allocationsField: true, paymentAllocations: true });
		expect(await read()).toMatchObject({
			payment_allocations: [{ amount_cents: 20_000 }],
			refund_allocations: [{ amount_cents: 5_000 }],
		});
	});

	it.each([
		['upper', 'refundedWhenEmpty', ['PAID', 'REFUNDED']],
		['lower', 'stays', ['paid', 'paid']],
		['lower', 'reopens', ['partially_paid', 'sent']],
	] as const)(
		'writes a status in %s case, and %s',
		async (statusCase, statusAfterRefund, words) => {
			Object.assign(sandbox.switches.thredfi, { statusCase, statusAfterRefund });
			const read = async () => (await get(`/${SEED.thredfi.paid}/`)).data.status;
			await refund(SEED.thredfi.paid, { amount_cents: 10 });
			const partly = await read();
			await refund(SEED.thredfi.paid, { external_id: 'b' });
			expect([partly, await read()]).toEqual(words);
		},
	);

	it('names a customer by documented fields, some of them empty', async () => {
		const customer = async () => (await get(`/${SEED.thredfi.paid}/`)).data.customer;
		const name = 'Customer 1';
		expect(await customer()).toMatchObject({
			display_name: name,
			company_name: name,
			individual_name: name,
		});
		expect(await customer()).not.toHaveProperty('name');
		sandbox.switches.thredfi.customerNames = 'company';
		expect(await customer()).toMatchObject({ company_name: name, individual_name: null });
		sandbox.switches.thredfi.customerNames = 'individual';
		expect(await customer()).toMatchObject({ company_name: null, individual_name: name });
	});

	it('shows a document, null, or none', async () => {
		const { data } = await refund(SEED.thredfi.paid);
		const read = async () => (await get(`/refunds/${data.id}/`)).data;
		expect((await read()).document.url).toContain('presigned');
		sandbox.switches.thredfi.document = 'null';
		expect((await read()).document).toBeNull();
		sandbox.switches.thredfi.document = 'absent';
		expect(await read()).not.toHaveProperty('document');
	});

	it('lets a refund move on between the answer and the next read', async () => {
		Object.assign(sandbox.switches.thredfi, { initialStatus: 'processing', refundMovesOn: true });
		const { data } = await refund(SEED.thredfi.paid);
		expect([data.status, data.completed_at, data.refund_payments]).toEqual([
			'processing',
			null,
			[],
		]);
		const read = (await get(`/refunds/${data.id}/`)).data;
		expect([read.status, read.completed_at, read.refund_payments.length]).toEqual(['paid', AT, 1]);
		sandbox.switches.thredfi.createFillsPayments = false;
		expect((await get(`/refunds/${data.id}/`)).data.refund_payments).toEqual([]);
	});

	it.each([400, 409, 422] as const)('refuses too much with %d', async (overRefund) => {
		sandbox.switches.thredfi.overRefund = overRefund;
		expect((await refund(SEED.thredfi.paid, { amount_cents: 10_001 })).status).toBe(overRefund);
	});

	it('takes too much where it is told to', async () => {
		sandbox.switches.thredfi.overRefund = 'taken';
		expect((await refund(SEED.thredfi.paid, { amount_cents: 10_001 })).status).toBe(201);
	});

	it('answers a repeat with another amount by a conflict, with a body or without', async () => {
		await refund(SEED.thredfi.paid, { amount_cents: 1000 });
		sandbox.switches.thredfi.changedRepeat = 'conflict';
		expect((await refund(SEED.thredfi.paid, { amount_cents: 1000 })).status).toBe(200);
		const other = await refund(SEED.thredfi.paid, { amount_cents: 1001 });
		expect([other.status, other.data.error_code]).toEqual([409, 'duplicate_external_id']);
		sandbox.switches.thredfi.conflictHasBody = false;
		const bare = await refund(SEED.thredfi.paidSecond, { amount_cents: 1000 });
		expect([bare.status, bare.data]).toEqual([409, '']);
	});

	it('has an error without a text', async () => {
		sandbox.switches.thredfi.errorShape = 'withoutText';
		expect((await get('/b1000000-0000-4000-8000-000000009999/')).data).toMatchObject({
			error_code: 'invoice_not_found',
			message: null,
		});
	});

	it('keeps the two tiers of tokens apart', async () => {
		const businesses = `${sandbox.baseUrl('thredfi')}/v1/platform/businesses/`;
		const partner = await partnerHeaders(sandbox);
		expect((await http.get(businesses, { headers: partner })).data.count).toBe(2);
		expect((await http.get(businesses, { headers })).status).toBe(403);
		headers = partner;
		expect((await get('/')).status).toBe(403);
		headers = await thredfiHeaders(sandbox, sandbox.otherBusinessId.thredfi);
		expect((await get('/')).data.error_code).toBe('permission_denied');
	});

	it('ends tokens after an hour and on demand', async () => {
		expect((await get('/')).status).toBe(200);
		now += 3_600_000;
		expect((await get('/')).data.error_code).toBe('invalid_token');
		headers = await thredfiHeaders(sandbox);
		sandbox.expireTokens('thredfi');
		expect((await get('/')).status).toBe(401);
	});

	it('has no route without the trailing slash', async () => {
		expect((await get(`/${SEED.thredfi.paid}`)).status).toBe(404);
		expect(sandbox.strayRequests).toMatchObject([{ provider: 'thredfi', method: 'GET' }]);
	});
});
