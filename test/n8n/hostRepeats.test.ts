import { SEED } from '../../sandbox';
import { openBed, PROVIDERS, type Bed } from '../bed';

let bed: Bed;
beforeEach(async () => {
	bed = await openBed();
});
afterEach(async () => await bed.close());

/** What the node itself may send: where the provider takes a key, the identical request once more after doubt. */
const MOST = { duro: 2, layer: 2, revolv3: 1, thredfi: 2 };

describe.each(PROVIDERS)('n8n repeats no refund by itself at %s', (provider) => {
	it.each(['beforeCommit', 'afterCommit'] as const)(
		'after a 401 that was cut, %s',
		async (moment) => {
			bed.sandbox.fault({ provider, call: 'refund', kind: 'cut', status: 401, moment, times: 9 });
			await bed.refund(provider, { refundType: 'amount', amount: '10', reference: 'TICKET-1' });
			expect(bed.sandbox.writes(provider).length).toBeLessThanOrEqual(MOST[provider]);
			const booked = bed.sandbox.refunds(provider, SEED[provider].paid);
			expect(booked.length).toBeLessThanOrEqual(1);
		},
	);
});
