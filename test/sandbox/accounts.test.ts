/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- fake on purpose */
import { PROVIDER_IDS, SEED, startSandbox, type ProviderId, type Sandbox } from '../../sandbox';
import { http, invoicesUrl, json, layerHeaders, refundTen, thredfiHeaders } from './clients';

let sandbox: Sandbox;
/** The same sandbox, seen by somebody who has the second account's credentials. */
let asSecond: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
	asSecond = { ...sandbox, ...sandbox.second };
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const amounts = (account: Pick<Sandbox, 'refunds'>, provider: ProviderId) =>
	account.refunds(provider, SEED[provider].paid).map((refund) => refund.amountMinor);

describe.each(PROVIDER_IDS)('two accounts at %s', (provider) => {
	it('have the same invoice ids', () => {
		const ids = (account: Pick<Sandbox, 'ledger'>) =>
			account.ledger.invoices(provider).map((invoice) => invoice.id);
		expect(ids(sandbox.second)).toEqual(ids(sandbox));
		expect(ids(sandbox)).toContain(SEED[provider].paid);
	});

	it('book each refund for the account whose credential made it', async () => {
		expect((await refundTen(asSecond, provider, SEED[provider].paid)).status).toBeLessThan(300);
		expect([amounts(sandbox, provider), amounts(sandbox.second, provider)]).toEqual([[], [1000]]);
		expect((await refundTen(sandbox, provider, SEED[provider].paid)).status).toBeLessThan(300);
		expect([amounts(sandbox, provider), amounts(sandbox.second, provider)]).toEqual([
			[1000],
			[1000],
		]);
		expect(sandbox.writes(provider).map((write) => write.account)).toEqual(['second', 'first']);
	});

	it('start again from their own seeds', async () => {
		await refundTen(asSecond, provider, SEED[provider].paid);
		sandbox.second.refundInPortal(provider, SEED[provider].paid, 100);
		sandbox.reset();
		expect(amounts(sandbox.second, provider)).toEqual([]);
		expect(amounts(sandbox, provider)).toEqual([]);
	});
});

describe('a credential of one account', () => {
	it('does not reach the business of the other at Layer and Thredfi', async () => {
		const headers = { layer: await layerHeaders(sandbox), thredfi: await thredfiHeaders(sandbox) };
		const ofSecond = {
			layer: await layerHeaders(asSecond),
			thredfi: await thredfiHeaders(asSecond),
		};
		for (const provider of ['layer', 'thredfi'] as const) {
			const read = async (of: Sandbox, as: Record<string, string>) => {
				const url = `${invoicesUrl(of, provider)}/${SEED[provider].paid}`;
				const slash = provider === 'thredfi' ? '/' : '';
				return (await http.get(`${url}${slash}`, { headers: as })).status;
			};
			expect(await read(sandbox, headers[provider])).toBe(200);
			expect(await read(asSecond, ofSecond[provider])).toBe(200);
			expect(await read(asSecond, headers[provider])).toBe(404);
			expect(await read(sandbox, ofSecond[provider])).toBe(404);
		}
	});

	it('with a token that has expired is still its own', async () => {
		const headers = await layerHeaders(asSecond);
		sandbox.expireTokens('layer');
		const url = `${invoicesUrl(asSecond, 'layer')}/${SEED.layer.paid}`;
		expect((await http.get(url, { headers })).status).toBe(401);
		expect(sandbox.requests.at(-1)).toMatchObject({ account: 'second', status: 401 });
	});

	it('that nobody has is refused', async () => {
		const url = `${invoicesUrl(sandbox, 'revolv3')}/${SEED.revolv3.paid}`;
		const headers = { ...json, 'x-revolv3-token': 'sandbox-static-token-0003' };
		expect((await http.get(url, { headers })).status).toBe(401);
	});
});

it('shows both accounts on the page and in the state', async () => {
	await refundTen(asSecond, 'revolv3', SEED.revolv3.taxed);
	const { data } = await http.get(`${sandbox.url}/_control/state`);
	expect(data.second.refunds.revolv3.at(-1)).toMatchObject({ invoiceId: SEED.revolv3.taxed });
	expect(data.refunds.revolv3.at(-1)).not.toMatchObject({ invoiceId: SEED.revolv3.taxed });
	const page = String((await http.get(sandbox.url)).data).replace(/\s+/g, ' ');
	expect(page).toContain('<td>second</td> <td>revolv3</td> <td><code>2001</code>');
	expect(page).toContain('second-customer-1');
	expect(page).not.toContain(sandbox.second.credentials.revolv3.token);
});

it('settles a refund of the account that is named', async () => {
	const settle = async (account: string) =>
		await http.post(
			`${sandbox.url}/_control/settle`,
			{ account, refundId: '2001', status: 'RefundFailed' },
			{ headers: json },
		);
	await settle('second');
	expect(sandbox.second.refunds('revolv3')[0]?.status).toBe('RefundFailed');
	expect(sandbox.refunds('revolv3')[0]?.status).toBe('PartialRefund');
});
