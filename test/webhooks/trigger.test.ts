/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import '../n8n/harness/environment';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { DuroWebhookApi } from '../../credentials/DuroWebhookApi.credentials';
import { Revolv3WebhookApi } from '../../credentials/Revolv3WebhookApi.credentials';
import { DuroTrigger } from '../../nodes/Duro/DuroTrigger.node';
import { Revolv3Trigger } from '../../nodes/Revolv3/Revolv3Trigger.node';
import { ITEM_KEYS } from '../contract/itemKeys';
import { openReceiver, PRODUCTION_URL, TEST_URL, type Post } from '../n8n/harness/deliver';
import { notInN8n1 } from '../n8n/harness/engineVersion';
import { signDuro, signRevolv3 } from './sign';
import {
	duroRefund,
	revolv3Refund,
	revolv3RefundElsewhere,
	revolv3Test,
	type Revolv3Vector,
} from './vectors';

type Chosen = {
	parameters?: INodeParameters;
	credential?: ICredentialDataDecryptedObject | null;
	workflowId?: string;
	staticData?: IDataObject;
	losesStaticData?: boolean;
};

const openDuro = ({ credential, ...chosen }: Chosen = {}) =>
	openReceiver({
		...chosen,
		type: 'n8n-nodes-invoice-refunds.duroTrigger',
		node: new DuroTrigger(),
		credentialType: new DuroWebhookApi(),
		credential: credential === undefined ? { signingSecret: duroRefund.secret } : credential,
	});

const openRevolv3 = ({ credential, ...chosen }: Chosen = {}) =>
	openReceiver({
		...chosen,
		type: 'n8n-nodes-invoice-refunds.revolv3Trigger',
		node: new Revolv3Trigger(),
		credentialType: new Revolv3WebhookApi(),
		credential: credential === undefined ? { webhookKey: revolv3Refund.secret } : credential,
	});

/** Signed right now. */
const duroPost = (body: unknown = JSON.parse(duroRefund.body)): Post =>
	signDuro(typeof body === 'string' ? body : JSON.stringify(body), duroRefund.secret, Date.now());
const revolv3Post = ({ body, signature }: Revolv3Vector = revolv3Refund): Post => ({
	rawBody: Buffer.from(body),
	headers: { 'x-revolv3-signature': signature },
});

const nothing = { items: [] };

/** What the editor shows before the first run: the file beside the node, taken for a node without operations. */
const schemaOf = (folder: string) => {
	const file = join(__dirname, '../../nodes', folder, '__schema__/v1.0.0.json');
	const shape = JSON.parse(readFileSync(file, 'utf8')) as object;
	return new Ajv({ strict: false }).compile({
		...shape,
		required: ITEM_KEYS.trigger,
		additionalProperties: false,
	});
};

