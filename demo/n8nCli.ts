/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoFailure } from './demoFailure';
import { findNode24 } from './installN8n';
import { n8nEnvironment, type FurtherEnvironment } from './n8nEnvironment';
import { N8N_FOLDER, N8N_HOME, WORK } from './paths';
import type { Ports } from './ports';
import { lastLines, runCommand } from './runCommand';
import { readExamples } from './workflow';

/** n8n's entry file, run with the Node found for it. */
export const N8N_ENTRY = join(N8N_FOLDER, 'node_modules', 'n8n', 'bin', 'n8n');

/** Starts from nothing: no database, no settings, so that what the demo shows is never left over. */
export async function clearN8nHome(): Promise<void> {
	await rm(N8N_HOME, { recursive: true, force: true });
	await mkdir(N8N_HOME, { recursive: true });
}

/** Runs one of n8n's commands to its end; resolves to what it printed. */
export async function runN8n(
	args: readonly string[],
	ports: Ports,
	signal: AbortSignal,
	further: FurtherEnvironment = {},
): Promise<string> {
	return await runCommand(findNode24().file, [N8N_ENTRY, ...args], {
		cwd: N8N_HOME,
		env: n8nEnvironment(ports, further),
		signal,
		purpose: `n8n ${args[0] ?? ''}`,
	});
}

/** Imports through a file that is gone afterwards. n8n ends with code 0 even when it could not, so its words decide. */
export async function importJson(
	command: 'import:credentials' | 'import:workflow',
	content: unknown,
	ports: Ports,
	signal: AbortSignal,
	further: FurtherEnvironment = {},
): Promise<void> {
	const file = join(WORK, `${command.replace(':', '-')}.json`);
	await writeFile(file, JSON.stringify(content), { mode: 0o600 });
	try {
		const printed = await runN8n([command, `--input=${file}`], ports, signal, further);
		if (!printed.includes('Successfully imported')) {
			throw new DemoFailure(`n8n ${command} did not work.`, lastLines(printed));
		}
	} finally {
		await rm(file, { force: true });
	}
}

/** Puts credentials, the workflow that is fired and the other examples into the database, and publishes that one. */
export async function importIntoN8n(
	credentials: readonly unknown[],
	workflow: { readonly id: string },
	ports: Ports,
	signal: AbortSignal,
): Promise<void> {
	await importJson('import:credentials', credentials, ports, signal);
	const others = (await readExamples()).filter(({ id }) => id !== workflow.id);
	await importJson('import:workflow', [workflow, ...others], ports, signal);
	await runN8n(['publish:workflow', `--id=${workflow.id}`], ports, signal);
}
