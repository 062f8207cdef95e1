import * as fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { parametersOf as formOf } from '../../bed';
import { NODE_NAME } from '../../n8n/harness';
import { onStage, type Stage } from '../stage';
import { PAID_MINOR, type Subject } from '../subject';
import { subjects } from '../subjects/all';
import { saidBy, UNKNOWN, type Saying, type Word } from '../words';

jest.setTimeout(120_000);

const SEED = 20_261_128;
const DRAWS = 20;

/** What one item asks for; invoices are told by their place in a list of fresh ones. */
type Wish = Readonly<{
	invoice: 0 | 1 | 2 | 'missing';
	request: Readonly<{ refundType: string; amount: number | string }>;
	reference: string;
}>;

const wish = (reference: fc.Arbitrary<string>): fc.Arbitrary<Wish> =>
	fc.record({
		invoice: fc.oneof(
			{ weight: 9, arbitrary: fc.constantFrom<Wish['invoice']>(0, 0, 0, 1, 1, 2) },
			{ weight: 1, arbitrary: fc.constant<Wish['invoice']>('missing') },
		),
		request: fc.oneof(
			{
				weight: 6,
				arbitrary: fc.record({
					refundType: fc.constant('amount'),
					amount: fc.constantFrom<number | string>(1_000, 1_000, 700, 9_000, PAID_MINOR),
				}),
			},
			{
				weight: 2,
				arbitrary: fc.record({
					refundType: fc.constant('amount'),
					amount: fc.constantFrom<number | string>(PAID_MINOR + 1, 0, -5, '', '1e3', 12.5),
				}),
			},
			{
				weight: 2,
				arbitrary: fc.constant({ refundType: 'full', amount: '' }),
			},
			{
				weight: 1,
				arbitrary: fc.constant({ refundType: 'percentage', amount: '10' }),
			},
		),
		reference,
	});

/** An empty reference is the form's, so a list has one for every item or for none. */
const list = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.array(wish(fc.constantFrom('TICKET-1', 'TICKET-2', 'ticket-1')), {
			minLength: 2,
			maxLength: 7,
		}),
	},
	{ weight: 1, arbitrary: fc.array(wish(fc.constant('')), { minLength: 2, maxLength: 5 }) },
);

/** A pair of words that differs by design, and why. */
interface Difference {
	readonly reason: string;
	readonly inOneRun: Word;
	readonly alone: readonly Word[];
	readonly onlyIf: (subject: Subject, wish: Wish, earlier: readonly Word[]) => boolean;
}

const MAY_DIFFER: readonly Difference[] = [
	{
		reason:
			'Two items of one list without a reference may be two refunds, and a repeated execution is one.',
		inOneRun: 'refused alreadyHasRefund',
		alone: ['alreadyRefunded', 'refused referenceConflict'],
		onlyIf: (_subject, { reference }) => reference === '',
	},
	{
		reason:
			'A run knows the amount of its own attempt in doubt, and a claim in n8n does not hold it.',
		inOneRun: 'refused referenceConflict',
		alone: [UNKNOWN],
		onlyIf: ({ keysAreFoundAt }, _wish, earlier) =>
			keysAreFoundAt === 'workflow' && earlier.includes(UNKNOWN),
	},
];

/** What a list came to: the word and amount of each item, and the books of each invoice. */
interface Outcome {
	readonly words: readonly Word[];
	readonly amounts: readonly unknown[];
	readonly books: ReadonlyArray<
		ReadonlyArray<Readonly<{ amountMinor: number; reference: unknown }>>
	>;
}

type Item = Readonly<{
	invoiceId: string;
	refundType: string;
	amount: number | string;
	reference: string;
}>;

/** Plays a list on fresh invoices, with one run or with one for each item. */
async function play(
	stage: Stage,
	wishes: readonly Wish[],
	runs: (items: readonly Item[]) => Promise<ReadonlyArray<readonly [Saying, number]>>,
): Promise<Outcome> {
	const ids = [0, 1, 2].map(() => stage.anotherInvoice());
	const missing = `${String(ids[0]).slice(0, -3)}999`;
	const items = wishes.map(({ invoice, request, reference }) => ({
		invoiceId: invoice === 'missing' ? missing : String(ids[invoice]),
		...request,
		reference,
	}));
	const said = (await runs(items)).map(([result, index]) => saidBy(result, index));
	const references = [...new Set(wishes.map(({ reference }) => reference.toLowerCase()))];
	return {
		words: said.map(({ word }) => word),
		amounts: said.map(({ facts }) => facts.amountMinor),
		books: ids.map((id) =>
			stage.booked(id).map(({ amountMinor, key }) => ({
				amountMinor,
				reference: references.find((reference) => stage.keyOf(reference, id) === key) ?? null,
			})),
		),
	};
}

