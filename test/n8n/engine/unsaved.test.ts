import { detailsOf, PROVIDERS } from '../../bed';
import { disputes, FROM_ITEM, outcomes, sharedBed } from './cases';

const own = sharedBed();
const unsaved = { workflowId: '' };

describe.each(PROVIDERS)('a workflow that was never saved, at %s', (provider) => {
	const remembersBesideTheWorkflow = provider === 'duro' || provider === 'revolv3';

	it('refunds only where the provider itself shows what was refunded', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 2);
		const { main, error } = await bed.refund(provider, FROM_ITEM, items, unsaved);
		if (remembersBesideTheWorkflow) {
			expect(main).toEqual([]);
			expect(outcomes(error)).toEqual(['memoryUnavailable', 'memoryUnavailable']);
			expect(error.map((item) => detailsOf(item).outcome)).toEqual(['refused', 'refused']);
			expect(bed.sandbox.writes(provider)).toEqual([]);
		} else {
			expect(outcomes(main)).toEqual(['refunded', 'refunded']);
		}
	});

	it('says in a check what Refund would do', async () => {
		const { bed } = own;
		const { main } = await bed.check(provider, FROM_ITEM, disputes(bed, provider, 1), unsaved);
		expect(main[0]?.json.wouldRefund).toBe(!remembersBesideTheWorkflow);
		const reasons = remembersBesideTheWorkflow ? [{ code: 'memoryUnavailable' }] : [];
		expect(main[0]?.json.reasons).toMatchObject(reasons);
	});
});
