/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a program for the developer's machine */
/**
 * `npm run worlds`: plays the story in every world of the covering arrays and writes `docs/worlds.md`.
 *
 * `--provider <id>` plays one of them, `--samples` only the worlds of the vendors' samples, `--package <folder>` another
 * built copy of the package; with any of them nothing is written. `--failures` prints every step that is not as it should
 * be. Ends with 1 when a step is not safe.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROVIDER_IDS, type ProviderId } from '../../sandbox';
import { WORLDS } from '../../sandbox/worlds/all';
import { coveringArray, inWords } from '../../test/worlds/coveringArray';
import { figuresOf } from '../../test/worlds/figures';
import { measurementOf } from '../../test/worlds/measure';
import { worldsPage, type Measured } from '../../test/worlds/page';
import { playStory, type PlayedStep } from '../../test/worlds/story/play';

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			provider: { type: 'string' },
			samples: { type: 'boolean', default: false },
			package: { type: 'string' },
			failures: { type: 'boolean', default: false },
			text: { type: 'boolean', default: false },
		},
	});
	let unsafe = 0;
	const measured: Partial<Record<ProviderId, Measured[ProviderId]>> = {};
	for (const provider of PROVIDER_IDS) {
		if (values.provider !== undefined && values.provider !== provider) continue;
		const began = performance.now();
		const all = coveringArray<typeof provider>(WORLDS[provider]);
		const worlds = values.samples ? all.slice(0, 1) : all;
		const stories: Array<readonly PlayedStep[]> = [];
		for (const world of worlds) stories.push(await playStory(world, values.package));
		const played = stories.flat();
		const figures = figuresOf(played);
		measured[provider] = measurementOf(stories);
		unsafe += figures.steps - figures.safe;
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		process.stdout.write(
			`${provider}: ${worlds.length} worlds, ${figures.steps} steps in ${seconds} s; safe ${figures.safe}; ` +
				`useful ${figures.useful} of ${figures.knowable} (${figures.usefulPercent} %); ${figures.doubts} justified doubts\n`,
		);
		if (values.failures) process.stdout.write(failuresIn(played, values.text));
	}
	const { duro, layer, revolv3, thredfi } = measured;
	if (duro && layer && revolv3 && thredfi && !values.samples && values.package === undefined) {
		const all = { duro, layer, revolv3, thredfi };
		writeFileSync(join(__dirname, 'figures.json'), `${JSON.stringify(all, null, '\t')}\n`);
		writeFileSync(join(__dirname, '../../docs/worlds.md'), worldsPage(all));
	}
	return unsafe === 0 ? 0 : 1;
}

/** Equal failures once, with the worlds they were seen in. */
function failuresIn(played: readonly PlayedStep[], withText: boolean): string {
	const seen = new Map<string, string[]>();
	for (const { provider, world, step, unsafe, useless } of played) {
		const lines = [...unsafe.map((what) => `UNSAFE ${what}`), ...useless];
		for (const line of lines) {
			const short = withText ? line : line.replace(/: [^:]{60,}.*$/s, '');
			const name = `${step.name}: ${short}`;
			const where = inWords(world.choice, WORLDS[provider].samples);
			seen.set(name, [...(seen.get(name) ?? []), where]);
		}
	}
	return [...seen]
		.map(
			([name, worlds]) =>
				`  ${name}\n${worlds
					.slice(0, 3)
					.map((one) => `      in ${one}\n`)
					.join('')}${worlds.length > 3 ? `      and ${worlds.length - 3} more\n` : ''}`,
		)
		.join('');
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		process.stderr.write(
			`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
		);
		process.exitCode = 1;
	},
);
