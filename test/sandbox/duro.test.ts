import { SEED, startSandbox, type Sandbox } from '../../sandbox';
import { duroHeaders, http, invoicesUrl, json, type Answer } from './clients';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const refund = async (id: string, body: unknown, key?: string): Promise<Answer> =>
	await http.post(`${invoicesUrl(sandbox, 'duro')}/${id}/refund`, body, {
		headers: { ...duroHeaders(sandbox), ...(key === undefined ? {} : { 'Idempotency-Key': key }) },
	});

const read = async (id: string): Promise<Answer> =>
	await http.get(`${invoicesUrl(sandbox, 'duro')}/${id}`, { headers: duroHeaders(sandbox) });

describe('the Duro sandbox', () => {
	it('books a partial refund and shows nothing of it in the invoice', async () => {
		const before = await read(SEED.duro.paid);
		const { status, data } = await refund(SEED.duro.paid, { amount: 1000, reason: 'TICKET-81' });
		expect([status, data]).toEqual([
			200,
			{ invoiceId: SEED.duro.paid, refunded: 1000, status: 'recorded' },
		]);
		expect(sandbox.refunds('duro', SEED.duro.paid)).toMatchObject([
			{ refundId: null, amountMinor: 1000, key: null },
		]);
		expect((await read(SEED.duro.paid)).data).toEqual(before.data);
	});

	it('refunds all that is left when no amount is sent', async () => {
		await refund(SEED.duro.partlyRefunded, {});
		expect(sandbox.refunds('duro', SEED.duro.partlyRefunded).at(-1)).toMatchObject({
			amountMinor: 250_000,
		});
	});

	it('replays the stored answer for a known key, whatever is asked', async () => {
		const first = await refund(SEED.duro.paid, { amount: 1000 }, 'a');
		const again = await refund(SEED.duro.paid, { amount: 1000 }, 'a');
		const elsewhere = await refund(SEED.duro.paidSecond, { amount: 7 }, 'a');
		expect([again.data, elsewhere.data]).toEqual([first.data, first.data]);
		expect(sandbox.refunds('duro', SEED.duro.paid)).toHaveLength(1);
		expect(sandbox.refunds('duro', SEED.duro.paidSecond)).toHaveLength(0);
	});

	it('books twice when two calls with one key race, and once behind the lock', async () => {
		sandbox.switches.duro.runTakesMs = 100;
		const race = async () =>
			await Promise.all([
				refund(SEED.duro.paid, { amount: 1000 }, 'race'),
				refund(SEED.duro.paid, { amount: 1000 }, 'race'),
			]);
		await race();
		expect(sandbox.refunds('duro', SEED.duro.paid)).toHaveLength(2);

		sandbox.reset();
		sandbox.switches.duro.inFlightLock = true;
		sandbox.switches.duro.runTakesMs = 100;
		await race();
		expect(sandbox.refunds('duro', SEED.duro.paid)).toHaveLength(1);
	});

	it.each([
		['more than is left', SEED.duro.partlyRefunded, { amount: 250_001 }, 409, 'conflict'],
		['an invoice that is refunded', SEED.duro.fullyRefunded, {}, 409, 'conflict'],
		['an open invoice', SEED.duro.open, { amount: 1 }, 409, 'conflict'],
		['a void invoice', SEED.duro.voided, { amount: 1 }, 409, 'conflict'],
		['an unknown invoice', 'inv_9999', { amount: 1 }, 404, 'not_found'],
		['an unknown field', SEED.duro.paid, { amount: 1, note: '' }, 400, 'bad_request'],
		['a decimal amount', SEED.duro.paid, { amount: 1.5 }, 422, 'validation_error'],
		['a zero amount', SEED.duro.paid, { amount: 0 }, 422, 'validation_error'],
		['a text as amount', SEED.duro.paid, { amount: '1' }, 422, 'validation_error'],
	])('refuses %s', async (_what, id, body, status, code) => {
		const booked = sandbox.refunds('duro');
		const answer = await refund(id, body);
		expect([answer.status, answer.data.error.code]).toEqual([status, code]);
		expect(sandbox.refunds('duro')).toEqual(booked);
	});

	it('forgets a refusal under a key unless errors are stored', async () => {
		const id = sandbox.addInvoice('duro', { status: 'paid', totalMinor: 500, currency: 'NGN' });
		expect((await refund(id, { amount: 501 }, 'k')).status).toBe(409);
		expect((await refund(id, { amount: 500 }, 'k')).status).toBe(200);
		sandbox.switches.duro.storesErrors = true;
		expect((await refund(SEED.duro.open, {}, 'k2')).status).toBe(409);
		expect((await refund(SEED.duro.paid, {}, 'k2')).status).toBe(409);
	});

	it('can lose the key of a refund whose answer was lost', async () => {
		sandbox.switches.duro.losesKeyOnFault = true;
		sandbox.fault({ provider: 'duro', call: 'refund', moment: 'afterCommit', kind: 'status' });
		expect((await refund(SEED.duro.paid, { amount: 1000 }, 'k')).status).toBe(500);
		expect((await refund(SEED.duro.paid, { amount: 1000 }, 'k')).status).toBe(200);
		expect(sandbox.refunds('duro', SEED.duro.paid)).toHaveLength(2);
	});

	it('takes its own test key only', async () => {
		for (const key of ['sk_live_sandbox_0001', 'pk_test_1', '']) {
			const headers = { ...json, Authorization: `Bearer ${key}` };
			const plans = await http.get(`${sandbox.baseUrl('duro')}/v1/plans`, { headers });
			expect([plans.status, plans.data.error.code]).toEqual([401, 'unauthorized']);
		}
		const headers = duroHeaders(sandbox);
		expect((await http.get(`${sandbox.baseUrl('duro')}/v1/plans`, { headers })).status).toBe(200);
	});

	it('refuses a form', async () => {
		const answer = await http.post(
			`${invoicesUrl(sandbox, 'duro')}/${SEED.duro.paid}/refund`,
			'amount=1',
			{
				headers: {
					...duroHeaders(sandbox),
					'Content-Type': 'application/x-www-form-urlencoded',
				},
			},
		);
		expect(answer.status).toBe(415);
	});

	it('can wrap its answers and count up what was refunded', async () => {
		sandbox.switches.duro.envelope = 'ok';
		sandbox.switches.duro.cumulativeRefunded = true;
		const { data } = await refund(SEED.duro.partlyRefunded, { amount: 1000 });
		expect(data).toMatchObject({ ok: true, data: { refunded: 151_000 } });
	});
});

