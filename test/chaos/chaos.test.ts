import { tellStories } from './chaos';
import { storyOf } from './report';

const RUNS = 300;
const SEED = 20_260;

describe('whatever happens in whatever order', () => {
	it(`${RUNS} stories refund nothing twice, say nothing false, lose nothing and show no secret`, async () => {
		const { tally, details } = await tellStories(RUNS, SEED);
		if (details.failed) throw new Error(storyOf(details));
		expect({ doubles: tally.doubles, lies: tally.lies }).toEqual({ doubles: 0, lies: 0 });
		// The stories would prove little if nothing happened in them.
		expect(tally.refunds).toBeGreaterThan(RUNS / 2);
		expect(tally.twins).toBeGreaterThan(0);
		expect(tally.timeouts).toBeGreaterThan(0);
		expect(tally.faults.size).toBeGreaterThan(10);
		const words = [
			'refunded',
			'alreadyRefunded',
			'outcomeUnknown',
			'alreadyHasRefund',
			'referenceConflict',
		];
		expect([...tally.words.keys()]).toEqual(expect.arrayContaining(words));
	}, 600_000);
});
