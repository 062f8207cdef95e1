import { SEED, startSandbox, type FaultRule, type ProviderId, type Sandbox } from '../../sandbox';
import { duroHeaders, http, invoicesUrl, refundTen, revolv3Headers } from './clients';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const PROVIDERS: readonly ProviderId[] = ['duro', 'layer', 'revolv3', 'thredfi'];
const bookedAt = (provider: ProviderId) => sandbox.refunds(provider, SEED[provider].paid).length;
const refundRule = (rule: Omit<FaultRule, 'call'>): FaultRule => ({ call: 'refund', ...rule });
const codeOf = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => 'answered',
		(error: { code?: string }) => error.code ?? 'failed',
	);

describe.each(PROVIDERS)('faults at %s', (provider) => {
	it.each([
		['beforeCommit', 0],
		['afterCommit', 1],
	] as const)('drop the connection %s', async (moment, booked) => {
		sandbox.fault(refundRule({ provider, moment, kind: 'drop' }));
		expect(await codeOf(refundTen(sandbox, provider, SEED[provider].paid))).toBe('ECONNRESET');
		expect(bookedAt(provider)).toBe(booked);
		expect(sandbox.writes(provider)).toMatchObject([{ status: null, faultApplied: 'drop' }]);
	});

	it.each([
		['beforeCommit', 0],
		['afterCommit', 1],
	] as const)('answer a status %s', async (moment, booked) => {
		sandbox.fault(refundRule({ provider, moment, kind: 'status', status: 503, retryAfter: 7 }));
		const answer = await refundTen(sandbox, provider, SEED[provider].paid);
		expect([answer.status, answer.headers['retry-after']]).toEqual([503, '7']);
		expect(bookedAt(provider)).toBe(booked);
	});

	it.each(['emptyBody', 'brokenJson', 'html'] as const)('answer with %s', async (kind) => {
		sandbox.fault(refundRule({ provider, moment: 'afterCommit', kind }));
		const answer = await refundTen(sandbox, provider, SEED[provider].paid);
		expect([200, 201]).toContain(answer.status);
		expect(typeof answer.data).toBe('string');
		expect(bookedAt(provider)).toBe(1);
	});

	it.each(['otherInvoice', 'otherAmount', 'missingAmount', 'errorsArray'] as const)(
		'answer with %s while the books are right',
		async (kind) => {
			const truth = await refundTen(sandbox, provider, SEED[provider].paidSecond, 'key-2');
			sandbox.fault(refundRule({ provider, kind }));
			const lie = await refundTen(sandbox, provider, SEED[provider].paid);
			expect(lie.status).toBe(truth.status);
			expect(Object.keys(lie.data)).not.toEqual([]);
			const text = JSON.stringify(lie.data);
			if (kind === 'otherInvoice') expect(text).not.toContain(`"${SEED[provider].paid}"`);
			if (kind === 'missingAmount') expect(text).not.toMatch(/"refunded(_amount|Subtotal)?":/);
			if (kind === 'otherAmount') expect(text).toMatch(/1001|10\.01/);
			if (kind === 'errorsArray') expect(lie.data.errors).toHaveLength(1);
			expect(sandbox.refunds(provider, SEED[provider].paid)).toMatchObject([{ amountMinor: 1000 }]);
		},
	);
});

