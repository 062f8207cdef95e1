/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { delimiter, join } from 'node:path';
import { findNode24 } from '../../demo/installN8n';
import { ROOT } from '../../demo/paths';
import { runCommand } from '../../demo/runCommand';
import { modulesOf, N8N_MODULES } from './folders';
import type { Load } from './load';

/** As n8n sets it before it loads packages: where a package finds `n8n-workflow`. */
const NODE_PATH = [join(N8N_MODULES, 'n8n', 'node_modules'), N8N_MODULES].join(delimiter);

async function loadOnce(name: string, signal: AbortSignal): Promise<Load> {
	const script = join(ROOT, 'bench', 'startup', 'loadOnce.cjs');
	const printed = await runCommand(
		findNode24().file,
		['--expose-gc', script, N8N_MODULES, modulesOf(name)],
		{ cwd: ROOT, env: { PATH: process.env.PATH, NODE_PATH }, signal, purpose: `Loading ${name}` },
	);
	return JSON.parse(printed.trim().split('\n').pop() ?? '') as Load;
}

/**
 * Loads each package `runs` times, each time in a fresh process, in turns, so that whatever else the machine does meets
 * all of them alike. A first round only warms the disk's cache and is not counted.
 */
export async function measureLoads(
	names: readonly string[],
	runs: number,
	signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Load[]>> {
	const loads = new Map<string, Load[]>(names.map((name) => [name, []]));
	for (let run = 0; run <= runs; run += 1) {
		for (const name of names) {
			const load = await loadOnce(name, signal);
			if (run > 0) loads.get(name)?.push(load);
		}
	}
	return loads;
}
