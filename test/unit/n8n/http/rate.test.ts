import fc from 'fast-check';
import { profile as layer } from '../../../../nodes/Layer/adapter/profile';
import { profile as revolv3 } from '../../../../nodes/Revolv3/adapter/profile';
import type { ProviderProfile } from '../../../../nodes/shared/engine/provider/profile';
import { FIXED } from '../../draw';
import { arrivalsOf, mostWithin, rateOf, type Conditions } from './simulate';

jest.setTimeout(60_000);
const RUNS = { ...FIXED, numRuns: 12 };
/** What a provider permits has to be used to this part at least. */
const LEAST_RATE = 0.95;

const providers = [
	['Revolv3', revolv3, 20],
	['Layer', layer, 100],
] as const;

const calm = {
	workers: 20,
	wayMs: [5, 5],
	answerMs: [5, 5],
	latenessMs: 2,
	seed: 1,
} as const satisfies Partial<Conditions>;

const usual = fc.record({
	workers: fc.integer({ min: 15, max: 60 }),
	latenessMs: fc.integer({ min: 0, max: 15 }),
	seed: fc.integer(),
});

describe.each(providers)('the pace at %s', (_, profile, permitted) => {
	it('keeps to the limit and loses next to nothing of it', async () => {
		const arrivals = await arrivalsOf({ ...calm, profile, requests: permitted * 60 });
		expect(mostWithin(arrivals, 1000)).toBeLessThanOrEqual(permitted);
		expect(rateOf(arrivals)).toBeGreaterThanOrEqual(permitted * LEAST_RATE);
	});

	it('lets no second hold more than it may, however long and uneven the way is', async () => {
		const ways = fc.record({
			wayMs: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 40 })),
			answerMs: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 80 })),
		});
		await fc.assert(
			fc.asyncProperty(usual, ways, async (conditions, way) => {
				const arrivals = await arrivalsOf({
					...conditions,
					...way,
					profile,
					requests: permitted * 15,
				});
				expect(mostWithin(arrivals, 1000)).toBeLessThanOrEqual(permitted);
				expect(rateOf(arrivals)).toBeGreaterThanOrEqual(permitted * LEAST_RATE);
			}),
			RUNS,
		);
	});

	it('lets no second hold more than it may when either side stands still now and then', async () => {
		const freezes = fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 1, maxLength: 3 });
		const spread = (lengths: readonly number[], from: number) =>
			lengths.map((forMs, index) => ({ from: from + index * 5_000, forMs }));
		await fc.assert(
			fc.asyncProperty(usual, freezes, freezes, async (conditions, ours, theirs) => {
				const arrivals = await arrivalsOf({
					...calm,
					...conditions,
					profile,
					requests: permitted * 20,
					ourFreezes: spread(ours, 3_000),
					theirFreezes: spread(theirs, 5_500),
				});
				expect(mostWithin(arrivals, 1000)).toBeLessThanOrEqual(permitted);
				expect(rateOf(arrivals)).toBeGreaterThanOrEqual(permitted * LEAST_RATE);
			}),
			RUNS,
		);
	});
});

it('keeps the longer window too', async () => {
	const profile: ProviderProfile = { ...revolv3, requestsPer15Minutes: 1_000 };
	const arrivals = await arrivalsOf({ ...calm, profile, requests: 2_100 });
	expect(mostWithin(arrivals, 1000)).toBeLessThanOrEqual(20);
	expect(mostWithin(arrivals, 900_000)).toBe(1_000);
	expect(arrivals).toHaveLength(2_100);
});

it('lets everything through at once where no limit is documented', async () => {
	const profile: ProviderProfile = {
		...revolv3,
		requestsPerSecond: null,
		requestsPer15Minutes: null,
	};
	const arrivals = await arrivalsOf({ ...calm, profile, requests: 20, latenessMs: 0 });
	expect(rateOf(arrivals)).toBeGreaterThan(1_000);
});