describe("the Duro sandbox's tokens", () => {
	const ask = async (changes: Record<string, unknown> = {}): Promise<Answer> => {
		const { clientId, clientSecret } = sandbox.credentials.duro;
		const body = {
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			...changes,
		};
		return await http.post(`${sandbox.baseUrl('duro')}/v1/oauth/token`, body, { headers: json });
	};

	it('are given for a JSON body and used like the secret key, until they end', async () => {
		const { status, data } = await ask();
		expect([status, data]).toEqual([
			200,
			{ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 },
		]);
		const headers = { ...json, Authorization: `Bearer ${data.access_token}` };
		const plans = async () => await http.get(`${sandbox.baseUrl('duro')}/v1/plans`, { headers });
		expect((await plans()).status).toBe(200);
		sandbox.expireTokens('duro');
		expect([(await plans()).status, (await read(SEED.duro.paid)).status]).toEqual([401, 200]);
	});

	it.each([
		['another secret', { client_secret: 'csec_test_other' }, 401, 'unauthorized'],
		['a live client', { client_id: 'cid_live_sandbox_0001' }, 401, 'unauthorized'],
		['another grant', { grant_type: 'password' }, 422, 'validation_error'],
		['no secret', { client_secret: undefined }, 422, 'validation_error'],
		['a field too many', { scope: '*' }, 422, 'validation_error'],
	])('are refused for %s', async (_what, changes, status, code) => {
		const answer = await ask(changes);
		expect([answer.status, answer.data.error.code]).toEqual([status, code]);
	});

	it('are refused for a form', async () => {
		const url = `${sandbox.baseUrl('duro')}/v1/oauth/token`;
		const answer = await http.post(url, 'grant_type=client_credentials', {
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		});
		expect(answer.status).toBe(415);
	});
});

