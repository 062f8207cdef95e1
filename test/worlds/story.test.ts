/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_IDS } from '../../sandbox';
import { WORLDS } from '../../sandbox/worlds/all';
import { ANSWERS } from './answers';
import { coveringArray, inWords } from './coveringArray';
import { worldsPage, type Measured } from './page';
import { playStory, type PlayedStep } from './story/play';
import { STORY, storyOf } from './story/script';

/** So many worlds of each provider are played here, the samples' one first; `npm run worlds` plays all of them. */
const PLAYED_HERE = 5;

/** Of the steps whose truth can be known, so many hundredths end as a person expects, at every provider. */
const USEFUL_PERCENT = 98;

const measured: Measured = JSON.parse(
	readFileSync(join(__dirname, '../../lab/worlds/figures.json'), 'utf8'),
);

/** What went wrong, in lines that can be read. */
const inLines = (played: readonly PlayedStep[], of: 'unsafe' | 'useless') =>
	played.flatMap(({ provider, world, step, [of]: found }) =>
		found.map(
			(what) => `${step.name}: ${what} (${inWords(world.choice, WORLDS[provider].samples)})`,
		),
	);

describe.each(PROVIDER_IDS)('the story at %s', (provider) => {
	const worlds = coveringArray<typeof provider>(WORLDS[provider]);
	const stories: Array<readonly PlayedStep[]> = [];

	beforeAll(async () => {
		for (const world of worlds.slice(0, PLAYED_HERE)) stories.push(await playStory(world));
	}, 120_000);

	it('books nothing twice and says nothing that the books do not hold', () => {
		expect(inLines(stories.flat(), 'unsafe')).toEqual([]);
		expect(stories[0]).toHaveLength(storyOf(provider).length);
	});

	it("ends every step in the samples' world as a person expects", () => {
		expect(inLines(stories[0] ?? [], 'useless')).toEqual([]);
	});

	it('has figures in docs/worlds.md that are of these worlds, and reach what is promised', () => {
		const { worlds: count, all } = measured[provider];
		expect([count, all.steps]).toEqual([worlds.length, worlds.length * storyOf(provider).length]);
		expect(all.safe).toBe(all.steps);
		expect(all.useful * 100).toBeGreaterThanOrEqual(all.knowable * USEFUL_PERCENT);
	});
});

it('docs/worlds.md is what npm run worlds writes', () => {
	const page = readFileSync(join(__dirname, '../../docs/worlds.md'), 'utf8');
	expect(page).toBe(worldsPage(measured));
});

describe('every answer that a world changes', () => {
	const named = (name: string) => STORY.find((step) => step.name === name);

	it.each(ANSWERS)('$provider, $steps: speaks of values and steps that exist', (answer) => {
		const { dimensions } = WORLDS[answer.provider];
		for (const [name, value] of Object.entries(answer.when)) {
			const values = dimensions.find((dimension) => dimension.name === name)?.values ?? [];
			expect([name, values.map((one) => one.value)]).toEqual([
				name,
				expect.arrayContaining([value]),
			]);
		}
		for (const name of answer.steps) {
			expect(storyOf(answer.provider)).toContain(named(name));
		}
		expect(answer.why).toMatch(/\.$/);
	});

	it('is a doubt only where it ends in one', () => {
		const isOpen = (word: string) => /^(?:unknown|refused|would not)/.test(word);
		for (const { isDoubt, words, steps } of ANSWERS) {
			if (!isDoubt) continue;
			const ends = words.flat();
			expect([steps, ends.some(isOpen) || ends.includes('shown')]).toEqual([steps, true]);
		}
	});
});
