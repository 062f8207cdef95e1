import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEED, startSandbox, type Sandbox } from '../../sandbox';
import { detailsOf, openBed, type Bed, type RunSettings } from '../bed';
import { checkRequest } from '../contract/checkRequest';
import { openTap, type Tap } from '../contract/tap';

const READABLE = ['layer', 'revolv3', 'thredfi'] as const;
type Readable = (typeof READABLE)[number];

let sandbox: Sandbox;
let tap: Tap;
let bed: Bed;
beforeAll(async () => {
	sandbox = await startSandbox();
	tap = await openTap(sandbox);
});
afterAll(async () => {
	await tap.close();
	await sandbox.stop();
});
beforeEach(async () => {
	sandbox.reset();
	tap.exchanges.length = 0;
	bed = await openBed({ sandbox: tap.sandbox });
});

const run = async (
	provider: Readable | 'duro',
	parameters: INodeParameters,
	items?: IDataObject[],
	settings?: RunSettings,
) => await bed.get(provider, { resource: 'refund', ...parameters }, items, settings);

async function get(
	provider: Readable,
	refundId: IDataObject[string],
	more: INodeParameters = {},
): Promise<IDataObject> {
	const { main, error } = await run(provider, { refundId: '={{ $json.id }}', ...more }, [
		{ id: refundId },
	]);
	expect(error.map(({ json }) => json)).toEqual([]);
	return main[0]?.json ?? {};
}

async function detailsFrom(
	provider: Readable | 'duro',
	refundId: IDataObject[string],
	more: INodeParameters = {},
) {
	const { main, error } = await run(provider, { refundId: '={{ $json.id }}', ...more }, [
		{ id: refundId },
	]);
	expect(main).toEqual([]);
	return { details: detailsOf(error[0]), json: error[0]?.json ?? {} };
}

/** Each address once: a token of the run before may have to be renewed. */
const reads = () =>
	new Set(tap.exchanges.flatMap(({ sent }) => (sent.method === 'GET' ? [sent.path] : [])));

describe.each(READABLE)('a refund at %s, read by its id', (provider) => {
	const ask = { refundType: 'amount', amount: '12.50', reference: 'TICKET-81' };

	it('is shown in ten flat fields as it was refunded', async () => {
		const made = await bed.refund(provider, ask);
		const { refundId, status } = made.main[0]?.json ?? {};
		expect(refundId).toEqual(expect.any(String));
		expect(await get(provider, refundId)).toEqual({
			provider,
			refundId,
			invoiceId: SEED[provider].paid,
			status,
			isFinal: true,
			isRefunded: true,
			amount: '12.50',
			amountMinor: 1250,
			total: '12.50',
			currency: provider === 'layer' ? null : 'USD',
		});
	});

	it('shows its key and the answer of the provider where that is asked for', async () => {
		const made = await bed.refund(provider, { ...ask, simplify: false });
		const { refundId, key } = made.main[0]?.json ?? {};
		const shown = await get(provider, refundId, { simplify: false });
		expect(Object.keys(shown)).toHaveLength(14);
		expect(shown).toMatchObject({
			taxMinor: provider === 'revolv3' ? 0 : null,
			totalMinor: 1250,
		});
		expect(shown.externalId).toBe(provider === 'revolv3' ? null : key);
		expect(shown.response).toMatchObject(
			provider === 'revolv3' ? { invoiceId: Number(refundId) } : { id: refundId },
		);
	});

	it('is read with calls that the contract knows, and nothing is written', async () => {
		const id = sandbox.refundInPortal(provider, SEED[provider].paid, 1_250);
		await get(provider, id);
		const violations = tap.exchanges.flatMap(({ sent }) => checkRequest(provider, sent));
		expect(violations).toEqual([]);
		expect(reads().size).toBe(provider === 'revolv3' ? 2 : 1);
		expect(sandbox.writes()).toEqual([]);
		expect(sandbox.strayRequests).toEqual([]);
	});

	it('loses no item to another one that failed', async () => {
		const id = sandbox.refundInPortal(provider, SEED[provider].paid, 1_250);
		const { main, error } = await run(provider, { refundId: '={{ $json.id }}' }, [
			{ id: 'x' },
			{ id },
			{ id },
		]);
		expect(main.map(({ json, pairedItem }) => [json.refundId, pairedItem])).toEqual([
			[id, { item: 1 }],
			[id, { item: 2 }],
		]);
		expect(error).toHaveLength(1);
	});

	it.each([
		'',
		null,
		'../../Invoices',
		'2002/../1001',
		'%2e%2e',
		'.',
		'..',
		'2002?x=1',
		'0',
		'-1',
		'1.5',
		true,
		{},
	])('takes %j for no id, and asks nobody', async (id) => {
		const { details, json } = await detailsFrom(provider, id);
		expect(details).toMatchObject({ outcome: 'refused', code: 'invalidParameter', provider });
		expect(json.error).toContain("'Refund ID'");
		expect(tap.exchanges).toEqual([]);
	});

	it('says that there is none, in the words of the screen', async () => {
		const id = provider === 'revolv3' ? '999999' : '99999999-9999-4999-8999-999999999999';
		const { details, json } = await detailsFrom(provider, id);
		expect(details).toMatchObject({
			code: 'invoiceNotFound',
			refundId: id,
			invoiceId: null,
			amountMinor: null,
			httpStatus: 404,
			nextStep: expect.stringContaining("'Refund ID'"),
		});
		expect(json.error).toContain(`refund ${id}`);
		expect(json.message).not.toContain('This run');
	});

	it('stops the workflow where that is set, and says which item', async () => {
		const failed = await run(provider, { refundId: '={{ $json.id }}' }, [{ id: 'x' }], {
			onError: 'stopWorkflow',
		});
		expect(failed.failed?.message).toContain("'Refund ID'");
		expect(failed.failed).toMatchObject({ context: { code: 'invalidParameter', itemIndex: 0 } });
	});
});

