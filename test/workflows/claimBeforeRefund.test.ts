/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimTable } from './claimTable';
import { postgresClaims, redisClaims, type EngineClaims } from './engine/engineClaims';
import { engineHost, type EngineHost } from './engine/engineHost';
import { playStep, type OpenRecipe } from './playRecipe';
import type { Recipe } from './recipes';
import { CLAIMED, claimInPostgres, claimInRedis, type Claims } from './recipes/claim';

const STORES = [
	['PostgreSQL', postgresClaims, claimInPostgres],
	['Redis', async () => redisClaims(), claimInRedis],
] as const;

/** Only names and numbers of the steps are read before the store is there. */
const ABSENT = {} as Claims;

describe.each(STORES)('the claim in %s', (_name, open, recipeFor) => {
	let claims: EngineClaims;
	let host: EngineHost;
	let recipe: Recipe;
	let opened: OpenRecipe;

	beforeAll(async () => {
		claims = await open();
		host = await engineHost({ nodes: claims.nodes });
		recipe = recipeFor(claims);
		opened = await host.open(recipe);
	}, 60_000);

	afterAll(async () => {
		await host.stop();
		await claims.close();
	});

	it.each(recipeFor(ABSENT).steps.map(({ shows }, index) => [shows, index] as const))(
		'%s',
		async (_shows, index) => {
			const step = recipe.steps[index];
			if (!step) throw new Error(`no step ${index}`);
			await playStep(host, opened, step);
		},
	);

	describe('and two n8n that share no memory', () => {
		const N = 8;
		let other: EngineHost;

		beforeAll(async () => {
			other = await engineHost({ nodes: claims.nodes, sandbox: host.sandbox });
		}, 60_000);

		it(`send one of ${N} deliveries that come at once, and say a true word for each`, async () => {
			await host.books.reset();
			const before = await host.books.writes();
			const body = { ...CLAIMED, reference: 'C-9' };
			const step = {
				...{ shows: '', results: {}, sent: 0 },
				start: () => ({ kind: 'webhook', body }) as const,
			};
			const opens = await Promise.all([host.open(recipe), other.open(recipe)]);
			const played = await Promise.all(
				Array.from({ length: N }, async (_, i) => await opens[i % 2]?.play(step)),
			);
			const words = played.map((one) => (one?.answer.body as { outcome?: string }).outcome);
			expect((await host.books.writes()) - before).toBe(1);
			expect(words.filter((word) => word === 'refunded')).toHaveLength(1);
			for (const word of words) {
				expect(['refunded', 'alreadyRefunded', 'heldByAnother']).toContain(word);
			}
		});
	});
});

it('the documentation has the table of the note in the workflow', () => {
	const page = readFileSync(join(__dirname, '../../docs/workflows.md'), 'utf8');
	expect(page).toContain(`\`\`\`sql\n${claimTable()}\`\`\``);
});
