import { openBed, type Bed } from '../../bed';

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