describe('the trigger of Duro', () => {
	it('emits one item with exactly the promised fields', async () => {
		const { items, status } = await openDuro().deliver(duroPost());
		expect(status).toBe(200);
		expect(items).toEqual([
			{
				event: 'subscription_payment_refunded',
				eventId: 'evt_0001',
				invoiceId: 'inv_0001',
				parentInvoiceId: null,
				status: null,
				amountMinor: 125_000,
				repeated: false,
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				body: JSON.parse(duroRefund.body),
			},
		]);
		expect(Object.keys(items[0] ?? {})).toEqual(ITEM_KEYS.trigger);
		expect(schemaOf('Duro')(items[0])).toBe(true);
	});

	it('believes the signed body, not the headers beside it', async () => {
		const post = duroPost();
		const headers = { ...post.headers, 'duro-event-id': 'evt_x', 'duro-event-type': 'forged' };
		const { items } = await openDuro().deliver({ ...post, headers });
		expect(items).toMatchObject([{ event: 'subscription_payment_refunded', eventId: 'evt_0001' }]);
	});

	const minutesOld = (minutes: number) =>
		signDuro(duroRefund.body, duroRefund.secret, Date.now() - minutes * 60_000);

	it.each([
		['the default', undefined, 4, 6],
		['a day', 1440, 1439, 1441],
		['one minute', 1, 0, 2],
		['more than a day, as a day', 100_000, 1439, 1441],
		['no number, as the default', '1440', 4, 6],
		['nothing, as the default', 0, 4, 6],
		['a negative number, as the default', -1440, 4, 6],
	])('takes a delivery as old as the tolerance says: %s', async (_, tolerance, young, old) => {
		const parameters = tolerance === undefined ? {} : { tolerance };
		const taken = await openDuro({ parameters }).deliver(minutesOld(young));
		expect([taken.status, taken.items.length]).toEqual([200, 1]);
		expect(await openDuro({ parameters }).deliver(minutesOld(old))).toMatchObject({
			status: 401,
			...nothing,
		});
	});

	it.each(['evt_01HKBZ4PQ9Z3K7T8V9X2Y1B5C6', 'evt_1', '7f64ba26-74db', 'EVT'])(
		'takes %s for an event id, since no format is promised',
		async (id) => {
			const { items } = await openDuro().deliver(
				duroPost({ id, type: 'invoice_created', data: {} }),
			);
			expect(items).toMatchObject([{ eventId: id }]);
		},
	);
});

describe('the trigger of Revolv3', () => {
	it('emits one item with exactly the promised fields', async () => {
		const { items } = await openRevolv3().deliver(revolv3Post());
		expect(items).toMatchObject([
			{
				event: 'InvoiceCreated',
				eventId: '7f64ba26-74db-4cab-8e9c-76a98ba43351',
				invoiceId: '2002',
				parentInvoiceId: '1001',
				status: 'PartialRefund',
				amountMinor: 1250,
				repeated: false,
				body: { Body: { Invoice: { InvoiceId: 2002 } } },
			},
		]);
		expect(Object.keys(items[0] ?? {})).toEqual(ITEM_KEYS.trigger);
		expect(schemaOf('Revolv3')(items[0])).toBe(true);
	});

	it("answers the portal's test and starts nothing", async () => {
		for (const parameters of [{}, { events: ['InvoiceCreated'] }, { events: ['WebhookTest'] }]) {
			const answered = await openRevolv3({ parameters }).deliver(revolv3Post(revolv3Test));
			expect(answered).toMatchObject({ status: 200, ...nothing });
		}
	});

	it('lets the test fail where key or address do not fit', async () => {
		const post = revolv3Post(revolv3Test);
		const parameters = { webhookUrl: 'https://hooks.example.com/other' };
		expect((await openRevolv3({ parameters }).deliver(post)).status).toBe(401);
		const credential = { webhookKey: 'another' };
		expect((await openRevolv3({ credential }).deliver(post)).status).toBe(401);
		expect((await openRevolv3().deliver({ ...post, headers: {} })).status).toBe(401);
	});

	it('goes by the address that was entered, and by no other', async () => {
		const { address } = revolv3RefundElsewhere;
		for (const webhookUrl of [address, ` ${address} `]) {
			const receiver = openRevolv3({ parameters: { webhookUrl } });
			expect((await receiver.deliver(revolv3Post(revolv3RefundElsewhere))).items).toHaveLength(1);
			expect(await receiver.deliver(revolv3Post())).toMatchObject({ status: 401, ...nothing });
		}
		const receiver = openRevolv3();
		const answered = await receiver.deliver(revolv3Post(revolv3RefundElsewhere));
		expect(answered).toMatchObject({ status: 401, ...nothing });
	});

	// n8n 1.x does not tell a webhook its test URL.
	notInN8n1('goes by the test URL while the editor listens', async () => {
		const to = (address: string, isTest: boolean): Post => ({
			...signRevolv3(revolv3Refund.body, revolv3Refund.secret, address),
			isTest,
		});
		const deliver = async (post: Post, webhookUrl = '') =>
			(await openRevolv3({ parameters: { webhookUrl } }).deliver(post)).items.length;
		expect(await deliver(to(TEST_URL, true))).toBe(1);
		expect(await deliver(to(PRODUCTION_URL, true))).toBe(0);
		expect(await deliver(to(TEST_URL, false))).toBe(0);
		expect(await deliver(to(PRODUCTION_URL, false))).toBe(1);
		const entered = 'https://hooks.example.com/refunds';
		expect(await deliver(to(TEST_URL, true), entered)).toBe(1);
		expect(await deliver(to(entered, true), entered)).toBe(1);
		expect(await deliver(to(TEST_URL, false), entered)).toBe(0);
	});
});

