/* eslint-disable @n8n/community-nodes/require-node-api-error -- for nodes, not for their tests */
import fc from 'fast-check';
import { ChaosRun, type Setting } from './chaosRun';
import type { Model } from './commands/model';
import { choices, setting, storyAt } from './stories';
import { Broken } from './story';
import { choiceOf, ChosenGates, type Gates } from './world/gates';
import { openBooks, type Books } from './world/books';
import { Tally } from './world/tally';
import type { Time } from './world/time';

let books: Promise<Books> | undefined;

export type Story = Iterable<fc.AsyncCommand<Model, ChaosRun>>;

/** Lets `tell` work on a run in front of the sandbox, and holds every invariant against it. */
export async function inChaos(
	of: Setting,
	gatesFor: (time: Time) => Gates,
	tally: Tally,
	tell: (run: ChaosRun) => Promise<void>,
): Promise<void> {
	books ??= openBooks();
	const run = new ChaosRun(of, gatesFor, await books, tally);
	try {
		await tell(run);
		await run.verify();
	} catch (error) {
		if (error instanceof Broken && error.kind === 'double') tally.doubles += 1;
		if (error instanceof Broken && error.kind === 'lie') tally.lies += 1;
		if (error instanceof Error)
			error.message += `\n\nWhat happened:\n${run.gates.events.join('\n')}`;
		throw error;
	} finally {
		if (run.close()) books = undefined;
	}
}

/** One story; `schedule` says which of the waiting things happens next, and without it all goes in order of arrival. */
export async function runStory(
	of: Setting,
	schedule: readonly number[],
	story: Story,
	tally = new Tally(),
): Promise<Tally> {
	const gatesFor = (time: Time) => new ChosenGates(time, choiceOf(schedule));
	await inChaos(of, gatesFor, tally, async (run) => {
		await fc.asyncModelRun(() => ({ model: { executions: 0 }, real: run }), story);
	});
	return tally;
}

/** Runs stories until one breaks an invariant; that one is made as small as it gets. */
export async function tellStories(
	numRuns: number,
	seed: number,
	tally = new Tally(),
	path?: string,
) {
	const property = fc.asyncProperty(
		setting.chain((of) => fc.tuple(fc.constant(of), choices, storyAt(of))),
		async ([of, schedule, story]) => {
			await runStory(of, schedule, story, tally);
		},
	);
	const details = await fc.check(property, {
		numRuns,
		seed,
		...(path === undefined ? {} : { path }),
	});
	return { tally, details };
}
