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
