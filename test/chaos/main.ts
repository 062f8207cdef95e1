/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { tellStories } from './chaos';
import { report, storyOf } from './report';

/** `tsx test/chaos/main.ts --runs 20000 --seed 7`: more stories than `npm test` has time for. */
async function main(): Promise<void> {
	const option = (name: string) => {
		const place = process.argv.indexOf(`--${name}`);
		return place === -1 ? undefined : process.argv[place + 1];
	};
	const runs = Number(option('runs') ?? 1_000);
	const seed = Number(option('seed') ?? Date.now() % 1_000_000);
	const began = performance.now();
	process.stdout.write(`${runs} runs with seed ${seed}\n`);
	const { tally, details } = await tellStories(runs, seed, undefined, option('path'));
	const seconds = (performance.now() - began) / 1_000;
	process.stdout.write(`${report(tally, seconds)}\n`);
	if (details.failed) {
		process.stdout.write(`\n${storyOf(details)}\n`);
		process.exitCode = 1;
	}
}

void main();
