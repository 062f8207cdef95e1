import { PROVIDER_IDS, type ProviderId } from '../../sandbox';
import { WORLDS } from '../../sandbox/worlds/all';
import type { Choice, WorldSpace } from '../../sandbox/worlds/types';
import { ANSWERS, type WorldAnswer } from './answers';
import type { Figures } from './figures';
import { STORY } from './story/script';

/** What `npm run worlds` found, kept beside the program so that the page can be checked without playing all of it. */
export type Measured = Readonly<
	Record<
		ProviderId,
		{
			readonly worlds: number;
			readonly samples: Figures;
			readonly all: Figures;
			/** Requests of one refund in the samples' world, tokens not counted. */
			readonly requests: Readonly<Record<'part' | 'secondPart' | 'rest' | 'full', number>>;
		}
	>
>;

const NAMES: Readonly<Record<ProviderId, string>> = {
	duro: 'Duro',
	layer: 'Layer',
	revolv3: 'Revolv3',
	thredfi: 'Thredfi',
};

const INTRODUCTION = `# Worlds

Nothing here ever met a live service. The vendors' pages leave questions open, and each has a few plausible answers. One
answer to each question is a *world*; one of them is how the live service is, and nobody here knows which. So one story of
a refund desk is played, with the built nodes in n8n's own engine, in the world of the vendors' own samples and in worlds in
which every two answers to every two questions meet at least once. \`npm run worlds\` plays them and writes this page;
\`npm test\` plays a part of them.

A step is **safe** when nothing was booked twice and no word and no amount differs from the sandbox's books. It is **useful**
when it ends as a person expects who has the documents and the answers in hand. Where a world hides the truth from everybody,
the doubt is justified: the step has to be safe, and does not count as useful or useless. Each such doubt is listed below with
its reason.`;

/** The whole page. */
export function worldsPage(measured: Measured): string {
	return [
		INTRODUCTION,
		'## Figures',
		figuresTable(measured),
		'## Requests',
		"What one refund takes in the samples' world, tokens not counted.",
		requestsTable(measured),
		'## The story',
		storyTable(),
		...differences(),
		...PROVIDER_IDS.flatMap((provider) => providerSection(provider)),
		'',
	]
		.join('\n\n')
		.replace(/\n+$/, '\n');
}

function figuresTable(measured: Measured): string {
	return table(
		[
			'Provider',
			'Worlds',
			'Steps',
			'Safe',
			"Useful in the samples' world",
			'Useful in all worlds',
			'Justified doubts',
		],
		PROVIDER_IDS.map((provider) => {
			const { worlds, samples, all } = measured[provider];
			return [
				NAMES[provider],
				String(worlds),
				String(all.steps),
				`${all.safe} of ${all.steps}`,
				`${samples.useful} of ${samples.knowable}`,
				`${all.useful} of ${all.knowable} (${all.usefulPercent} %)`,
				String(all.doubts),
			];
		}),
	);
}

function requestsTable(measured: Measured): string {
	return table(
		[
			'Provider',
			'A part, nothing refunded yet',
			'A second part',
			'The rest',
			'Full, nothing refunded yet',
		],
		PROVIDER_IDS.map((provider) => {
			const { part, secondPart, rest, full } = measured[provider].requests;
			return [NAMES[provider], ...[part, secondPart, rest, full].map(String)];
		}),
	);
}

function storyTable(): string {
	return table(
		['Step', 'The desk', 'Expected'],
		STORY.map(({ name, does, expect, notAt = [] }) => [
			`\`${name}\``,
			`${does}${notAt.length > 0 ? ` (not at ${notAt.map((id) => NAMES[id]).join(', ')})` : ''}`,
			expect.map((words) => words.map((word) => `\`${word}\``).join(' or ')).join('; '),
		]),
	);
}

/** Where a provider's own way makes a step end otherwise in every world. */
function differences(): readonly string[] {
	const rows = STORY.flatMap(({ name, expectAt = {}, differs = '' }) =>
		PROVIDER_IDS.flatMap((provider) => {
			const words = expectAt[provider];
			return words === undefined ? [] : [[`\`${name}\``, NAMES[provider], inCode(words), differs]];
		}),
	);
	return [
		'Some steps end otherwise at one provider, in every world:',
		table(['Step', 'At', 'Ends', 'Because'], rows),
	];
}

function providerSection(provider: ProviderId): readonly string[] {
	const space: WorldSpace = WORLDS[provider];
	const answers = ANSWERS.filter((one) => one.provider === provider);
	const doubts = answers.filter(({ isDoubt }) => isDoubt);
	const others = answers.filter(({ isDoubt }) => !isDoubt);
	return [
		`## ${NAMES[provider]}`,
		"The answer in the samples' world comes in bold.",
		table(
			['Question', 'Answer', 'Mark', 'Source'],
			space.dimensions.flatMap(({ name, question, values }) =>
				values.map(({ value, means, mark, source }, index) => [
					index === 0 ? `${question} \`${name}\`` : '',
					space.samples[name] === value ? `**\`${value}\`**: ${means}` : `\`${value}\`: ${means}`,
					mark,
					source,
				]),
			),
		),
		...(space.excludes.length === 0
			? []
			: [
					'These answers do not go together:',
					table(
						['Answers', 'Because'],
						space.excludes.map(({ together, why }) => [choiceInCode(together), why]),
					),
				]),
		...(doubts.length === 0
			? ['No doubt is justified here: in every world the truth can be known.']
			: ['Justified doubts:', answersTable(doubts)]),
		...(others.length === 0
			? []
			: ['Known, and otherwise than in the story:', answersTable(others)]),
	];
}

function answersTable(answers: readonly WorldAnswer[]): string {
	return table(
		['World', 'Steps', 'Ends', 'Because'],
		answers.map(({ when, steps, words, hides = [], why }) => [
			Object.keys(when).length === 0 ? 'every one' : choiceInCode(when),
			steps.map((step) => `\`${step}\``).join(', '),
			endsOf(words, hides),
			why,
		]),
	);
}

function endsOf(words: WorldAnswer['words'], hides: readonly string[]): string {
	const untold = hides.length === 0 ? '' : `does not tell: ${hides.join(', ')}`;
	return [words.length === 0 ? '' : inCode(words), untold].filter(Boolean).join('; ');
}

function choiceInCode(choice: Choice): string {
	return Object.entries(choice)
		.map(([name, value]) => `\`${name}: ${value}\``)
		.join(' and ');
}

function inCode(words: ReadonlyArray<readonly string[]>): string {
	return words.map((each) => each.map((word) => `\`${word}\``).join(' or ')).join('; ');
}

function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