const parametersOf = (items: readonly Item[]): INodeParameters => ({
	invoiceId: '={{ $json.invoiceId }}',
	refundType: '={{ $json.refundType }}',
	amountUnit: 'minor',
	amount: '={{ $json.amount }}',
	percentage: '={{ $json.amount }}',
	reference: items[0]?.reference === '' ? '' : '={{ $json.reference }}',
});

const inOneRun = async (stage: Stage, wishes: readonly Wish[]) =>
	await play(stage, wishes, async (items) => {
		const result = await stage.refund(parametersOf(items), { items: [...items] });
		return items.map((_, index) => [result, index] as const);
	});

const inSingleRuns = async (stage: Stage, wishes: readonly Wish[]) =>
	await play(stage, wishes, async (items) => {
		const results: Array<readonly [Saying, number]> = [];
		for (const item of items) {
			results.push([await stage.refund(parametersOf(items), { items: [item] }), 0]);
		}
		return results;
	});

const BATCH = 2;

/** One execution that hands out the items in batches, so that the node runs several times. */
const inALoop = async (stage: Stage, wishes: readonly Wish[]) =>
	await play(stage, wishes, async (items) => {
		const { provider } = stage.subject;
		const result = await stage.first.n8n.runInLoop({
			node: {
				type: `n8n-nodes-invoice-refunds.${provider}`,
				parameters: formOf(provider, 'refund', stage.sandbox, parametersOf(items)),
				onError: 'continueRegularOutput',
			},
			items: [...items],
			workflowId: stage.workflowId,
			batchSize: BATCH,
		});
		return items.map((_, index) => {
			const said = result.outputs(NODE_NAME, Math.floor(index / BATCH));
			return [said, index % BATCH] as const;
		});
	});

function assertSame(
	subject: Subject,
	wishes: readonly Wish[],
	run: Outcome,
	single: Outcome,
): void {
	const isSameRefund = (one: Wish, other: Wish) =>
		one.invoice === other.invoice && one.reference.toLowerCase() === other.reference.toLowerCase();
	expect(run.books).toEqual(single.books);
	wishes.forEach((wished, index) => {
		const [word, alone] = [run.words[index], single.words[index]];
		const earlier = run.words.filter(
			(_, place) => place < index && isSameRefund(wishes[place] ?? wished, wished),
		);
		const differs = MAY_DIFFER.some(
			(rule) =>
				rule.inOneRun === word &&
				rule.alone.some((each) => each === alone) &&
				rule.onlyIf(subject, wished, earlier),
		);
		if (differs) return;
		expect({ index, word, amount: run.amounts[index] }).toEqual({
			index,
			word: alone,
			amount: single.amounts[index],
		});
	});
}

describe('A list, compared with a run for each item', () => {
	const ways = [
		{ way: 'as one run', playAtOnce: inOneRun },
		{ way: 'in a loop with batches', playAtOnce: inALoop },
	];
	const cases = subjects.flatMap((subject) =>
		ways.map((each) => ({ subject, name: subject.displayName, ...each })),
	);
	it.each(cases)(
		'comes to the same books and words $way at $name',
		async ({ subject, playAtOnce }) => {
			const seen = new Set<string>();
			await onStage(subject, async (running) => {
				await onStage(subject, async (single) => {
					await fc.assert(
						fc.asyncProperty(list, async (wishes) => {
							const run = await playAtOnce(running, wishes);
							run.words.forEach((word) => seen.add(word));
							assertSame(subject, wishes, run, await inSingleRuns(single, wishes));
						}),
						{ seed: SEED, numRuns: DRAWS },
					);
				});
			});
			// The draws reach success, repetition, conflict, and refusals from the input and from the books.
			expect([...seen]).toEqual(
				expect.arrayContaining([
					'refunded',
					'alreadyRefunded',
					'refused referenceConflict',
					'refused invalidParameter',
					'refused invoiceNotFound',
				]),
			);
		},
	);
});