describe('the fault switchboard', () => {
	const refund = async (more: object = {}) =>
		await http.post(
			`${invoicesUrl(sandbox, 'revolv3')}/${SEED.revolv3.paid}/refund`,
			{ amount: 10 },
			{ headers: revolv3Headers(sandbox), ...more },
		);
	const arm = (rule: Partial<FaultRule> & Pick<FaultRule, 'kind'>) =>
		sandbox.fault({ provider: 'revolv3', call: 'refund', ...rule });

	it('holds an answer longer than the client waits', async () => {
		arm({ kind: 'delay', moment: 'afterCommit' });
		expect(await codeOf(refund({ timeout: 100 }))).toBe('ECONNABORTED');
		expect(bookedAt('revolv3')).toBe(1);
	});

	it('books late when it holds the request before the commit', async () => {
		arm({ kind: 'delay', moment: 'beforeCommit' });
		expect(await codeOf(refund({ timeout: 100 }))).toBe('ECONNABORTED');
		expect(bookedAt('revolv3')).toBe(0);
		sandbox.releaseDelays();
		await sandbox.idle();
		expect(bookedAt('revolv3')).toBe(1);
	});

	it('does not book a held request into fresh books', async () => {
		arm({ kind: 'delay', moment: 'beforeCommit' });
		expect(await codeOf(refund({ timeout: 100 }))).toBe('ECONNABORTED');
		sandbox.reset();
		await sandbox.idle();
		expect(bookedAt('revolv3')).toBe(0);
	});

	it('does not book a held request once it is stopped', async () => {
		const other = await startSandbox();
		other.fault({ provider: 'duro', call: 'refund', kind: 'delay' });
		const held = codeOf(refundTen(other, 'duro', SEED.duro.paid));
		while (other.writes().length === 0) await http.get(`${other.url}/_control/state`);
		await other.stop();
		expect(await held).not.toBe('answered');
		expect(other.refunds('duro', SEED.duro.paid)).toHaveLength(0);
	});

	it('starts an answer and never ends it', async () => {
		arm({ kind: 'stall', moment: 'afterCommit' });
		expect(await codeOf(refund({ timeout: 100 }))).toBe('ECONNABORTED');
		expect(sandbox.writes()).toMatchObject([{ status: 200, faultApplied: 'stall' }]);
		expect(bookedAt('revolv3')).toBe(1);
	});

	it('cuts an answer in half', async () => {
		arm({ kind: 'cut', moment: 'afterCommit' });
		expect(await codeOf(refund())).not.toBe('answered');
		expect(bookedAt('revolv3')).toBe(1);
	});

	it.each([301, 302, 307])('redirects with %d and sees who follows', async (status) => {
		arm({ kind: 'redirect', status });
		const answer = await refund();
		expect(answer.status).toBe(status);
		expect(sandbox.followedRedirects).toEqual([]);
		await http.post(String(answer.headers['location']), {});
		expect(sandbox.followedRedirects).toMatchObject([{ provider: 'revolv3', method: 'POST' }]);
		expect(bookedAt('revolv3')).toBe(0);
	});

	it('gives a new refund any status, in the books too', async () => {
		arm({ kind: 'revolv3Status', refundStatus: 'RefundDeclined' });
		expect((await refund()).data.invoice.invoiceStatus).toBe('RefundDeclined');
		expect(sandbox.refunds('revolv3', SEED.revolv3.paid)).toMatchObject([
			{ status: 'RefundDeclined', counts: false },
		]);
	});

	it('lies about an invoice that is read', async () => {
		const read = async () =>
			(
				await http.get(`${invoicesUrl(sandbox, 'duro')}/${SEED.duro.paid}`, {
					headers: duroHeaders(sandbox),
				})
			).data;
		for (const kind of [
			'otherInvoice',
			'otherAmount',
			'missingAmount',
			'missingAllocations',
		] as const) {
			sandbox.fault({ provider: 'duro', call: 'readInvoice', kind });
		}
		expect((await read()).id).toBe('inv_9999');
		expect((await read()).amount).toBe(500_001);
		expect(await read()).not.toHaveProperty('amount');
		expect(await read()).not.toHaveProperty('attempts');
	});

	it.each(PROVIDERS)('hits the refund of the invoice it names and no other (%s)', async (name) => {
		const { paid, paidSecond } = SEED[name];
		sandbox.fault({ provider: name, call: 'refund', kind: 'status', status: 503, invoiceId: paid });
		expect(sandbox.explain()).toMatch(new RegExp(`, invoice ${paid} only$`));
		expect((await refundTen(sandbox, name, paidSecond, 'key-2')).status).toBeLessThan(300);
		expect((await refundTen(sandbox, name, paid)).status).toBe(503);
		expect((await refundTen(sandbox, name, paid)).status).toBeLessThan(300);
	});

	it('hits the read of the invoice it names and no other', async () => {
		const { paid, paidSecond } = SEED.duro;
		sandbox.fault({ provider: 'duro', call: 'readInvoice', kind: 'html', invoiceId: paid });
		const headers = duroHeaders(sandbox);
		const read = async (id: string) =>
			(await http.get(`${invoicesUrl(sandbox, 'duro')}/${id}`, { headers })).data;
		expect(await read(paidSecond)).toHaveProperty('id', paidSecond);
		expect(typeof (await read(paid))).toBe('string');
	});

	it('lets some requests pass and hits the next ones', async () => {
		arm({ kind: 'status', status: 500, skip: 1, times: 2 });
		const seen = [];
		for (let sent = 0; sent < 4; sent += 1) seen.push((await refund()).status);
		expect(seen).toEqual([200, 500, 500, 200]);
	});

	it('sleeps until a refund was asked for, where it is told to', async () => {
		arm({ call: 'any', kind: 'status', status: 503, times: Infinity, afterRefund: true });
		expect(sandbox.explain()).toMatch(/once a refund was asked for$/);
		const seen = [(await refund()).status, (await refund()).status];
		expect(seen).toEqual([200, 503]);
	});

	it('answers byte for byte, with or without the refund', async () => {
		const text = '{"refundedTotal": 1.10}';
		arm({ kind: 'verbatim', status: 202, text, headers: { 'x-sample': '1' } });
		const answer = await refund();
		expect([answer.status, answer.headers['x-sample']]).toEqual([202, '1']);
		expect(JSON.stringify(answer.data)).toBe('{"refundedTotal":1.1}');
		expect(bookedAt('revolv3')).toBe(0);
		arm({ kind: 'verbatim', moment: 'afterCommit', text });
		await refund();
		expect(bookedAt('revolv3')).toBe(1);
	});

	it('says what is armed, and nothing once it is used up', async () => {
		arm({ kind: 'drop', moment: 'afterCommit' });
		expect(sandbox.explain()).toContain('drop the connection after the refund is booked, once');
		arm({ kind: 'status', status: 429, retryAfter: 1, times: Infinity, skip: 2 });
		expect(sandbox.explain()).toContain(
			'Revolv3, refund: answer 429 with Retry-After 1 before the refund is booked, every time, after letting 2 pass',
		);
		sandbox.clearFaults();
		expect(sandbox.explain()).toBe('');
	});

	it('refuses rules that make no sense', () => {
		expect(() => arm({ kind: 'otherAmount', moment: 'beforeCommit' })).toThrow('afterCommit');
		expect(() => arm({ kind: 'revolv3Status', provider: 'duro' })).toThrow('revolv3');
		expect(() => arm({ kind: 'drop', times: 0 })).toThrow('times');
		expect(() => arm({ kind: 'drop', invoiceId: '' })).toThrow('invoiceId');
	});
});
