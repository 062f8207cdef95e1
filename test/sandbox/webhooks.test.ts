import type { INodeParameters } from 'n8n-workflow';
import { DuroWebhookApi } from '../../credentials/DuroWebhookApi.credentials';
import { Revolv3WebhookApi } from '../../credentials/Revolv3WebhookApi.credentials';
import { DuroTrigger } from '../../nodes/Duro/DuroTrigger.node';
import { Revolv3Trigger } from '../../nodes/Revolv3/Revolv3Trigger.node';
import { duroEventId } from '../../sandbox/webhooks/events';
import { SEED, startSandbox, type Sandbox } from '../../sandbox';
import { openReceiver, type Delivered, type Receiver } from '../n8n/harness/deliver';
import { reply, startToyServer, type ToyServer } from '../n8n/harness/toyServer';
import { duroHeaders, http, invoicesUrl, revolv3Headers } from './clients';

/** A trigger of the package behind a real HTTP server, as n8n would stand there. */
let server: ToyServer;
let receivers: Record<'duro' | 'revolv3', Receiver>;
let received: Delivered[];
/** The next answers instead of the triggers'. */
let forced: number[];

/** How far the sandbox's clock is behind. */
let behindMs = 0;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => Date.now() - behindMs });
	server = await startToyServer((request, response) => {
		const status = forced.shift();
		if (status !== undefined) return reply(response, status, {});
		const provider = request.path === '/duro' ? 'duro' : 'revolv3';
		const headers = Object.entries(request.headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, value] as const],
		);
		const post = { rawBody: Buffer.from(request.body), headers: Object.fromEntries(headers) };
		void receivers[provider].deliver(post).then((delivered) => {
			received.push(delivered);
			reply(response, delivered.status, {});
		});
	});
});
beforeEach(() => {
	sandbox.reset();
	server.seen.splice(0);
	received = [];
	forced = [];
	behindMs = 0;
	receivers = {
		duro: openDuroTrigger(),
		revolv3: openReceiver({
			type: 'revolv3Trigger',
			node: new Revolv3Trigger(),
			credentialType: new Revolv3WebhookApi(),
			credential: { webhookKey: sandbox.webhooks.secrets.revolv3 },
			parameters: { webhookUrl: `${server.url}/revolv3` },
		}),
	};
});
afterAll(async () => {
	await sandbox.stop();
	await server.close();
});

function openDuroTrigger(parameters: INodeParameters = {}): Receiver {
	return openReceiver({
		type: 'duroTrigger',
		node: new DuroTrigger(),
		credentialType: new DuroWebhookApi(),
		credential: { signingSecret: sandbox.webhooks.secrets.duro },
		parameters,
	});
}

const subscribe = async (provider: 'duro' | 'revolv3') =>
	await sandbox.webhooks.subscribe(provider, `${server.url}/${provider}`);
const items = () => received.flatMap((delivered) => delivered.items);
const refund = async (provider: 'duro' | 'revolv3', id: string, amount: number) => {
	const headers = provider === 'duro' ? duroHeaders(sandbox) : revolv3Headers(sandbox);
	await http.post(`${invoicesUrl(sandbox, provider)}/${id}/refund`, { amount }, { headers });
	await sandbox.webhooks.idle();
};

describe('what the sandbox delivers, the triggers believe', () => {
	it('Duro: a refund that was booked', async () => {
		await subscribe('duro');
		await refund('duro', SEED.duro.paid, 1000);
		expect(items()).toMatchObject([
			{
				event: 'subscription_payment_refunded',
				eventId: duroEventId(1),
				invoiceId: SEED.duro.paid,
				amountMinor: 1000,
				repeated: false,
			},
		]);
		expect(server.seen[0]?.headers).toMatchObject({
			'duro-event-id': duroEventId(1),
			'duro-event-type': 'subscription_payment_refunded',
		});
	});

	it('Revolv3: its test, a refund, and its change of status', async () => {
		sandbox.switches.revolv3.refundStatus = 'RefundPending';
		sandbox.switches.revolv3.refundSendsCreated = true;
		await subscribe('revolv3');
		expect(received).toMatchObject([{ status: 200, items: [] }]);
		await refund('revolv3', SEED.revolv3.paid, 12.5);
		const [booked] = sandbox.refunds('revolv3', SEED.revolv3.paid);
		sandbox.settleRefund(booked?.refundId ?? '', 'PartialRefund');
		await sandbox.webhooks.idle();
		const refundOf = {
			invoiceId: booked?.refundId,
			parentInvoiceId: SEED.revolv3.paid,
			amountMinor: 1250,
			repeated: false,
		};
		expect(items()).toMatchObject([
			{ ...refundOf, event: 'InvoiceCreated', status: 'RefundPending' },
			{ ...refundOf, event: 'InvoiceStatusChanged', status: 'PartialRefund' },
		]);
	});

	it('Revolv3: nothing of a refund that is final at once, as its page lists payments only', async () => {
		await subscribe('revolv3');
		await refund('revolv3', SEED.revolv3.paid, 12.5);
		expect(items()).toEqual([]);
	});

	it('any event that is announced', async () => {
		await subscribe('duro');
		await subscribe('revolv3');
		sandbox.webhooks.announce('duro', 'invoice_created', SEED.duro.open);
		await sandbox.webhooks.idle();
		sandbox.webhooks.announce('revolv3', 'InvoiceStatusChanged', SEED.revolv3.taxed);
		await sandbox.webhooks.idle();
		expect(items()).toMatchObject([
			{ event: 'invoice_created', invoiceId: SEED.duro.open, amountMinor: 300_000 },
			{
				event: 'InvoiceStatusChanged',
				invoiceId: SEED.revolv3.taxed,
				parentInvoiceId: null,
				status: 'Paid',
				amountMinor: 11_000,
			},
		]);
	});
});

