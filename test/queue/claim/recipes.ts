/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { expect } from 'expect';
import { ENTRANCE } from '../../../demo/credentials';
import { booksOver } from '../../e2e/workflows/booksOver';
import type { N8nApi } from '../../e2e/editor/n8nApi';
import { serverHost } from '../../e2e/workflows/serverHost';
import { playStep, type Host } from '../../workflows/playRecipe';
import type { Recipe } from '../../workflows/recipes';

/** Outside Jest, the recipes' own expectations need it as Jest has it. */
export function provideExpect(): void {
	Object.assign(globalThis, { expect });
}

/** The running n8n, whose example workflows get the stage's own credentials of these types. */
export function claimHost(
	n8n: string,
	api: N8nApi,
	sandboxUrl: string,
	credentials: ReadonlyMap<string, string>,
): Host {
	const withOurs: N8nApi = {
		...api,
		save: async (workflow) => await api.save(withCredentials(workflow, credentials)),
	};
	return serverHost(n8n, withOurs, booksOver(sandboxUrl), ENTRANCE);
}

/** Plays a recipe; resolves to one line per step that did not come out as it says. */
export async function playAll(
	host: Host,
	recipe: Recipe,
): Promise<{ readonly passed: number; readonly failed: readonly string[] }> {
	const opened = await host.open(recipe);
	const failed: string[] = [];
	try {
		for (const step of recipe.steps) {
			await playStep(host, opened, step).catch((reason: unknown) => {
				failed.push(`${recipe.title}: ${step.shows}: ${String(reason)}`);
			});
		}
	} finally {
		await opened.close();
	}
	return { passed: recipe.steps.length - failed.length, failed };
}

/** The workflow with the stage's own credentials of these types, which get their ids only when it runs. */
function withCredentials<T extends { readonly nodes: ReadonlyArray<object> }>(
	workflow: T,
	ids: ReadonlyMap<string, string>,
): T {
	const nodes = workflow.nodes.map((node) => {
		const used = Object.entries('credentials' in node ? (node.credentials ?? {}) : {});
		const credentials = used.map(([type, one]) => {
			const id = ids.get(type);
			return [type, id === undefined ? one : { id, name: type }] as const;
		});
		return { ...node, credentials: Object.fromEntries(credentials) };
	});
	return { ...workflow, nodes };
}
