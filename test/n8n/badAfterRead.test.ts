import type { INodeParameters } from 'n8n-workflow';
import { SEED, type ProviderId } from '../../sandbox';
import { detailsOf, openBed, PROVIDERS, type Bed } from '../bed';

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

type Row = readonly [ProviderId, string, INodeParameters, string];

const jpy = { invoiceId: SEED.revolv3.zeroDecimal };
const kwd = { invoiceId: SEED.revolv3.threeDecimal };
const isk = { invoiceId: SEED.thredfi.zeroDecimal };
const percent = { refundType: 'percentage', percentage: '0.0001' };
const rows: Row[] = [
	...PROVIDERS.map((provider): Row => [
		provider,
		'a third decimal on an invoice with two',
		{ amount: '12.500' },
		provider === 'revolv3' ? 'Amount Before Tax' : 'Amount',
	]),
	...PROVIDERS.map((provider): Row => [
		provider,
		'a limit with a third decimal',
		{ amount: '12.50', options: { maximumAmount: '100.001' } },
		'Maximum Amount',
	]),
	...PROVIDERS.map((provider): Row => [
		provider,
		'a total with a third decimal',
		{ refundType: 'full', options: { maximumTotal: '100.001' } },
		'Maximum Total',
	]),
	...(['layer', 'thredfi'] as const).map((provider): Row => [
		provider,
		'a fee with a third decimal',
		{ amount: '12.50', options: { processingFee: '0.001' } },
		'Processing Fee',
	]),
	['revolv3', 'a decimal of yen', { ...jpy, amount: '12.5' }, 'Amount Before Tax'],
	['revolv3', 'a third decimal of dinars', { ...kwd, amount: '1.005' }, 'Amount Before Tax'],
	['revolv3', 'less than a yen', { ...jpy, ...percent }, 'Percentage'],
	[
		'revolv3',
		'a share of dinars with a third decimal',
		{ ...kwd, refundType: 'percentage', percentage: '33.3' },
		'Percentage',
	],
	['thredfi', 'major units of króna', { ...isk, amount: '1500' }, 'Amount Unit'],
	[
		'thredfi',
		'a limit in major units of króna',
		{ ...isk, refundType: 'full', options: { maximumAmount: '1500' } },
		'Maximum Amount',
	],
];

describe('what only the read shows to be wrong', () => {
	it.each(rows)('is refused at %s before any write: %s', async (provider, _, parameters, label) => {
		const given = { refundType: 'amount', reference: 'TICKET-81', ...parameters };
		for (const operation of ['refund', 'check'] as const) {
			bed.sandbox.reset();
			const result = await bed[operation](provider, given);
			expect(result.main).toEqual([]);
			expect(result.error.map(detailsOf)).toMatchObject([
				{ code: 'invalidParameter', outcome: 'refused' },
			]);
			expect(result.error[0]?.json.error).toContain(`'${label}'`);
			expect(bed.sandbox.requests.map(({ call }) => call)).toContain('readInvoice');
			expect(bed.sandbox.writes()).toEqual([]);
		}
	});

	it.each(PROVIDERS)(
		'is refused at %s before any write: a share below one minor unit',
		async (provider) => {
			const invoiceId = SEED[provider].paidThird;
			const result = await bed.refund(provider, { ...percent, invoiceId });
			expect(result.error.map(detailsOf)).toMatchObject([{ code: 'invalidParameter', invoiceId }]);
			expect(result.error[0]?.json.error).toContain("'Percentage'");
			expect(bed.sandbox.writes()).toEqual([]);
		},
	);

	it('does not stand in the way of amounts that fit their currency', async () => {
		const amounts: ReadonlyArray<readonly [ProviderId, INodeParameters, number, string | null]> = [
			['revolv3', { ...jpy, amount: '12' }, 12, '12'],
			['revolv3', { ...kwd, amount: '1.010' }, 1_010, '1.010'],
			['revolv3', { ...kwd, amount: '1010', amountUnit: 'minor', reference: 'B' }, 1_010, '1.010'],
			['thredfi', { ...isk, amount: '1500', amountUnit: 'minor' }, 1_500, null],
			['thredfi', { invoiceId: SEED.thredfi.euro, amount: '1.5' }, 150, '1.50'],
			['duro', { invoiceId: SEED.duro.foreignCurrency, amount: '0.01' }, 1, '0.01'],
		];
		for (const [provider, parameters, amountMinor, amount] of amounts) {
			const result = await bed.refund(provider, {
				refundType: 'amount',
				reference: 'A',
				...parameters,
			});
			expect(result.error).toEqual([]);
			expect(result.main).toMatchObject([{ json: { outcome: 'refunded', amountMinor, amount } }]);
		}
	});
});