describe("the sandbox's deliveries", () => {
	it('go nowhere before an address was entered, nor after a reset', async () => {
		await refund('duro', SEED.duro.paid, 1000);
		await subscribe('duro');
		sandbox.reset();
		await refund('duro', SEED.duro.paid, 1000);
		expect([server.seen.length, sandbox.webhooks.deliveries.length]).toEqual([0, 0]);
	});

	it.each([401, 204, 500])('of Revolv3 are refused where the test gets %d', async (status) => {
		forced = [status];
		await expect(subscribe('revolv3')).rejects.toThrow(`${status}`);
		await refund('revolv3', SEED.revolv3.paid, 12.5);
		expect(sandbox.webhooks.deliveries).toMatchObject([{ event: 'WebhookTest' }]);
	});

	it('of Duro come again until one is taken, six times at most', async () => {
		await subscribe('duro');
		forced = [500, 500];
		await refund('duro', SEED.duro.paid, 1000);
		for (let retry = 0; retry < 3; retry++) {
			await sandbox.webhooks.retryNow();
		}
		expect(sandbox.webhooks.deliveries).toMatchObject([
			{ attempts: [500, 500, 200], state: 'delivered' },
		]);
		expect(items()).toMatchObject([{ eventId: duroEventId(1), repeated: false }]);

		forced = Array<number>(9).fill(503);
		await refund('duro', SEED.duro.paidSecond, 1000);
		for (let retry = 0; retry < 9; retry++) {
			await sandbox.webhooks.retryNow();
		}
		expect(sandbox.webhooks.deliveries[1]).toMatchObject({
			attempts: Array<number>(7).fill(503),
			state: 'failed',
		});
	});

	it.each([
		['anew, and taken', { anew: true, tolerance: 5 }, 200],
		['with the first time, and too old by default', { anew: false, tolerance: 5 }, 401],
		[
			'with the first time, and taken under a longer tolerance',
			{ anew: false, tolerance: 60 },
			200,
		],
	])(
		'of Duro, tried again after an outage, are signed %s',
		async (_, { anew, tolerance }, status) => {
			sandbox.switches.duro.retriesSignedAnew = anew;
			receivers.duro = openDuroTrigger({ tolerance });
			await subscribe('duro');
			forced = [500];
			behindMs = 36 * 60_000;
			await refund('duro', SEED.duro.paid, 1000);
			behindMs = 0;
			await sandbox.webhooks.retryNow();
			expect(sandbox.webhooks.deliveries).toMatchObject([{ attempts: [500, status] }]);
			expect(items()).toHaveLength(status === 200 ? 1 : 0);
		},
	);

	it('of Revolv3 are not tried again, as no schedule is documented', async () => {
		sandbox.switches.revolv3.refundSendsCreated = true;
		await subscribe('revolv3');
		forced = [500];
		await refund('revolv3', SEED.revolv3.paid, 12.5);
		await sandbox.webhooks.retryNow();
		expect(sandbox.webhooks.deliveries[1]).toMatchObject({ attempts: [500], state: 'failed' });
	});

	it.each(['duro', 'revolv3'] as const)(
		'of %s are the same when replayed by hand',
		async (provider) => {
			sandbox.switches.revolv3.refundSendsCreated = true;
			await subscribe(provider);
			await refund(provider, SEED[provider].paid, 10);
			await sandbox.webhooks.replay(sandbox.webhooks.deliveries.at(-1)?.id ?? 0);
			expect(items()).toMatchObject([{ repeated: false }, { repeated: true }]);
			expect(items()[1]).toEqual({ ...items()[0], repeated: true, receivedAt: expect.anything() });
		},
	);

	it('are worked over HTTP as well', async () => {
		const control = async (name: string, said: object) =>
			await http.post(`${sandbox.url}/_control/${name}`, said);
		const entered = await control('webhook', { provider: 'duro', url: `${server.url}/duro` });
		expect(entered.status).toBe(200);
		const event = 'subscription_paused';
		await control('announce', { provider: 'duro', event, invoiceId: SEED.duro.paid });
		await sandbox.webhooks.idle();
		const { data } = await control('replay', { delivery: 1 });
		expect(data).toMatchObject({ deliveries: [{ event, attempts: [200, 200] }] });
		expect(items()).toMatchObject([{ event }, { event, repeated: true }]);

		for (const [name, said] of [
			['webhook', { provider: 'layer', url: server.url }],
			['webhook', { provider: 'duro', url: 'nowhere' }],
			['announce', { provider: 'duro', event, invoiceId: 'inv_9999' }],
			['announce', { provider: 'revolv3', event, invoiceId: SEED.revolv3.paid }],
			['replay', { delivery: 99 }],
		] as const) {
			expect((await control(name, said)).status).toBe(400);
		}
	});
});