describe('what is open at Duro, in the sandbox', () => {
	const { duro } = SEED;

	it('a key can be forgotten after some hours', async () => {
		let now = Date.now();
		const clocked = await startSandbox({ clock: () => now });
		const send = async () =>
			await http.post(
				`${invoicesUrl(clocked, 'duro')}/${duro.paid}/refund`,
				{ amount: 1000 },
				{ headers: { ...duroHeaders(clocked), 'Idempotency-Key': 'k' } },
			);
		clocked.switches.duro.keyHours = 24;
		await send();
		now += 24 * 3_600_000 - 1;
		await send();
		expect(clocked.refunds('duro', duro.paid)).toHaveLength(1);
		now += 1;
		await send();
		expect(clocked.refunds('duro', duro.paid)).toHaveLength(2);
		await clocked.stop();
	});

	it('a known key can be a conflict', async () => {
		sandbox.switches.duro.replay = 'conflict';
		await refund(duro.paid, { amount: 1000 }, 'k');
		expect((await refund(duro.paid, { amount: 1000 }, 'k')).status).toBe(409);
		expect(sandbox.refunds('duro', duro.paid)).toHaveLength(1);
	});

	it('a locked key can be a conflict for the second call', async () => {
		Object.assign(sandbox.switches.duro, { inFlightLock: true, runTakesMs: 100 });
		sandbox.switches.duro.lockedAnswer = 'conflict';
		const answers = await Promise.all([
			refund(duro.paid, { amount: 1000 }, 'k'),
			refund(duro.paid, { amount: 1000 }, 'k'),
		]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
	});

	it('an invoice can take one refund only', async () => {
		sandbox.switches.duro.severalRefunds = false;
		expect((await refund(duro.paid, { amount: 1000 })).status).toBe(200);
		expect((await refund(duro.paid, { amount: 1000 })).status).toBe(409);
	});

	it('refunds together can pass what was paid, each alone can not', async () => {
		sandbox.switches.duro.capsTotal = false;
		expect((await refund(duro.paid, { amount: 500_000 })).status).toBe(200);
		expect((await refund(duro.paid, { amount: 500_000 })).status).toBe(200);
		expect((await refund(duro.paid, { amount: 500_001 })).status).toBe(409);
	});

	it('too much can be a body that does not fit', async () => {
		sandbox.switches.duro.tooMuch = 422;
		const { status, data } = await refund(duro.paid, { amount: 500_001 });
		expect([status, data.error]).toMatchObject([
			422,
			{ code: 'validation_error', details: [{ path: 'amount', issue: expect.any(String) }] },
		]);
	});

	it('the status of a refund can be missing', async () => {
		sandbox.switches.duro.refundStatus = null;
		const { data } = await refund(duro.paid, { amount: 1000 });
		expect(data).toEqual({ invoiceId: duro.paid, refunded: 1000 });
	});

	it.each(['void', 'refunded'] as const)(
		'an invoice of which nothing is left can turn %s',
		async (status) => {
			sandbox.switches.duro.refundedInvoice = status;
			await refund(duro.paid, { amount: 1000 });
			expect((await read(duro.paid)).data.status).toBe('paid');
			await refund(duro.paid, {});
			expect((await read(duro.paid)).data.status).toBe(status);
		},
	);

	it('a refund can be among the attempts', async () => {
		sandbox.switches.duro.refundIsAttempt = true;
		await refund(duro.paid, { amount: 1000 });
		expect((await read(duro.paid)).data.attempts).toMatchObject([
			{ amount: 500_000 },
			{ amount: 1000, status: 'succeeded' },
		]);
	});

	it.each([
		['wallet', [{ rail: 'wallet', reference: `walletdebit_${duro.paid}` }]],
		['notShown', []],
	] as const)('an invoice can be paid from the wallet: %s', async (paidFrom, attempts) => {
		sandbox.switches.duro.paidFrom = paidFrom;
		const { data } = await read(duro.paid);
		expect(data.status).toBe('paid');
		expect(data.attempts).toMatchObject(attempts);
	});

	it('currency and date of the payment can be left out', async () => {
		Object.assign(sandbox.switches.duro, { currencyTold: false, paidAtTold: false });
		const { data } = await read(duro.paid);
		expect(data).not.toHaveProperty('currency');
		expect(data.paidAt).toBeNull();
	});
});
