import { detailsOf, openBed, type Bed } from '../../bed';

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

describe.each(['duro', 'revolv3'] as const)('an attempt in doubt at %s', (provider) => {
	it.each([
		['of another amount', { refundType: 'amount', amount: '30.00' }],
		['of all that is left', { refundType: 'full', options: { allowEarlierRefunds: true } }],
	])(
		'keeps its claim when the same run asks for a refund %s under its key',
		async (what, other) => {
			Object.assign(bed.sandbox.switches.revolv3, {
				listShowsChildren: false,
				customerListShowsChildren: false,
			});
			const settings = { workflowId: `doubt-kept-${provider}-${what}` };
			const first = { refundType: 'amount', amount: '20.00', reference: 'TICKET-1' };
			const moment = 'afterCommit';
			bed.sandbox.fault({ provider, call: 'refund', kind: 'drop', moment, times: 2 });
			const items = [first, { amount: '', ...other, reference: 'TICKET-1' }];
			await bed.refund(
				provider,
				{
					refundType: '={{ $json.refundType }}',
					amount: '={{ $json.amount }}',
					reference: '={{ $json.reference }}',
					options: 'options' in other ? other.options : {},
				},
				items.map((item) => ({ ...item, options: null })),
				settings,
			);
			bed.sandbox.clearFaults();
			await bed.refund(provider, first, [{}], settings);
			expect(bed.sandbox.refunds(provider).filter(({ source }) => source === 'api')).toHaveLength(
				1,
			);
		},
	);
});

describe.each(['duro', 'revolv3'] as const)('a fifth refund of one invoice at %s', (provider) => {
	it('is refused with the reason while four others are in doubt', async () => {
		Object.assign(bed.sandbox.switches.revolv3, {
			listShowsChildren: false,
			customerListShowsChildren: false,
		});
		const settings = { workflowId: `fifth-${provider}` };
		const of = (number: number) => ({
			refundType: 'amount',
			amount: `${number}.00`,
			reference: `TICKET-${number}`,
		});
		for (const number of [1, 2, 3, 4]) {
			bed.sandbox.fault({
				provider,
				call: 'refund',
				kind: 'drop',
				moment: 'afterCommit',
				times: 2,
			});
			await bed.refund(provider, of(number), [{}], settings);
			bed.sandbox.clearFaults();
		}
		const { error } = await bed.refund(provider, of(5), [{}], settings);
		expect(detailsOf(error[0]).code).toBe('earlierRefundsUnknown');
		expect(JSON.stringify(error[0]?.json)).toContain('Four refunds of invoice');
		expect(bed.sandbox.refunds(provider).filter(({ source }) => source === 'api')).toHaveLength(4);
	});
});