describe('a refund at Revolv3 that is not final', () => {
	const ask = { refundType: 'amount', amount: '12.50', reference: 'TICKET-81' };

	async function begin(): Promise<string> {
		sandbox.switches.revolv3.refundStatus = 'RefundPending';
		const { main } = await bed.refund('revolv3', ask);
		expect(main[0]?.json.outcome).toBe('pending');
		sandbox.switches.revolv3.refundStatus = null;
		return String(main[0]?.json.refundId);
	}

	it('is waited for until it is made', async () => {
		const id = await begin();
		expect(await get('revolv3', id)).toMatchObject({
			status: 'RefundPending',
			isFinal: false,
			isRefunded: false,
			amount: '12.50',
		});
		sandbox.settleRefund(id, 'Refund');
		expect(await get('revolv3', id)).toMatchObject({
			status: 'Refund',
			isFinal: true,
			isRefunded: true,
			amount: '12.50',
		});
		const { main } = await bed.refund('revolv3', ask);
		expect(main[0]?.json).toMatchObject({ outcome: 'alreadyRefunded', refundId: id });
		expect(sandbox.writes()).toHaveLength(1);
	});

	it.each(['RefundDeclined', 'RefundFailed'])(
		'gives its reference back when it ends as %s',
		async (status) => {
			const id = await begin();
			sandbox.settleRefund(id, status);
			expect(await get('revolv3', id)).toMatchObject({
				status,
				isFinal: true,
				isRefunded: false,
			});
			const { main } = await bed.refund('revolv3', ask);
			expect(main[0]?.json).toMatchObject({ outcome: 'refunded', amountMinor: 1250 });
			expect(main[0]?.json.refundId).not.toBe(id);
			const again = await bed.refund('revolv3', ask);
			expect(again.main[0]?.json).toMatchObject({ outcome: 'alreadyRefunded' });
			const booked = sandbox.refunds('revolv3', SEED.revolv3.paid);
			expect(booked.filter((refund) => refund.status !== status)).toHaveLength(1);
		},
	);

	it('is not called final in a status that nobody has documented', async () => {
		const id = await begin();
		sandbox.settleRefund(id, 'RefundReviewed');
		expect(await get('revolv3', id)).toMatchObject({ isFinal: false, isRefunded: false });
	});
});

describe('the tax of a refund at Revolv3', () => {
	it.each([
		[
			'is told apart where the child tells it',
			'own',
			{ amountMinor: 2000, total: '22.00', taxMinor: 200, totalMinor: 2200 },
		],
		// A split of what went back could be another one: no amount is better than a guessed one.
		[
			'is not guessed where the child repeats the original',
			'repeated',
			{ amountMinor: null, total: '22.00', taxMinor: null, totalMinor: 2200 },
		],
	] as const)('%s', async (_, childNumbers, told) => {
		sandbox.switches.revolv3.childNumbers = childNumbers;
		const id = sandbox.refundInPortal('revolv3', SEED.revolv3.taxed, 2_000);
		expect(await get('revolv3', id, { simplify: false })).toMatchObject(told);
	});
});

it('says that an invoice of Revolv3 is no refund', async () => {
	const { details, json } = await detailsFrom('revolv3', SEED.revolv3.paid);
	expect(details).toMatchObject({ code: 'invoiceNotFound', refundId: SEED.revolv3.paid });
	expect(json.error).toContain('not a refund');
	expect(json.error).toContain("'Refund ID'");
});

it('counts a refund in kronur in the units of Thredfi alone', async () => {
	const id = sandbox.refundInPortal('thredfi', SEED.thredfi.zeroDecimal, 1_250);
	expect(await get('thredfi', id)).toMatchObject({
		amount: null,
		amountMinor: 1250,
		currency: 'ISK',
	});
});

it.each([
	['pending', false, true],
	['processing', false, true],
	['paid', true, true],
	['failed', true, false],
	['cancelled', true, false],
])('says how a refund of Thredfi stands that is %s', async (status, isFinal, isRefunded) => {
	const id = sandbox.refundInPortal('thredfi', SEED.thredfi.paid, 1_250, { status });
	expect(await get('thredfi', id)).toMatchObject({ status, isFinal, isRefunded });
});

it.each(['layer', 'thredfi'] as const)('%s asks for the business first', async (provider) => {
	const id = '99999999-9999-4999-8999-999999999999';
	const { details, json } = await detailsFrom(provider, id, { businessId: 'x' });
	expect(details).toMatchObject({ code: 'invalidParameter' });
	expect(json.error).toContain("'Business ID'");
	expect(tap.exchanges).toEqual([]);
});

it('asks Duro for nothing, which gives refunds no ids', async () => {
	const { details, json } = await detailsFrom('duro', 'inv_1');
	expect(details).toMatchObject({ code: 'invalidParameter' });
	expect(json.error).toContain("'Resource'");
	expect(tap.exchanges).toEqual([]);
});
