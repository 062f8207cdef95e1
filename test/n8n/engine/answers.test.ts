import { loadPackage, createN8n } from '../harness';
import { reply, startToyServer, type ToyServer } from '../harness/toyServer';
import { PROVIDERS } from '../../bed';
import { disputes, FROM_ITEM, sharedBed } from './cases';

const own = sharedBed();

describe.each(PROVIDERS)('a success at %s', (provider) => {
	it.each(['refund', 'checkRefund', 'get'] as const)(
		'carries no "error" of its own, whatever the mode of %s',
		async (operation) => {
			const { bed } = own;
			for (const simplify of [true, false]) {
				const items = disputes(bed, provider, 2);
				const parameters =
					operation === 'get' ? { invoiceId: FROM_ITEM.invoiceId ?? '' } : FROM_ITEM;
				const { main } = await bed.run(provider, operation, { ...parameters, simplify }, items);
				expect(main).toHaveLength(2);
				for (const { json } of main) expect(json).not.toHaveProperty('error');
			}
		},
	);
});

describe('a provider that says "error" in an answer that succeeded', () => {
	let server: ToyServer;

	beforeEach(async () => {
		server = await startToyServer(({ method }, response) => {
			const invoice = { id: 'inv_1', amount: 5000, currency: 'NGN', status: 'paid' };
			const refund = { invoiceId: 'inv_1', refunded: 100, status: 'recorded' };
			reply(response, 200, { ...(method === 'GET' ? invoice : refund), error: '' });
		});
	});
	afterEach(async () => await server.close());

	it('is not asked again by Retry On Fail', async () => {
		const n8n = createN8n({
			...loadPackage(),
			credentials: {
				duroApi: { secretKey: 'sk_test_1', environment: 'custom', baseUrl: server.url },
			},
		});
		const { main } = await n8n.run({
			node: {
				type: 'n8n-nodes-invoice-refunds.duro',
				parameters: {
					resource: 'invoice',
					operation: 'refund',
					invoiceId: { __rl: true, mode: 'id', value: 'inv_1' },
					refundType: 'amount',
					amount: '1.00',
					simplify: false,
				},
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
			},
			items: [{}],
		});
		expect(server.count('POST', '/v1/invoices/inv_1/refund')).toBe(1);
		expect(main[0]?.json).toMatchObject({ outcome: 'refunded', response: { error: '' } });
		expect(main[0]?.json).not.toHaveProperty('error');
	});
});
