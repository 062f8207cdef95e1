import { PROVIDER_IDS } from '../../sandbox/types';
import { SEED, startSandbox, type Sandbox } from '../../sandbox';
import { SEEDED_SPECS } from '../../sandbox/seed';
import { fromWireNumber, shareHalfUp, toWireNumber } from '../../sandbox/wire/decimal';
import { http, layerHeaders, refundTen } from './clients';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe('the sandbox', () => {
	it('listens on the loopback address only', () => {
		expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	});

	it('seeds the invoices that its ids name', () => {
		for (const provider of PROVIDER_IDS) {
			const ids = Object.values(SEED[provider]);
			const specs = Object.values(SEEDED_SPECS[provider]);
			expect(sandbox.ledger.invoices(provider).map((invoice) => invoice.id)).toEqual(ids);
			expect(sandbox.ledger.invoices(provider)).toMatchObject(
				specs.map(({ status, totalMinor, currency }) => ({ status, totalMinor, currency })),
			);
		}
	});

	it('starts again from the same books', async () => {
		const before = PROVIDER_IDS.map((id) => [sandbox.ledger.invoices(id), sandbox.refunds(id)]);
		for (const id of PROVIDER_IDS) await refundTen(sandbox, id, SEED[id].paid);
		sandbox.switches.duro.inFlightLock = true;
		sandbox.reset();
		expect(PROVIDER_IDS.map((id) => [sandbox.ledger.invoices(id), sandbox.refunds(id)])).toEqual(
			before,
		);
		expect(sandbox.requests).toEqual([]);
		expect(sandbox.switches.duro.inFlightLock).toBe(false);
	});

	it('keeps refunds made in the portal apart from those of the API', async () => {
		for (const id of PROVIDER_IDS) {
			sandbox.refundInPortal(id, SEED[id].paid, 300);
			await refundTen(sandbox, id, SEED[id].paid);
			expect(sandbox.refunds(id, SEED[id].paid)).toMatchObject([
				{ source: 'portal', amountMinor: 300 },
				{ source: 'api', amountMinor: 1000 },
			]);
		}
	});

	it('takes invoices that a test describes', async () => {
		const id = sandbox.addInvoice('thredfi', {
			status: 'partially_paid',
			totalMinor: 5000,
			paidMinor: 2000,
			currency: 'EUR',
			refunds: [{ amountMinor: 500, key: 'mine' }],
		});
		expect(sandbox.refunds('thredfi', id)).toMatchObject([{ amountMinor: 500, key: 'mine' }]);
		expect((await refundTen(sandbox, 'thredfi', id)).status).toBe(201);
	});

	it('answers a stray request with the routes that exist', async () => {
		const answer = await http.delete(`${sandbox.baseUrl('duro')}/v1/invoices/inv_0001`);
		expect(answer.status).toBe(404);
		expect(answer.data.routes).toContain('POST /duro/v1/invoices/:id/refund');
		expect(sandbox.strayRequests).toMatchObject([
			{ provider: 'duro', method: 'DELETE', path: '/v1/invoices/inv_0001' },
		]);
	});

	it('records what came in and hides secrets', async () => {
		await refundTen(sandbox, 'layer', SEED.layer.paid);
		expect(sandbox.tokenRequests('layer')).toHaveLength(1);
		expect(sandbox.writes('layer')).toMatchObject([
			{ method: 'POST', status: 200, body: { external_id: 'key-1' }, faultApplied: null },
		]);
		const seen = JSON.stringify(sandbox.requests);
		expect(seen).not.toContain('sandbox-layer-client-token');
		expect(seen).not.toContain(btoa('sandbox-client-0001'));
	});

	it('tells the time of its clock', async () => {
		const other = await startSandbox({ clock: () => 86_400_000 });
		await layerHeaders(other);
		expect(other.requests[0]?.at).toBe(86_400_000);
		await other.stop();
	});
});

describe('money on the wire', () => {
	it.each([
		[1250, 2, 12.5],
		[5, 2, 0.05],
		[-1375, 2, -13.75],
		[1500, 0, 1500],
		[10_125, 3, 10.125],
		[7_036_874_417_766_399, 2, 70_368_744_177_663.99],
	])('writes %d with %d digits as %d and reads it back', (minor, digits, wire) => {
		expect(toWireNumber(minor, digits)).toBe(wire);
		expect(fromWireNumber(wire, digits)).toBe(minor);
	});

	it.each([0.001, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (wire) => {
		expect(fromWireNumber(wire, 2)).toBeNull();
	});

	it('rounds a share half-up and exactly', () => {
		expect(shareHalfUp(3335, 1000, 10_000)).toBe(334);
		expect(shareHalfUp(3334, 1000, 10_000)).toBe(333);
		expect(shareHalfUp(9_007_199_254_740_991, 1, 1)).toBe(9_007_199_254_740_991);
	});
});
