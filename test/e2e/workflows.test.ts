import { ENTRANCE } from '../../demo/credentials';
import { playStep, type Host, type OpenRecipe } from '../workflows/playRecipe';
import { RECIPES } from '../workflows/recipes';
import { booksOver } from './workflows/booksOver';
import { addresses } from './editor/addresses';
import { logInToApi } from './editor/n8nApi';
import { serverHost } from './workflows/serverHost';

let host: Host;

beforeAll(async () => {
	host = serverHost(addresses.n8n, await logInToApi(), booksOver(addresses.sandbox), ENTRANCE);
});

describe.each(RECIPES.map((recipe) => [recipe.title, recipe] as const))(
	'the example workflow: %s',
	(_title, recipe) => {
		let opened: OpenRecipe;

		beforeAll(async () => {
			await host.books.reset();
			opened = await host.open(recipe);
		});

		afterAll(async () => await opened.close());

		it.each(recipe.steps.map((step) => [step.shows, step] as const))('%s', async (_shows, step) => {
			await playStep(host, opened, step);
		});
	},
);
