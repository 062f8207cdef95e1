import { SEED, startSandbox, type Sandbox } from '../../sandbox';
import {
	AT,
	http,
	invoicesUrl,
	layerHeaders,
	layerToken,
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
	headers = await layerHeaders(sandbox);
});
afterAll(async () => await sandbox.stop());

const url = () => invoicesUrl(sandbox, 'layer');
const get = async (path: string): Promise<Answer> => await http.get(url() + path, { headers });
const dedicated = async (id: string, body: object): Promise<Answer> =>
	await http.post(`${url()}/${id}/refund`, { completed_at: AT, ...body }, { headers });
const itemized = async (id: string, amount: number, more: object = {}): Promise<Answer> =>
	await http.post(
		`${url()}/refunds`,
		{
			refunded_amount: amount,
			completed_at: AT,
			allocations: [{ invoice_id: id, total_amount: amount }],
			...more,
		},
		{ headers },
	);

describe('the Layer sandbox', () => {
	it('books a dedicated refund once per external id', async () => {
		const first = await dedicated(SEED.layer.paid, { external_id: 'a', method: 'OTHER' });
		const again = await dedicated(SEED.layer.paid, { external_id: 'a', memo: 'changed' });
		expect([first.status, again.status]).toEqual([201, 200]);
		expect(again.data).toEqual(first.data);
		expect(first.data.data).toMatchObject({ refunded_amount: 10_000, is_dedicated: true });
		expect(sandbox.refunds('layer', SEED.layer.paid)).toHaveLength(1);
		expect((await get(`/${SEED.layer.paid}`)).data.data.status).toBe('REFUNDED');
	});

	it('takes partial amounts in line items of a dedicated refund only', async () => {
		const { data } = await dedicated(SEED.layer.paid, { line_items: [{ amount: 700 }] });
		expect(data.data.refunded_amount).toBe(700);
		const refused = await dedicated(SEED.layer.paidSecond, { refunded_amount: 700 });
		expect([refused.status, refused.data.errors[0].error_enum]).toEqual([400, 'InvalidPayload']);
	});

	it('rewrites an itemized refund when its external id comes with another body', async () => {
		const first = await itemized(SEED.layer.paid, 1000, { external_id: 'b' });
		const same = await itemized(SEED.layer.paid, 1000, { external_id: 'b' });
		expect(same.data).toEqual(first.data);
		expect(sandbox.refunds('layer', SEED.layer.paid)).toMatchObject([{ rewrites: 0 }]);
		const changed = await itemized(SEED.layer.paid, 2000, { external_id: 'b' });
		expect(changed.data.data.id).toBe(first.data.data.id);
		expect(sandbox.refunds('layer', SEED.layer.paid)).toMatchObject([
			{ amountMinor: 2000, rewrites: 1 },
		]);
	});

	it('books again when no external id is sent', async () => {
		await itemized(SEED.layer.paid, 1000);
		await itemized(SEED.layer.paid, 1000);
		expect(sandbox.refunds('layer', SEED.layer.paid)).toHaveLength(2);
	});

	it.each([
		['a dedicated refund of a partly refunded invoice', SEED.layer.partlyRefunded, 409],
		['a dedicated refund of a partially paid invoice', SEED.layer.partiallyPaid, 409],
		['a dedicated refund of an unpaid invoice', SEED.layer.open, 409],
		['a dedicated refund of a voided invoice', SEED.layer.voided, 409],
		['a dedicated refund of an unknown invoice', 'a1000000-0000-4000-8000-000000009999', 404],
		['a malformed id', 'x', 400],
	])('refuses %s', async (_what, id, status) => {
		const answer = await dedicated(id, {});
		expect(answer.status).toBe(status);
		expect(answer.data.errors).toHaveLength(1);
	});

	it.each([
		['more than is left', () => itemized(SEED.layer.partlyRefunded, 15_001), 409],
		['more than was paid', () => itemized(SEED.layer.partiallyPaid, 8_001), 409],
		[
			'a sum that is not the amount',
			() => itemized(SEED.layer.paid, 5, { refunded_amount: 6 }),
			400,
		],
		['a decimal amount', () => itemized(SEED.layer.paid, 5.5), 400],
		['an unknown field', () => itemized(SEED.layer.paid, 5, { reason: 'x' }), 400],
		[
			'a date without a zone',
			() => dedicated(SEED.layer.paid, { completed_at: '2026-02-01' }),
			400,
		],
		['an unknown method', () => dedicated(SEED.layer.paid, { method: 'Other' }), 400],
		[
			'large metadata',
			() => dedicated(SEED.layer.paid, { metadata: { a: 'x'.repeat(1100) } }),
			400,
		],
		[
			'invoices of two customers',
			() =>
				itemized(SEED.layer.paid, 10, {
					allocations: [
						{ invoice_id: SEED.layer.paid, total_amount: 5 },
						{ invoice_id: SEED.layer.paidSecond, total_amount: 5 },
					],
				}),
			400,
		],
	])('refuses %s and books nothing', async (_what, send, status) => {
		const booked = sandbox.refunds('layer');
		expect((await send()).status).toBe(status);
		expect(sandbox.refunds('layer')).toEqual(booked);
	});

	it('finds a refund by its exact external id and by its own id', async () => {
		const found = await get('/refunds?external_id=n8nr1-5eed000000000000000000000000000000000001');
		expect(found.data.data).toHaveLength(1);
		const one = await get(`/refunds/${found.data.data[0].id}`);
		expect(one.data.data.allocations[0].invoice_id).toBe(SEED.layer.partlyRefundedByUs);
		expect((await get('/refunds?external_id=n8nr1')).data.data).toEqual([]);
	});

	it('pages by cursor', async () => {
		const first = await get('?limit=6');
		expect(first.data.meta.pagination.has_more).toBe(true);
		const second = await get(`?limit=6&cursor=${first.data.meta.pagination.cursor}`);
		expect(first.data.data).toHaveLength(6);
		expect(second.data.data).toHaveLength(5);
		expect(second.data.meta.pagination).toMatchObject({ has_more: false, cursor: null });
		expect((await get('?cursor=nonsense')).data.errors[0].error_enum).toBe(
			'InvalidPaginationCursor',
		);
		expect((await get('?external_id=x')).data.errors[0].error_enum).toBe('UnexpectedQueryParam');
	});

	it('shows earlier refunds without their ids unless told otherwise', async () => {
		const allocation = async () =>
			(await get(`/${SEED.layer.partlyRefunded}`)).data.data.refund_allocations[0];
		expect(await allocation()).toMatchObject({ amount: 5_000 });
		expect(await allocation()).not.toHaveProperty('refund_id');
		sandbox.switches.layer.allocationsCarryRefundId = true;
		expect((await allocation()).refund_id).toMatch(/^a2000000-/);
	});

	it('ends tokens after an hour and on demand, and tells the limits', async () => {
		const whoami = async () => await http.get(`${sandbox.baseUrl('layer')}/whoami`, { headers });
		const alive = await whoami();
		expect([alive.status, alive.headers['x-ratelimit-limit']]).toEqual([200, '100']);
		now += 3_600_000;
		expect((await whoami()).status).toBe(401);
		headers = await layerHeaders(sandbox);
		sandbox.expireTokens('layer');
		expect((await whoami()).data.errors[0].type).toBe('AuthFailure');
	});

	it('hands out tokens for documented scopes and takes its own only', async () => {
		expect((await layerToken(sandbox, 'elsewhere')).status).toBe(400);
		const { data } = await layerToken(sandbox, 'https://api.layerfi.com/production');
		headers = { ...headers, Authorization: `Bearer ${data.access_token}` };
		expect((await get('')).status).toBe(401);
		expect(sandbox.tokenRequests('layer').at(-1)?.headers['authorization']).toBe('Basic ***');
	});

	it('limits requests when told to', async () => {
		sandbox.switches.layer.rateLimit = true;
		const answers = await Promise.all(Array.from({ length: 101 }, async () => await get('')));
		const limited = answers.filter((answer) => answer.status === 429);
		expect(limited.length).toBeGreaterThan(0);
		expect(limited[0]?.headers['retry-after']).toBe('1');
	});

	it('limits refunds apart when told to, and names the limit that counted', async () => {
		const { layer } = sandbox.switches;
		layer.rateLimit = true;
		layer.refundRateLimit = true;
		const send = async () => await dedicated(SEED.layer.paid, { external_id: 'a' });
		const answers = await Promise.all(Array.from({ length: 60 }, send));
		const limited = answers.filter((answer) => answer.status === 429);
		expect(limited).toHaveLength(20);
		expect(limited[0]?.headers).toMatchObject({ 'x-ratelimit-limit': '20', 'retry-after': '1' });
		expect((await get('')).headers['x-ratelimit-limit']).toBe('100');
	});
});
