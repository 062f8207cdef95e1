import fc from 'fast-check';
import type { ProviderId } from '../../sandbox/types';
import { inChaos } from './chaos';
import { PROVIDERS } from './provider';
import { storyOf } from './report';
import { batchOf, SWITCHES } from './stories';
import { RacingGates } from './world/gates';
import { Tally } from './world/tally';

const RUNS = 25;
const SEED = 7;

/** Double-delivered triggers whose every message and store access fast-check's scheduler puts in an order of its own. */
async function race(provider: ProviderId, tally: Tally) {
	// Layer changes a refund for another amount under its key, which only a lock within one process can prevent.
	const others = provider === 'layer' ? 0 : 1;
	const executions = fc.array(
		fc.tuple(batchOf({ isOneWay: false, accounts: 2 }), fc.nat({ max: 1 })),
		{
			minLength: 1,
			maxLength: 2,
		},
	);
	return await fc.check(
		fc.asyncProperty(
			fc.scheduler(),
			SWITCHES[provider],
			executions,
			async (scheduler, switches, batches) =>
				await inChaos(
					{ provider, switches, taxed: false, accounts: 2 },
					(time) => new RacingGates(time, scheduler),
					tally,
					async (run) => {
						for (const [batch, process] of batches) {
							run.start(batch, process * others);
							run.start(batch, process * others);
							run.start(batch, (process + 1) * others);
						}
						await run.finish();
					},
				),
		),
		{ numRuns: RUNS, seed: SEED },
	);
}

describe('executions that race for the same refunds', () => {
	it.each(PROVIDERS)(
		'refund each once at %s, in whatever order they come',
		async (provider) => {
			const tally = new Tally();
			const details = await race(provider, tally);
			if (details.failed) throw new Error(storyOf(details));
			expect(tally.refunds).toBeGreaterThan(RUNS / 2);
		},
		300_000,
	);
});
