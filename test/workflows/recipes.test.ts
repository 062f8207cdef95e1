import { engineHost, type EngineHost } from './engine/engineHost';
import { playStep, type OpenRecipe } from './playRecipe';
import { RECIPES } from './recipes';

let host: EngineHost;

beforeAll(async () => {
	host = await engineHost();
});

afterAll(async () => await host.stop());

describe.each(RECIPES.map((recipe) => [recipe.title, recipe] as const))('%s', (_title, recipe) => {
	let opened: OpenRecipe;

	beforeAll(async () => {
		await host.books.reset();
		opened = await host.open(recipe);
	});

	it.each(recipe.steps.map((step) => [step.shows, step] as const))('%s', async (_shows, step) => {
		await playStep(host, opened, step);
	});
});
