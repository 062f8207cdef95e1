/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoFailure } from './demoFailure';
import { EXAMPLES, WORKFLOW_FILE } from './paths';

/** The parts of the workflow file that the demo relies on. */
export interface Workflow {
	readonly id: string;
	readonly nodes: ReadonlyArray<{ readonly type: string; readonly parameters: { path?: string } }>;
}

/** The workflow that the demo fires. */
export async function readWorkflow(): Promise<Workflow> {
	return JSON.parse(await readFile(WORKFLOW_FILE, 'utf8')) as Workflow;
}

/** Where the workflow's webhook listens, by the path in its file. */
export function webhookUrl(n8nUrl: string, { nodes }: Workflow): string {
	const path = nodes.find((node) => node.type === 'n8n-nodes-base.webhook')?.parameters.path;
	if (path === undefined) throw new DemoFailure('The example workflow has no webhook.');
	return `${n8nUrl}/webhook/${path}`;
}

/** All example workflows, so that a person can open them in the editor. */
export async function readExamples(): Promise<Array<{ readonly id: string }>> {
	const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.json')).sort();
	return await Promise.all(
		names.map(async (name) => {
			return JSON.parse(await readFile(join(EXAMPLES, name), 'utf8')) as { readonly id: string };
		}),
	);
}
