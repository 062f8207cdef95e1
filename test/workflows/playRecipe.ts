import type { ProviderId } from '../../sandbox/types';
import type { Books, Fields, Recipe, Step } from './recipes';

const PROVIDERS: readonly ProviderId[] = ['duro', 'layer', 'revolv3', 'thredfi'];

/** What one execution left behind. */
export interface Played {
	/** n8n's word for how the execution ended. */
	readonly status: string;
	readonly answer: { readonly status: number; readonly body: unknown };
	/** What came out of each node that ran, all runs and outputs in a row. */
	readonly nodes: ReadonlyMap<string, readonly Fields[]>;
	/** What arrived at the ticket system's address. */
	readonly comments: readonly unknown[];
}

/** An n8n with a recipe's workflows in it, ready to be started. */
export interface OpenRecipe {
	play(step: Step): Promise<Played>;
	close(): Promise<void>;
}

/** Whatever can run workflows against a sandbox. */
export interface Host {
	readonly books: Books;
	open(recipe: Recipe): Promise<OpenRecipe>;
}

/** Runs one step and holds what the workflow said against what the books say. */
export async function playStep(host: Host, recipe: OpenRecipe, step: Step): Promise<void> {
	const { books } = host;
	const before = await totals(books);
	const writesBefore = await books.writes();
	for (const rule of step.faults ?? []) await books.fault(rule);
	const played = await recipe.play(step).finally(async () => await books.clearFaults());

	const ran = [...played.nodes.keys()];
	expect({ ran, status: played.status }).toMatchObject({
		status: step.fails ? expect.stringMatching(/^error/) : 'success',
	});
	if (step.fails && played.status !== 'error') expect(played.status).toMatch(step.fails);
	if (step.answer) expect(played.answer).toMatchObject(step.answer);
	// On the error output n8n merges the input in: whoever answers with the item sends its secrets back.
	expect(JSON.stringify(played.answer.body ?? null)).not.toMatch(
		/header-secret|sandbox-ticket-system-/,
	);
	for (const [node, items] of Object.entries(step.results)) {
		expect({ node, items: played.nodes.get(node) }).toMatchObject({ node, items });
	}
	expect(ran.filter((node) => step.notReached?.includes(node))).toEqual([]);
	expect(played.comments).toMatchObject(step.comments ?? []);

	const after = await totals(books);
	const booked = PROVIDERS.map((id) => [id, after[id] - before[id]] as const);
	expect(Object.fromEntries(booked.filter(([, amount]) => amount !== 0))).toEqual(
		step.booked ?? {},
	);
	expect((await books.writes()) - writesBefore).toBe(step.sent);
}

async function totals(books: Books): Promise<Record<ProviderId, number>> {
	const sums = { duro: 0, layer: 0, revolv3: 0, thredfi: 0 };
	for (const id of PROVIDERS) {
		for (const refund of await books.refunds(id)) {
			if (refund.counts) sums[id] += refund.amountMinor;
		}
	}
	return sums;
}
