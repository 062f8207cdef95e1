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
		['a dedicated refund of a partly refunded invoice', SEED.layer.partlyRefunded, 400],
		['a dedicated refund of a partially paid invoice', SEED.layer.partiallyPaid, 400],
		['a dedicated refund of an unpaid invoice', SEED.layer.open, 400],
		['a dedicated refund of a voided invoice', SEED.layer.voided, 400],
		['a dedicated refund of an unknown invoice', 'a1000000-0000-4000-8000-000000009999', 404],
		['a malformed id', 'x', 400],
	])('refuses %s', async (_what, id, status) => {
		const answer = await dedicated(id, {});
		expect(answer.status).toBe(status);
		expect(answer.data.errors).toHaveLength(1);
	});

	it.each([
		['more than is left', () => itemized(SEED.layer.partlyRefunded, 15_001), 400],
		['more than was paid', () => itemized(SEED.layer.partiallyPaid, 8_001), 400],
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
		expect(found.data).toHaveLength(1);
		const one = await get(`/refunds/${found.data[0].id}`);
		expect(one.data.data.allocations[0].invoice_id).toBe(SEED.layer.partlyRefundedByUs);
		expect((await get('/refunds?external_id=n8nr1')).data).toEqual([]);
	});

	it('lists nothing but rows, as the samples do, and cuts them at the limit', async () => {
		expect((await get('?limit=6')).data).toHaveLength(6);
		expect((await get('')).data).toHaveLength(Object.keys(SEED.layer).length);
		sandbox.switches.layer.lists = 'bareAll';
		expect((await get('?limit=6')).data).toHaveLength(Object.keys(SEED.layer).length);
		sandbox.switches.layer.lists = 'dataOnly';
		expect(Object.keys((await get('?limit=6')).data)).toEqual(['data']);
	});

	it('pages by cursor when told to', async () => {
		sandbox.switches.layer.lists = 'paged';
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

	it.each([
		['shown', ['payment_allocations', 'refund_allocations'], 1],
		['paymentsOnly', ['payment_allocations'], 1],
		['missing', [], 0],
		['empty', ['payment_allocations', 'refund_allocations'], 0],
	] as const)('shows allocations as told: %s', async (allocations, names, length) => {
		sandbox.switches.layer.allocations = allocations;
		const { data } = (await get(`/${SEED.layer.partlyRefunded}`)).data;
		expect(Object.keys(data).filter((name) => name.endsWith('allocations'))).toEqual(names);
		for (const name of names) expect(data[name]).toHaveLength(length);
	});

	it('calls an invoice that is refunded in full REFUNDED, or PAID when told to', async () => {
		const status = async () => (await get(`/${SEED.layer.fullyRefunded}`)).data.data.status;
		expect(await status()).toBe('REFUNDED');
		sandbox.switches.layer.refundedIsAStatus = false;
		expect(await status()).toBe('PAID');
	});

	it('takes what is left by the simple form, or refuses it when told to', async () => {
		const simple = async (id: string) =>
			await http.post(
				`${url()}/refunds`,
				{ invoice_id: id, external_id: 's', completed_at: AT },
				{ headers },
			);
		sandbox.switches.layer.simpleForm = 'untouchedOnly';
		expect((await simple(SEED.layer.partlyRefunded)).status).toBe(400);
		sandbox.switches.layer.simpleForm = 'takesTheRest';
		const { data } = (await simple(SEED.layer.partlyRefunded)).data;
		expect(data).toMatchObject({ refunded_amount: 15_000, is_dedicated: true });
	});

	it.each([
		[200, 200],
		[201, 201],
		[409, 409],
	] as const)('answers a repeated dedicated refund with %i when told to', async (told, status) => {
		sandbox.switches.layer.dedicatedRepeat = told;
		expect((await dedicated(SEED.layer.paid, { external_id: 'a' })).status).toBe(201);
		expect((await dedicated(SEED.layer.paid, { external_id: 'a' })).status).toBe(status);
		expect(sandbox.refunds('layer', SEED.layer.paid)).toHaveLength(1);
	});

	it('ignores or refuses the filters of the list of refunds when told to', async () => {
		const find = async () => await get('/refunds?external_id=nowhere');
		sandbox.switches.layer.refundFilters = 'ignored';
		expect((await find()).data).toHaveLength(3);
		sandbox.switches.layer.refundFilters = 'refused';
		expect((await find()).data.errors[0].error_enum).toBe('UnexpectedQueryParam');
	});

	it('ignores or refuses the order of the list of refunds when told to', async () => {
		const first = async () => (await get('/refunds?sort_order=DESC')).data[0]?.id;
		const newest = await first();
		sandbox.switches.layer.refundOrder = 'ignored';
		expect(await first()).not.toBe(newest);
		sandbox.switches.layer.refundOrder = 'refused';
		expect((await get('/refunds?sort_order=DESC')).status).toBe(400);
		expect((await get('/refunds')).status).toBe(200);
	});

	it('wants line items and methods, or refuses methods, when told to', async () => {
		sandbox.switches.layer.lineItemsRequired = true;
		expect((await itemized(SEED.layer.paid, 1000)).status).toBe(400);
		sandbox.switches.layer.lineItemsRequired = false;
		sandbox.switches.layer.method = 'required';
		expect((await dedicated(SEED.layer.paid, {})).status).toBe(400);
		sandbox.switches.layer.method = 'refused';
		expect((await dedicated(SEED.layer.paid, { method: 'ACH' })).status).toBe(400);
		expect(sandbox.refunds('layer', SEED.layer.paid)).toEqual([]);
	});

	it('answers an error alone when told to, and the status that was told', async () => {
		Object.assign(sandbox.switches.layer, { errorShape: 'one', refusals: 409 });
		const answer = await dedicated(SEED.layer.open, {});
		expect(answer.status).toBe(409);
		expect(answer.data).toMatchObject({ type: 'InvalidState', error_enum: 'InvoiceStateError' });
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
