import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEED, type ProviderId } from '../../sandbox';
import { detailsOf, openBed, PROVIDERS, type Bed } from '../bed';
import { paid } from './engine/cases';

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
let workflow = 0;
beforeEach(() => {
	bed.sandbox.reset();
	workflow += 1; // a workflow of its own, so that no test remembers another's refunds
});
afterAll(async () => await bed.close());

/** 10.00 under TICKET-81, unless said otherwise. */
const refund = async (
	provider: ProviderId,
	parameters: INodeParameters = {},
	items?: IDataObject[],
) =>
	await bed.refund(
		provider,
		{ refundType: 'amount', amount: '10.00', reference: 'TICKET-81', ...parameters },
		items,
		{ workflowId: `refusals-${workflow}` },
	);
const check = async (provider: ProviderId, parameters: INodeParameters = {}) => {
	const given = { refundType: 'amount', amount: '10.00', reference: 'TICKET-81', ...parameters };
	return await bed.check(provider, given, [{}], { workflowId: `refusals-${workflow}` });
};
const reasonsOf = (result: Awaited<ReturnType<typeof check>>) => {
	const reasons = result.main[0]?.json.reasons;
	return Array.isArray(reasons)
		? reasons.map((reason) => (reason as { readonly code: string }).code)
		: detailsOf(result.error[0]).code;
};

async function expectRefused(provider: ProviderId, code: string, parameters: INodeParameters = {}) {
	const before = bed.sandbox.writes().length;
	const result = await refund(provider, parameters);
	expect(result.main).toEqual([]);
	expect(result.error.map(detailsOf)).toMatchObject([{ outcome: 'refused', code, provider }]);
	expect(bed.sandbox.writes()).toHaveLength(before);
	return result.error[0]?.json ?? {};
}

const ELSEWHERE: Record<ProviderId, string> = {
	duro: 'inv_9999',
	layer: 'a1000000-0000-4000-8000-00000000ffff',
	revolv3: '9999',
	thredfi: 'b1000000-0000-4000-8000-00000000ffff',
};

describe('a credential that is turned down', () => {
	it.each([
		['duro', { secretKey: 'sk_test_wrong' }],
		['layer', { clientSecret: 'wrong' }],
		['revolv3', { token: 'wrong' }],
		['thredfi', { apiKey: 'wrong' }],
	] as const)('is credentialRejected at %s, in refund, check and get', async (provider, wrong) => {
		const other = await openBed({ sandbox: bed.sandbox });
		other.n8n.editCredential(`${provider}Api`, wrong);
		const parameters = { refundType: 'amount', amount: '10.00', reference: 'TICKET-81' };
		for (const operation of ['refund', 'checkRefund', 'get'] as const) {
			const result = await other.run(provider, operation, parameters);
			expect(result.error.map(detailsOf)).toMatchObject([{ code: 'credentialRejected' }]);
			expect(JSON.stringify(result.error)).not.toContain(Object.values(wrong).join());
		}
		expect(bed.sandbox.writes()).toEqual([]);
	});

	it('is refused at duro without any request where it holds a publishable key', async () => {
		const other = await openBed({ sandbox: bed.sandbox });
		other.n8n.editCredential('duroApi', { secretKey: 'pk_test_0001' });
		const result = await other.refund('duro', { refundType: 'full' }, [{}, {}]);
		expect(result.error.map((item) => detailsOf(item).code)).toEqual([
			'credentialRejected',
			'credentialRejected',
		]);
		expect([...bed.sandbox.requests, ...bed.sandbox.strayRequests]).toEqual([]);
	});
});

