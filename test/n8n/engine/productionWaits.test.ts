import { loadProcess, openBed, PROVIDERS, type Bed, type LoadedProcess } from '../../bed';
import { disputes, FROM_ITEM, ONE_BY_ONE, outcomes, until } from './cases';

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

describe.each(PROVIDERS)('a total for the run, with the waits of production, at %s', (provider) => {
	it.each([
		[6, 3, '10.00', 1],
		[20, 20, '20.00', 2],
	])(
		'is never passed by %d invoices, %d at once, under a total of %s',
		async (count, concurrency, maximumTotal, most) => {
			const list = disputes(bed, provider, count).map((item) => ({ ...item, amount: '10.00' }));
			const options = { concurrency, maximumTotal };
			const { main, error } = await bed.refund(provider, { ...FROM_ITEM, options }, list);
			expect(outcomes(main)).toEqual(wasMade(most));
			expect(outcomes(error)).toEqual(error.map(() => 'limitExceeded'));
			expect(main.length + error.length).toBe(count);
			expect(bed.sandbox.writes(provider)).toHaveLength(most);
		},
	);
});

describe.each(['duro', 'revolv3'] as const)(
	'a run that claims ahead, with the waits of production, at %s',
	(provider) => {
		/** Starts a run of eight items, one after another, whose first send is held for a moment. */
		async function started(parameters = {}) {
			const list = disputes(bed, provider, 8);
			bed.sandbox.fault({ provider, call: 'refund', kind: 'delay', delayMs: 2_000 });
			const run = bed.refund(provider, { ...ONE_BY_ONE, ...parameters }, list);
			await until(() => bed.sandbox.writes(provider).length === 1);
			return { list, run, ahead: list.slice(5, 6) };
		}
		/** Less than anybody waits for an attempt whose end is not known. */
		const NO_STALL_MS = 30_000;

		it('lets another execution refund a later item of it, and both say the truth', async () => {
			const begun = Date.now();
			const { list, run, ahead } = await started();
			const both = await Promise.all([run, bed.refund(provider, FROM_ITEM, ahead)]);
			expect(Date.now() - begun).toBeLessThan(NO_STALL_MS);
			expect(both.flatMap(({ error }) => outcomes(error))).toEqual([]);
			const words = both.flatMap(({ main }) => outcomes(main));
			expect(words.sort()).toEqual(['alreadyRefunded', ...wasMade(8)]);
			for (const { invoice } of list) {
				expect(bed.sandbox.refunds(provider, invoice)).toHaveLength(1);
			}
		});

		it('meets the same list in reverse order, and both end without a doubt', async () => {
			const begun = Date.now();
			const list = disputes(bed, provider, 10);
			const both = await Promise.all([
				bed.refund(provider, FROM_ITEM, list),
				bed.refund(provider, FROM_ITEM, [...list].reverse()),
			]);
			expect(Date.now() - begun).toBeLessThan(NO_STALL_MS);
			expect(both.flatMap(({ error }) => outcomes(error))).toEqual([]);
			const words = both.flatMap(({ main }) => outcomes(main));
			expect(words.sort()).toEqual([...list.map(() => 'alreadyRefunded'), ...wasMade(10)]);
			expect(bed.sandbox.writes(provider)).toHaveLength(10);
		});

		it('sends no full refund on top of what another ticket has refunded meanwhile', async () => {
			const { run, ahead } = await started({ refundType: 'full', amount: '' });
			const part = { ticket: 'TICKET-OTHER', amount: '7.00' };
			const other = await bed.refund(
				provider,
				FROM_ITEM,
				ahead.map((item) => ({ ...item, ...part })),
			);
			expect(outcomes(other.main)).toEqual(['refunded']);
			const { main, error } = await run;
			const isShown = provider === 'revolv3';
			expect(outcomes(error)).toEqual(isShown ? [] : ['alreadyHasRefund']);
			expect(outcomes(main)).toEqual(wasMade(isShown ? 8 : 7));
			const amounts = ahead.flatMap(({ invoice }) =>
				bed.sandbox.refunds(provider, invoice).map(({ amountMinor }) => amountMinor),
			);
			expect(amounts).toEqual(isShown ? [700, 9_300] : [700]);
			expect(bed.sandbox.writes(provider)).toHaveLength(isShown ? 9 : 8);
		});

		it('refuses what is wrong with an item as a single item would be refused', async () => {
			const list = disputes(bed, provider, 30).map((item, index) =>
				index % 2 === 0 ? item : { ...item, amount: '1.005' },
			);
			const { main, error } = await bed.refund(provider, FROM_ITEM, list);
			expect(outcomes(main)).toEqual(wasMade(15));
			expect(outcomes(error)).toEqual(Array.from({ length: 15 }, () => 'invalidParameter'));
		});

		it('is refused as a whole where its credential was revoked', async () => {
			const status = 401;
			bed.sandbox.fault({ provider, call: 'any', kind: 'status', status, times: Infinity });
			const { error } = await bed.refund(provider, FROM_ITEM, disputes(bed, provider, 300));
			expect(outcomes(error)).toEqual(Array.from({ length: 300 }, () => 'credentialRejected'));
		});
	},
);

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
