import { loadProcess, openBed, PROVIDERS, type Bed, type LoadedProcess } from '../../bed';
import { disputes, FROM_ITEM, outcomes } from './cases';

/** What a pause of a millisecond would hide: everything here waits as long as it does in n8n. */
jest.setTimeout(240_000);

let production: LoadedProcess;
let bed: Bed;
let runs = 0;
beforeAll(() => {
	production = loadProcess({ profile: 'production', freshProcess: true });
});
beforeEach(async () => {
	runs += 1;
	bed = await openBed({ process: production, workflowId: `production-${runs}` });
});
afterEach(async () => await bed.close());

const wasMade = (count: number) => Array.from({ length: count }, () => 'refunded');

describe.each(PROVIDERS)('with the waits of production, at %s', (provider) => {
	const call = 'refund';
	const items = (count: number) => disputes(bed, provider, count);

	it('a run is refunded, and known in the next one', async () => {
		const list = items(5);
		expect(outcomes((await bed.refund(provider, FROM_ITEM, list)).main)).toEqual(wasMade(5));
		const again = await bed.refund(provider, FROM_ITEM, list);
		expect(outcomes(again.main)).toEqual(list.map(() => 'alreadyRefunded'));
		expect(bed.sandbox.writes(provider)).toHaveLength(5);
	});

	it('a limit in the middle of a run is waited for, and every item is refunded', async () => {
		bed.sandbox.fault({
			provider,
			call,
			kind: 'status',
			status: 429,
			retryAfter: 1,
			skip: 2,
			times: 2,
		});
		const { main, error } = await bed.refund(provider, FROM_ITEM, items(6));
		expect(error).toEqual([]);
		expect(outcomes(main)).toEqual(wasMade(6));
	});

	it('two processes that get the same refunds make each once', async () => {
		const other = await openBed({
			sandbox: bed.sandbox,
			store: bed.store,
			workflowId: `production-${runs}`,
			process: loadProcess({ profile: 'production', freshProcess: true }),
		});
		const list = items(3);
		const both = await Promise.all([
			bed.refund(provider, FROM_ITEM, list),
			other.refund(provider, FROM_ITEM, list),
		]);
		expect(both.flatMap(({ error }) => error)).toEqual([]);
		// Where the provider knows the key, both may have sent it, and both hear of the one refund.
		const words = both.flatMap(({ main }) => outcomes(main));
		expect(words).toHaveLength(6);
		expect(words.filter((word) => word === 'refunded').length).toBeGreaterThanOrEqual(3);
		expect(words.filter((word) => !/^(?:refunded|alreadyRefunded)$/.test(String(word)))).toEqual(
			[],
		);
		for (const { invoice } of list) {
			expect(bed.sandbox.refunds(provider, invoice)).toHaveLength(1);
		}
	});
});

describe.each(['layer', 'thredfi', 'duro'] as const)(
	'a server error before the booking, at %s',
	(provider) => {
		it('leaves an item in doubt, and every item is refunded once', async () => {
			// A longer outage would meet the resend as well, and leave the item in doubt.
			const inDoubt = 1;
			const count = 12;
			bed.sandbox.fault({
				provider,
				call: 'refund',
				kind: 'status',
				status: 503,
				times: inDoubt,
			});
			const list = disputes(bed, provider, count);
			const { main, error } = await bed.refund(provider, FROM_ITEM, list);
			expect(error).toEqual([]);
			expect(outcomes(main)).toEqual(wasMade(count));
			for (const { invoice } of list) {
				expect(bed.sandbox.refunds(provider, invoice)).toHaveLength(1);
			}
		});
	},
);

it('a lost answer at Revolv3 is found in its list, in every item of a run', async () => {
	const provider = 'revolv3';
	bed.sandbox.fault({ provider, call: 'refund', kind: 'drop', moment: 'afterCommit', times: 4 });
	const list = disputes(bed, provider, 8);
	const { main, error } = await bed.refund(provider, FROM_ITEM, list);
	expect(error).toEqual([]);
	expect(outcomes(main)).toEqual(wasMade(8));
	expect(bed.sandbox.writes(provider)).toHaveLength(8);
});
