import type { IDataObject } from 'n8n-workflow';
import { SEED, type ProviderId } from '../../sandbox';
import { detailsOf, openBed, PROVIDERS, type Bed } from '../bed';
import { ITEM_KEYS } from '../contract/itemKeys';

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

let workflow = 0;
const fresh = () => ({ workflowId: `shapes-${++workflow}` });
const asked = { refundType: 'amount', amount: '12.50', reference: 'TICKET-81' };

const expected: Record<ProviderId, IDataObject> = {
	duro: { refundId: null, currency: 'NGN', status: 'recorded' },
	layer: { refundId: expect.any(String) as string, currency: null, status: 'PAID' },
	revolv3: {
		refundId: expect.stringMatching(/^\d+$/) as string,
		currency: 'USD',
		status: 'PartialRefund',
	},
	thredfi: {
		refundId: expect.any(String) as string,
		currency: 'USD',
		status: 'paid',
	},
};
const refundItem = (provider: ProviderId): IDataObject => ({
	outcome: 'refunded',
	provider,
	invoiceId: SEED[provider].paid,
	amount: '12.50',
	amountMinor: 1250,
	total: '12.50',
	reference: 'TICKET-81',
	...expected[provider],
});

describe.each(PROVIDERS)('what comes out at %s', (provider) => {
	it('for a refund: exactly the ten keys, and the item it belongs to', async () => {
		const result = await bed.refund(provider, asked, [{ seat: 'A1' }], fresh());
		expect(result.main).toEqual([{ json: refundItem(provider), pairedItem: { item: 0 } }]);
		expect(result.error).toEqual([]);
	});

	it('with Simplify off: tax, total, key and the provider’s answer on top, and nothing else', async () => {
		const result = await bed.refund(provider, { ...asked, simplify: false }, [{}], fresh());
		const [item] = result.main;
		expect(item?.json).toEqual({
			...refundItem(provider),
			taxMinor: provider === 'revolv3' ? 0 : null,
			totalMinor: 1250,
			key: expect.stringMatching(/^n8nr1-[0-9a-f]{40}$/) as string,
			response: expect.any(Object) as IDataObject,
		});
		expect(JSON.stringify(item)).not.toMatch(/X-Amz|Signature=|document_url/);
	});

	const checkItem = (): IDataObject => ({
		wouldRefund: true,
		reasons: [],
		message: expect.stringMatching(/^12\.50( [A-Z]{3})? would be refunded\./) as string,
		provider,
		invoiceId: SEED[provider].paid,
		amount: '12.50',
		total: '12.50',
		refundable: provider === 'duro' ? null : '100.00',
		currency: expected[provider].currency ?? null,
		reference: 'TICKET-81',
	});

	it('for a check: exactly the ten documented keys', async () => {
		const result = await bed.check(provider, asked);
		expect(result.main).toEqual([{ json: checkItem(), pairedItem: { item: 0 } }]);
		expect(Object.keys(result.main[0]?.json ?? {})).toEqual(ITEM_KEYS.check);
		expect(bed.sandbox.writes()).toEqual([]);
	});

	it('for a check with Simplify off: minor units, status, key and the invoice on top', async () => {
		const result = await bed.check(provider, { ...asked, simplify: false });
		expect(result.main[0]?.json).toEqual({
			...checkItem(),
			amountMinor: 1250,
			taxMinor: provider === 'revolv3' ? 0 : null,
			totalMinor: 1250,
			refundableMinor: provider === 'duro' ? null : 10_000,
			status: { duro: 'paid', layer: 'PAID', revolv3: 'Paid', thredfi: 'PAID' }[provider],
			key: expect.stringMatching(/^n8nr1-[0-9a-f]{40}$/) as string,
			response: expect.any(Object) as IDataObject,
		});
		expect(bed.sandbox.writes()).toEqual([]);
	});

	it('for a check of what is refunded: it would not be again, for that one reason', async () => {
		const settings = fresh();
		await bed.refund(provider, asked, [{}], settings);
		const result = await bed.check(provider, asked, [{}], settings);
		const message = expect.stringMatching(/ was made before, under the same reference\./) as string;
		expect(result.main.map(({ json }) => json)).toEqual([
			{
				...checkItem(),
				wouldRefund: false,
				reasons: [{ code: 'alreadyRefunded', message }],
				message,
				refundable: provider === 'duro' ? null : '87.50',
			},
		]);
		expect(bed.sandbox.writes()).toHaveLength(1);
	});

	it('for a failure on the regular output: exactly error, message and details', async () => {
		const result = await bed.refund(provider, { ...asked, amount: '99999' }, [{ seat: 'A1' }], {
			...fresh(),
			onError: 'continueRegularOutput',
		});
		expect(result.main).toEqual([
			{
				json: {
					error: expect.stringMatching(/^\S.+$/) as string,
					message: expect.stringMatching(/\[item 0\]$/) as string,
					details: {
						outcome: 'refused',
						code: 'amountTooHigh',
						provider,
						invoiceId: SEED[provider].paid,
						reference: 'TICKET-81',
						amountMinor: 9_999_900,
						refundId: null,
						confirmedMinor: null,
						httpStatus: null,
						providerCode: null,
						providerMessage: null,
						nextStep: expect.stringMatching(/^[A-Z].+\.$/) as string,
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(String(result.main[0]?.json.error)).not.toContain('\n');
		expect(result.main[0]?.json.message).toContain(String(result.main[0]?.json.error));
	});

	it('for a failure on the error output: the same, with the input merged in by n8n', async () => {
		const result = await bed.refund(provider, { ...asked, amount: 'x' }, [{ seat: 'A1' }], fresh());
		expect(Object.keys(result.error[0]?.json ?? {}).sort()).toEqual(
			['details', 'error', 'message', 'seat'].sort(),
		);
		expect(Object.keys(detailsOf(result.error[0]))).toEqual(ITEM_KEYS.details);
	});

	it('for an invoice: what is left of it, and with Simplify off the provider’s object', async () => {
		const get = async (simplify: boolean) => await bed.get(provider, { simplify });
		const simple = (await get(true)).main[0]?.json ?? {};
		expect(simple).toMatchObject({ provider, invoiceId: SEED[provider].paid, canBeRefunded: true });
		expect(simple).toMatchObject(
			provider === 'duro'
				? { paid: '5000.00', refunded: null, refundable: null, refundableMinor: null }
				: { paid: '100.00', refunded: '0.00', refundable: '100.00', refundableMinor: 10_000 },
		);
		expect(simple.refundCount).toBe(provider === 'duro' ? null : 0);
		expect(Object.keys(simple)).toHaveLength(10);
		expect((await get(false)).main[0]?.json).toEqual({
			...simple,
			paidMinor: provider === 'duro' ? 500_000 : 10_000,
			refundedMinor: provider === 'duro' ? null : 0,
			taxMinor: provider === 'revolv3' ? 0 : null,
			response: expect.any(Object) as IDataObject,
		});
		expect(bed.sandbox.writes()).toEqual([]);
	});

	it('pairs every item with the one it came from, wherever it goes', async () => {
		const items = ['10', 'x', '11', '', '12'].map((amount, index) => ({
			amount,
			reference: `R${index}`,
		}));
		const parameters = {
			...asked,
			amount: '={{ $json.amount }}',
			reference: '={{ $json.reference }}',
		};
		const result = await bed.refund(provider, parameters, items, fresh());
		expect(result.main.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
			{ item: 4 },
		]);
		expect(result.main.map(({ json }) => json.amountMinor)).toEqual([1000, 1100, 1200]);
		expect(result.error.map(({ json }) => json.reference)).toEqual(['R1', 'R3']);
	});
});
