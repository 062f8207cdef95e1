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
		expect((await get(`/${SEED.thredfi.paid}/`)).data.refund_allocations).toMatchObject([
			{ refund_id: data.id, amount_cents: 1000 },
		]);
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
		expect((await get(`/${SEED.thredfi.partlyRefunded}/`)).data.status).toBe('refunded');
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
		expect((await get(`/${SEED.thredfi.paid}/`)).data.refund_allocations).toEqual([]);
		const again = await refund(SEED.thredfi.paid);
		expect([again.status, again.data.status]).toEqual([200, 'cancelled']);
		sandbox.switches.thredfi.initialStatus = 'failed';
		expect((await refund(SEED.thredfi.paid, { external_id: 'b' })).data.status).toBe('failed');
	});

	it('pages in both documented shapes', async () => {
		const first = (await get('/?page_size=10')).data;
		expect(first.results).toHaveLength(10);
		const second = await http.get(first.next, { headers });
		expect(second.data).toMatchObject({ count: 14, next: null });
		sandbox.switches.thredfi.pagination = 'pageInfo';
		expect((await get('/refunds/?page=2&page_size=2')).data).toMatchObject({
			page_info: { total_count: 3, current_page: 2, total_pages: 2, page_size: 2 },
		});
		const keys = (await get('/refunds/')).data.results.map(
			(one: { external_id: unknown }) => one.external_id,
		);
		expect(keys).toContain(SEEDED_KEY);
		expect((await get('/refunds/?external_id=a')).status).toBe(400);
	});

	it('can leave the refund allocations out', async () => {
		sandbox.switches.thredfi.allocationsField = false;
		const { data } = await get(`/${SEED.thredfi.partlyRefunded}/`);
		expect(data).not.toHaveProperty('refund_allocations');
		expect(data.payment_allocations).toMatchObject([{ amount_cents: 20_000 }]);
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