const both = [
	{
		name: 'Duro',
		open: openDuro,
		header: 'duro-signature',
		field: 'signingSecret',
		secret: duroRefund.secret,
		signed: (body: string, secret: string) => signDuro(body, secret, Date.now()),
		bodyOf: (event: string, id: string): IDataObject => ({ id, type: event, data: {} }),
		events: ['invoice_created', 'subscription_created'] as const,
	},
	{
		name: 'Revolv3',
		open: openRevolv3,
		header: 'x-revolv3-signature',
		field: 'webhookKey',
		secret: revolv3Refund.secret,
		signed: (body: string, secret: string) => signRevolv3(body, secret, PRODUCTION_URL),
		bodyOf: (event: string, id: string): IDataObject => ({
			Body: JSON.stringify({ EventType: event }),
			Entropy: id,
		}),
		events: ['InvoiceCreated', 'SubscriptionCreated'] as const,
	},
];

describe.each(both)('both triggers, at $name', (provider) => {
	const { open, header, secret, events } = provider;
	const post = (event: string = events[0], id = 'id-1') =>
		provider.signed(JSON.stringify(provider.bodyOf(event, id)), secret);

	it('answer 401 to what is not signed, emit nothing and log nothing of it', async () => {
		const { rawBody, headers } = post(events[0], 'private-7731');
		const signature = String(headers[header]);
		const receiver = open();
		const unsigned: Post[] = [
			{ rawBody, headers: {} },
			{ rawBody, headers: { [header]: '' } },
			{ rawBody, headers: { [header]: 'nonsense' } },
			{ rawBody, headers: { [header]: [signature, signature] } },
			{ rawBody, headers: { [header]: `${signature}x` } },
			{ rawBody: Buffer.concat([rawBody ?? Buffer.alloc(0), Buffer.from(' ')]), headers },
			{ rawBody: Buffer.alloc(0), headers },
			{ rawBody: undefined, headers },
			provider.signed('{}', 'another secret'),
			provider.signed('{}', ''),
			provider.signed('not JSON', 'another secret'),
		];
		for (const one of unsigned) {
			expect(await receiver.deliver(one)).toEqual({
				status: 401,
				text: 'The signature is missing or does not fit.',
				...nothing,
			});
		}
		expect(receiver.logged).toHaveLength(unsigned.length);
		expect(receiver.logged.join()).not.toMatch(/7731|nonsense/);
		expect(receiver.logged.join()).not.toContain(secret);
		expect(receiver.staticData()).toEqual({});
	});

	it.each([
		null,
		{},
		{ [provider.field]: '' },
		{ [provider.field]: '   ' },
		{ [provider.field]: 7 },
	])('believe nobody while the credential is %j', async (credential) => {
		for (const key of ['', '   ', '7']) {
			const answered = await open({ credential }).deliver(provider.signed('{}', key));
			expect(answered).toMatchObject({ status: 401, ...nothing });
		}
	});

	it('do not mind the blanks that copying brings along', async () => {
		const credential = { [provider.field]: ` ${secret}\n` };
		expect((await open({ credential }).deliver(post())).items).toHaveLength(1);
	});

	it.each(['', 'not JSON', '"text"', '7', 'null', '[]', '[{}]', '{"a":', '\ufeff{}'])(
		'answer 422 to %j, although it is signed',
		async (body) => {
			const receiver = open();
			expect(await receiver.deliver(provider.signed(body, secret))).toMatchObject({
				status: 422,
				...nothing,
			});
			expect(receiver.logged).toEqual([]);
		},
	);

	it('emit whatever object is signed, with null for what it does not tell', async () => {
		const { items } = await open().deliver(provider.signed('{"a":{"b":[1]}}', secret));
		expect(items).toMatchObject([
			{ event: null, eventId: null, invoiceId: null, amountMinor: null, body: { a: { b: [1] } } },
		]);
	});

	it('emit the chosen events, and without a choice all of them', async () => {
		const [first, second] = events;
		const emitted = async (chosen: string[]) => {
			const receiver = open({ parameters: { events: chosen } });
			const counts: number[] = [];
			for (const event of [first, second, 'of_tomorrow']) {
				const { status, items } = await receiver.deliver(post(event, event));
				expect(status).toBe(200);
				counts.push(items.length);
			}
			return counts;
		};
		expect(await emitted([first])).toEqual([1, 0, 0]);
		expect(await emitted([second, first])).toEqual([1, 1, 0]);
		expect(await emitted([])).toEqual([1, 1, 1]);
		expect(await emitted(['*'])).toEqual([1, 1, 1]);
		expect((await open().deliver(post('of_tomorrow'))).items).toHaveLength(1);
	});

	it('mark what comes again, and pass it on', async () => {
		const receiver = open();
		const repeated: unknown[] = [];
		for (const id of ['id-1', 'id-1', 'id-2', 'id-1']) {
			const { items } = await receiver.deliver(post(events[0], id));
			repeated.push(...items.map((item) => item.repeated));
		}
		expect(repeated).toEqual([false, true, false, true]);
		expect(JSON.stringify(receiver.staticData())).not.toContain('id-1');
	});

	it('know a repeat although n8n lost its static data, and after a restart by it', async () => {
		const losing = open({ losesStaticData: true });
		await losing.deliver(post());
		expect(losing.staticData()).toEqual({});
		expect((await losing.deliver(post())).items).toMatchObject([{ repeated: true }]);

		const before = open();
		await before.deliver(post());
		const restarted = open({ staticData: before.staticData() });
		expect((await restarted.deliver(post())).items).toMatchObject([{ repeated: true }]);
	});

	it('know nothing of what came to another workflow', async () => {
		await open().deliver(post());
		expect((await open().deliver(post())).items).toMatchObject([{ repeated: false }]);
	});

	const signsAddress = provider.name === 'Revolv3';
	(signsAddress ? notInN8n1 : it)('keep nothing of a test', async () => {
		const workflowId = `tested ${provider.name}`;
		const address = TEST_URL;
		const { rawBody, headers } = post();
		const body = String(rawBody);
		const tested = provider.name === 'Duro' ? headers : signRevolv3(body, secret, address).headers;
		const receiver = open({ workflowId });
		expect((await receiver.deliver({ rawBody, headers: tested, isTest: true })).items).toHaveLength(
			1,
		);
		expect((await receiver.deliver(post())).items).toMatchObject([{ repeated: false }]);
	});

	it('drop what comes again, if that is chosen', async () => {
		const receiver = open({ parameters: { repeatedDeliveries: 'drop' } });
		expect((await receiver.deliver(post())).items).toHaveLength(1);
		expect(await receiver.deliver(post())).toMatchObject({ status: 200, ...nothing });
		expect((await receiver.deliver(post(events[0], 'id-2'))).items).toHaveLength(1);
	});

	it('do not count an event that was not chosen, nor one that was not signed', async () => {
		const parameters = { events: [events[0]], repeatedDeliveries: 'drop' };
		const receiver = open({ parameters });
		await receiver.deliver(post(events[1]));
		await receiver.deliver({ ...post(), headers: {} });
		expect((await receiver.deliver(post())).items).toMatchObject([{ repeated: false }]);
	});
});
