import { SEED, startSandbox, type Sandbox } from '../../sandbox';
import { AT, http, invoicesUrl, json, refundTen, thredfiHeaders } from './clients';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const page = async (): Promise<string> => String((await http.get(sandbox.url)).data);
const control = async (name: string, body: unknown, headers: object = json) =>
	await http.post(`${sandbox.url}/_control/${name}`, body, { headers: { ...headers } });
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('the page', () => {
	it('shows invoices, refunds and requests', async () => {
		await refundTen(sandbox, 'revolv3', SEED.revolv3.taxed);
		const shown = await page();
		expect(shown).toContain('110.00 USD');
		expect(shown).toContain('150000 ISK (API units)');
		expect(shown).toContain(`/api/Invoices/${SEED.revolv3.taxed}/refund`);
		expect(shown).toContain('11.00 USD'); // refunded, tax included
	});

	it('escapes everything that came in', async () => {
		const evil = '<script>alert("1")</script>';
		await http.post(
			`${invoicesUrl(sandbox, 'thredfi')}/refunds/`,
			{
				invoice_id: SEED.thredfi.paid,
				method: 'OTHER',
				completed_at: AT,
				external_id: evil,
			},
			{ headers: await thredfiHeaders(sandbox) },
		);
		const shown = await page();
		expect(shown).not.toContain('<script');
		expect(shown).toContain('&lt;script&gt;alert(&quot;1&quot;)');
	});

	it('shows no secret', async () => {
		await refundTen(sandbox, 'layer', SEED.layer.paid);
		await refundTen(sandbox, 'duro', SEED.duro.paid);
		const shown = await page();
		expect(shown).not.toContain(sandbox.credentials.duro.secretKey);
		expect(shown).not.toContain(sandbox.credentials.layer.clientSecret);
	});

	it('arms and disarms a fault by its form', async () => {
		const rule = 'provider=duro&call=refund&kind=drop&moment=afterCommit&times=1&skip=&status=';
		expect((await control('fault', rule, form)).status).toBe(303);
		expect(await page()).toContain('drop the connection after the refund is booked, once');
		await control('clear-faults', 'place=0', form);
		expect(sandbox.explain()).toBe('');
	});
});

describe('the control routes', () => {
	it('arm faults, settle refunds and reset', async () => {
		const armed = await control('fault', {
			provider: 'revolv3',
			call: 'refund',
			kind: 'status',
			status: 502,
			times: 'Infinity',
		});
		expect(armed.data.faults).toEqual([
			'Revolv3, refund: answer 502 before the refund is booked, every time',
		]);
		await control('settle', { refundId: '2001', status: 'RefundFailed' });
		expect(sandbox.refunds('revolv3')[0]?.status).toBe('RefundFailed');
		await control('reset', {});
		expect(sandbox.explain()).toBe('');
		expect((await http.get(`${sandbox.url}/_control/state`)).data.refunds.revolv3[0].status).toBe(
			'PartialRefund',
		);
	});

	it('refuse nonsense and other web pages', async () => {
		expect((await control('fault', { provider: 'duro', call: 'refund', kind: 'x' })).status).toBe(
			400,
		);
		expect((await control('settle', { refundId: '1', status: 'x' })).status).toBe(400);
		expect((await control('reset', {}, { ...json, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(
			403,
		);
	});

	it('are no provider requests', async () => {
		await page();
		await control('clear-faults', {});
		expect([sandbox.requests, sandbox.strayRequests]).toEqual([[], []]);
	});
});
