import { detailsOf, PROVIDERS, type Bed } from '../../bed';
import type { ProviderId } from '../../../sandbox';
import { booked, disputes, ONE_BY_ONE, outcomes, sharedBed, until } from './cases';

const own = sharedBed();

/** Ends every delay, those about to begin included: the client has left, the provider goes on. */
async function letGo({ sandbox }: Bed, provider: ProviderId): Promise<void> {
	await until(() => {
		sandbox.releaseDelays();
		return sandbox.writes(provider).every(({ status }) => status !== null);
	});
	await sandbox.idle();
}

describe.each(PROVIDERS)('an execution cancelled during a write to %s', (provider) => {
	it('sends nothing new, and running again says the truth about each item', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'delay', moment: 'afterCommit', skip: 1 });
		const second = until(() => bed.sandbox.writes(provider).length === 2);
		const { failed } = await bed.refund(provider, ONE_BY_ONE, items, { cancelAfter: second });
		expect(failed).toBeDefined();
		await letGo(bed, provider);
		expect(bed.sandbox.writes(provider)).toHaveLength(2);
		expect(booked(bed, provider, items)).toEqual(['TICKET-1', 'TICKET-2']);

		const { main, error } = await bed.refund(provider, ONE_BY_ONE, items);
		const settled = provider === 'duro' ? [] : ['alreadyRefunded'];
		expect(outcomes(main)).toEqual(['alreadyRefunded', ...settled, 'refunded', 'refunded']);
		// Duro shows no refunds: what became of the cut one can't be known.
		expect(outcomes(error)).toEqual(provider === 'duro' ? ['outcomeUnknown'] : []);
		for (const { invoice } of items) {
			expect(bed.sandbox.refunds(provider, invoice)).toHaveLength(1);
		}
	});

	it('never hears "refused" about a write that was cut before it was booked', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 1);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'delay', moment: 'beforeCommit' });
		const sent = until(() => bed.sandbox.writes(provider).length === 1);
		await bed.refund(provider, ONE_BY_ONE, items, { cancelAfter: sent });

		// Run again while the provider still has the cut write before it.
		const again = await bed.refund(provider, ONE_BY_ONE, items);
		const words = [...outcomes(again.main), ...again.error.map((item) => detailsOf(item).outcome)];
		// Where the provider shows the key, its absence lets the refund be made; under the same key.
		const atProvider = provider === 'layer' || provider === 'thredfi';
		expect(words).toEqual([atProvider ? 'refunded' : 'unknown']);
		await letGo(bed, provider);
		expect(bed.sandbox.refunds(provider, items[0]?.invoice)).toHaveLength(1);
	});
});