describe.each(PROVIDERS)('at %s', (provider) => {
	it('an invoice that is not there is invoiceNotFound', async () => {
		const parameters = { invoiceId: ELSEWHERE[provider] };
		const json = await expectRefused(provider, 'invoiceNotFound', parameters);
		expect(json.error).toContain(ELSEWHERE[provider]);
		expect(reasonsOf(await check(provider, parameters))).toBe('invoiceNotFound');
	});

	it('three invoices that are not there are each invoiceNotFound, as one is', async () => {
		const last = ELSEWHERE[provider].slice(-1);
		const items = [1, 2, 3].map((step) => ({
			id: ELSEWHERE[provider].replace(/.$/, (parseInt(last, 16) - step).toString(16)),
		}));
		const result = await refund(
			provider,
			{ invoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			items,
		);
		expect(result.error.map(detailsOf)).toMatchObject(
			items.map(({ id }) => ({ outcome: 'refused', code: 'invoiceNotFound', invoiceId: id })),
		);
		expect(bed.sandbox.writes()).toEqual([]);
	});

	it('the same reference for another amount is referenceConflict', async () => {
		expect((await refund(provider)).error).toEqual([]);
		await expectRefused(provider, 'referenceConflict', { amount: '10.01' });
	});

	it('a further refund without a reference is alreadyHasRefund', async () => {
		expect((await refund(provider)).error).toEqual([]);
		await expectRefused(provider, 'alreadyHasRefund', {
			reference: '',
			...(provider === 'duro' ? { refundType: 'full' } : {}),
		});
	});

	it('more than was paid is amountTooHigh', async () => {
		const json = await expectRefused(provider, 'amountTooHigh', { amount: '5000.01' });
		expect(json.error).toMatch(/Only \d+\.00.*5000\.01/);
		expect(reasonsOf(await check(provider, { amount: '5000.01' }))).toEqual(['amountTooHigh']);
	});

	it('more than Maximum Amount is limitExceeded, and exactly as much is not', async () => {
		const limited = (maximumAmount: string) => ({ options: { maximumAmount } });
		await expectRefused(provider, 'limitExceeded', limited('9.99'));
		await expectRefused(provider, 'limitExceeded', { refundType: 'full', ...limited('9.99') });
		expect(reasonsOf(await check(provider, limited('9.99')))).toEqual(['limitExceeded']);
		expect((await refund(provider, limited('10.00'))).error).toEqual([]);
	});

	it('what would take the run above Maximum Total is limitExceeded, and the rest goes on', async () => {
		const items = ['1', '2', '3', '4'].map((reference) => ({ reference }));
		const result = await refund(
			provider,
			{ reference: '={{ $json.reference }}', options: { maximumTotal: '25', concurrency: 20 } },
			items,
		);
		expect(result.main).toHaveLength(2);
		expect(result.error.map((item) => detailsOf(item).code)).toEqual([
			'limitExceeded',
			'limitExceeded',
		]);
		expect(bed.sandbox.writes()).toHaveLength(2);
	});

	it('a check of several invoices allows as many as Refund would send under Maximum Total', async () => {
		const items = [1, 2, 3].map(() => ({ id: bed.sandbox.addInvoice(provider, paid(provider)) }));
		const result = await bed.check(
			provider,
			{
				invoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				refundType: 'amount',
				amount: '10.00',
				reference: 'TICKET-81',
				options: { maximumTotal: '10' },
			},
			items,
			{ workflowId: `refusals-${workflow}` },
		);
		expect(result.main.map(({ json }) => json.wouldRefund)).toEqual([true, false, false]);
		expect(result.main.slice(1)).toMatchObject(
			[1, 2].map(() => ({ json: { reasons: [{ code: 'limitExceeded' }] } })),
		);
	});

	it('Maximum Total is that of the first item, however large another item says it is', async () => {
		const items = [
			{ reference: '1', limit: '15' },
			{ reference: '2', limit: '1000' },
		];
		const result = await refund(
			provider,
			{ reference: '={{ $json.reference }}', options: { maximumTotal: '={{ $json.limit }}' } },
			items,
		);
		expect(result.error.map((item) => detailsOf(item).code)).toEqual(['limitExceeded']);
		expect(bed.sandbox.writes()).toHaveLength(1);
	});

	it('Maximum Total is read in the first item’s unit', async () => {
		const items = [
			{ reference: '1', unit: 'minor', amount: '1000' },
			{ reference: '2', unit: 'major', amount: '10.00' },
		];
		const result = await refund(
			provider,
			{
				reference: '={{ $json.reference }}',
				amount: '={{ $json.amount }}',
				amountUnit: '={{ $json.unit }}',
				options: { maximumTotal: '1500' },
			},
			items,
		);
		expect(result.error.map((item) => detailsOf(item).code)).toEqual(['limitExceeded']);
		expect(bed.sandbox.writes()).toHaveLength(1);
	});
});

describe('a business that is not the one', () => {
	it.each([
		['layer', 'cc000000-0000-4000-8000-000000000001'],
		['thredfi', 'cc000000-0000-4000-8000-000000000001'],
	] as const)(
		'is invoiceNotFound at %s where it is not there, and is named',
		async (provider, businessId) => {
			const json = await expectRefused(provider, 'invoiceNotFound', { businessId });
			expect(json.error).toContain(businessId);
		},
	);

	it.each(['layer', 'thredfi'] as const)(
		'is invoiceNotFound at %s where it is another',
		async (provider) => {
			const businessId = bed.sandbox.otherBusinessId[provider];
			await expectRefused(provider, 'invoiceNotFound', { businessId });
		},
	);
});

describe('a currency that is not the expected one', () => {
	it.each([
		['duro', 'USD'],
		['revolv3', 'EUR'],
		['thredfi', 'EUR'],
	] as const)('is currencyMismatch at %s', async (provider, expectedCurrency) => {
		const options = { expectedCurrency };
		await expectRefused(provider, 'currencyMismatch', { options });
		expect(reasonsOf(await check(provider, { options }))).toEqual(['currencyMismatch']);
	});

	it('is currencyMismatch also for a refund that is there already', async () => {
		expect((await refund('thredfi')).error).toEqual([]);
		await expectRefused('thredfi', 'currencyMismatch', { options: { expectedCurrency: 'EUR' } });
	});

	it('stands in nobody’s way where it is right', async () => {
		const options = { expectedCurrency: 'ngn' };
		expect((await refund('duro', { options })).error).toEqual([]);
	});
});

describe('an invoice that takes no refund', () => {
	it.each([
		...(['open', 'draft', 'uncollectible', 'voided'] as const).map(
			(name) => ['duro', name, SEED.duro[name]] as const,
		),
		...(['open', 'voided', 'writtenOff', 'fullyRefunded'] as const).map(
			(name) => ['layer', name, SEED.layer[name]] as const,
		),
		...(['open', 'voided', 'noncollectable'] as const).map(
			(name) => ['revolv3', name, SEED.revolv3[name]] as const,
		),
		...(['open', 'voided', 'draft', 'fullyRefunded'] as const).map(
			(name) => ['thredfi', name, SEED.thredfi[name]] as const,
		),
	])('is notRefundable at %s: %s', async (provider, _, invoiceId) => {
		for (const asked of [
			{},
			{ refundType: 'full' },
			{ refundType: 'percentage', percentage: '50' },
		]) {
			await expectRefused(provider, 'notRefundable', { invoiceId, ...asked });
		}
		const checked = await check(provider, { invoiceId });
		expect(checked.main).toMatchObject([{ json: { wouldRefund: false } }]);
		expect([reasonsOf(checked)].flat()[0]).toBe('notRefundable');
	});

	it('is notRefundable at thredfi where it is overdue and nothing was paid', async () => {
		const spec = { status: 'overdue', totalMinor: 5_000, paidMinor: 0, currency: 'USD' };
		const invoiceId = bed.sandbox.addInvoice('thredfi', spec);
		await expectRefused('thredfi', 'notRefundable', { invoiceId });
	});

	it('is notRefundable at revolv3 where it is itself a refund', async () => {
		const made = await refund('revolv3');
		const invoiceId = String(made.main[0]?.json.refundId);
		const json = await expectRefused('revolv3', 'notRefundable', { invoiceId, reference: 'X' });
		expect(json.error).toContain('itself a refund');
	});
});

describe('earlier refunds', () => {
	it('that are not final are refundPending, before alreadyHasRefund', async () => {
		const invoiceId = SEED.revolv3.refundPending;
		await expectRefused('revolv3', 'refundPending', { invoiceId });
		expect(reasonsOf(await check('revolv3', { invoiceId }))).toEqual([
			'refundPending',
			'alreadyHasRefund',
		]);
		await expectRefused('revolv3', 'refundPending', {
			invoiceId,
			options: { allowEarlierRefunds: true },
		});
	});

	it.each(['layer', 'revolv3', 'thredfi'] as const)(
		'nobody can explain are alreadyHasRefund at %s, until a person allows them',
		async (provider) => {
			const invoiceId = SEED[provider].partlyRefunded;
			await expectRefused(provider, 'alreadyHasRefund', { invoiceId });
			expect(reasonsOf(await check(provider, { invoiceId }))).toEqual(['alreadyHasRefund']);
			const options = { allowEarlierRefunds: true };
			expect((await refund(provider, { invoiceId, options })).error).toEqual([]);
			expect(bed.sandbox.writes()).toHaveLength(1);
		},
	);

	it.each(['layer', 'thredfi'] as const)(
		'of our own stand in no other reference’s way at %s',
		async (provider) => {
			const invoiceId = SEED[provider].partlyRefundedByUs;
			await expectRefused(provider, 'alreadyHasRefund', { invoiceId, reference: '' });
			expect((await refund(provider, { invoiceId })).error).toEqual([]);
		},
	);

	it('that took everything are alreadyHasRefund at revolv3, allowed or not', async () => {
		const invoiceId = SEED.revolv3.fullyRefunded;
		for (const allowEarlierRefunds of [false, true]) {
			const options = { allowEarlierRefunds };
			await expectRefused('revolv3', 'alreadyHasRefund', { invoiceId, options });
			await expectRefused('revolv3', 'alreadyHasRefund', {
				invoiceId,
				refundType: 'full',
				options,
			});
		}
	});

	it('leave less than is asked: amountTooHigh', async () => {
		const invoiceId = SEED.layer.partlyRefundedByUs;
		await expectRefused('layer', 'amountTooHigh', { invoiceId, amount: '150.01' });
		await expectRefused('layer', 'amountTooHigh', {
			invoiceId,
			refundType: 'percentage',
			percentage: '76',
		});
	});

	it.each([
		['layer', { call: 'listRefunds', kind: 'missingAllocations' }],
		['layer', { call: 'listRefunds', kind: 'brokenJson' }],
		['revolv3', { call: 'listRefunds', kind: 'brokenJson' }],
	] as const)(
		'that cannot be read are earlierRefundsUnknown at %s: %j',
		async (provider, fault) => {
			bed.sandbox.fault({ provider, ...fault, times: Infinity });
			const invoiceId = SEED[provider].partlyRefunded;
			await expectRefused(provider, 'earlierRefundsUnknown', { invoiceId });
			expect(reasonsOf(await check(provider, { invoiceId }))).toEqual(['earlierRefundsUnknown']);
			const options = { allowEarlierRefunds: true };
			await expectRefused(provider, 'earlierRefundsUnknown', {
				invoiceId,
				refundType: 'full',
				options,
			});
		},
	);

	it('that the invoice tells of and the list hides are earlierRefundsUnknown at revolv3', async () => {
		bed.sandbox.switches.revolv3.listShowsChildren = false;
		const spec = { status: 'PartialRefund', totalMinor: 10_000, currency: 'USD' };
		const invoiceId = bed.sandbox.addInvoice('revolv3', spec);
		await expectRefused('revolv3', 'earlierRefundsUnknown', { invoiceId });
	});

	it.each(['failed', 'cancelled'])(
		'under this reference that are %s at thredfi are referenceSpent, and no other is booked',
		async (status) => {
			const made = await refund('thredfi');
			bed.sandbox.settleRefund(String(made.main[0]?.json.refundId), status);
			const result = await refund('thredfi');
			// The invoice shows it no more, so that only the answer to the same key may tell.
			expect(result.error.map(detailsOf)).toMatchObject([
				{ outcome: 'refused', code: 'referenceSpent' },
			]);
			expect(result.error[0]?.json.error).toContain(status);
			expect(bed.sandbox.refunds('thredfi', SEED.thredfi.paid)).toMatchObject([
				{ status, counts: false },
			]);
			expect((await refund('thredfi', { reference: 'TICKET-81 again' })).error).toEqual([]);
		},
	);
});

describe('limits', () => {
	it('count the tax that revolv3 gives back on top', async () => {
		const invoiceId = SEED.revolv3.taxed;
		await expectRefused('revolv3', 'limitExceeded', {
			invoiceId,
			options: { maximumAmount: '10.99' },
		});
		await expectRefused('revolv3', 'limitExceeded', {
			invoiceId,
			options: { maximumTotal: '10.99' },
		});
		const exact = { maximumAmount: '11.00', maximumTotal: '11.00' };
		expect((await refund('revolv3', { invoiceId, options: exact })).error).toEqual([]);
	});

	it.each([
		['duro', [SEED.duro.paid, SEED.duro.foreignCurrency]],
		['thredfi', [SEED.thredfi.paid, SEED.thredfi.euro]],
	] as const)(
		'cannot be held over several currencies at %s, so the second is refused',
		async (provider, ids) => {
			const result = await refund(
				provider,
				{
					invoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					options: { maximumTotal: '1000', concurrency: 1 },
				},
				ids.map((id) => ({ id })),
			);
			expect(result.main).toHaveLength(1);
			expect(result.error.map(detailsOf)).toMatchObject([
				{ code: 'limitExceeded', invoiceId: ids[1] },
			]);
			expect(bed.sandbox.writes()).toHaveLength(1);
		},
	);

	it('are not used up by refunds that were there before', async () => {
		expect((await refund('thredfi')).error).toEqual([]);
		const result = await refund(
			'thredfi',
			{ reference: '={{ $json.reference }}', options: { maximumTotal: '10' } },
			[{ reference: 'TICKET-81' }, { reference: 'TICKET-82' }],
		);
		expect(result.main.map(({ json }) => json.outcome)).toEqual(['alreadyRefunded', 'refunded']);
	});
});

describe.each(['duro', 'revolv3'] as const)('a store that fails, at %s', (provider) => {
	it('is memoryUnavailable, and nothing is sent', async () => {
		bed.store.failNext(1);
		const json = await expectRefused(provider, 'memoryUnavailable');
		expect(json.error).toContain('store');
		expect((await refund(provider)).error).toEqual([]);
	});

	it('is what a check says too: Refund would not send', async () => {
		bed.store.failNext(1_000);
		const reasons = reasonsOf(await check(provider));
		bed.store.failNext(0);
		expect(reasons).toEqual(['memoryUnavailable']);
	});
});

describe('several reasons', () => {
	it('are told by check in order of precedence, and refund says the first', async () => {
		const parameters = {
			invoiceId: SEED.revolv3.refundPending,
			amount: '9999',
			options: { expectedCurrency: 'EUR', maximumAmount: '1', maximumTotal: '2' },
		};
		expect(reasonsOf(await check('revolv3', parameters))).toEqual([
			'currencyMismatch',
			'refundPending',
			'alreadyHasRefund',
			'amountTooHigh',
			'limitExceeded',
			'limitExceeded',
		]);
		await expectRefused('revolv3', 'currencyMismatch', parameters);
		expect(bed.sandbox.writes()).toEqual([]);
	});
});
