/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execa } from 'execa';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DemoFailure } from '../../demo/demoFailure';
import { findNode24 } from '../../demo/installN8n';
import { N8N_ENTRY } from '../../demo/n8nCli';
import { n8nEnvironment } from '../../demo/n8nEnvironment';
import { sendToGroup } from '../../demo/n8nServer';
import { ROOT } from '../../demo/paths';
import { choosePorts } from '../../demo/ports';
import { modulesOf, slugOf, STARTUP } from './folders';

const START_TIMEOUT_MS = 180_000;
const REPORT = /^start-report (\{.*\})$/;
const HOMES = join(STARTUP, 'homes');
const WATCH = join(ROOT, 'bench', 'startup', 'watchStart.cjs');

/** One start of n8n, as `watchStart.cjs` tells it: times from the start of the process, in milliseconds. */
export interface Start {
	readonly readyMs: number;
	readonly cpuMs: number;
	readonly loads: ReadonlyArray<{
		readonly name: string;
		readonly ms: number;
		readonly cpuMs: number;
	}>;
}

/** Starts n8n on a user folder, waits till it is ready, and ends it with all that it started. */
async function startOnce(home: string, signal: AbortSignal): Promise<Start> {
	const ports = await choosePorts({ once: true, help: false, n8nPort: null, sandboxPort: null });
	const child = execa(findNode24().file, ['--require', WATCH, N8N_ENTRY, 'start'], {
		cwd: home,
		env: { ...n8nEnvironment(ports), N8N_USER_FOLDER: home },
		extendEnv: false,
		stdin: 'ignore',
		all: true,
		buffer: false,
		reject: false,
		detached: true,
		cleanup: false,
	});
	const end = (by: NodeJS.Signals) => {
		if (child.pid !== undefined) sendToGroup(child.pid, by);
	};
	const stop = () => end('SIGKILL');
	const timer = setTimeout(stop, START_TIMEOUT_MS);
	signal.addEventListener('abort', stop, { once: true });
	let report: Start | undefined;
	createInterface({ input: child.all }).on('line', (line) => {
		const told = REPORT.exec(line)?.[1];
		if (told === undefined) return;
		report = JSON.parse(told) as Start;
		end('SIGTERM');
	});
	await child;
	stop();
	clearTimeout(timer);
	signal.removeEventListener('abort', stop);
	signal.throwIfAborted();
	if (report === undefined) throw new DemoFailure('n8n has ended before it was ready.');
	return report;
}

/** A user folder per package, with the same finished database in each, so that no start runs migrations. */
async function makeHomes(
	names: readonly string[],
	signal: AbortSignal,
): Promise<ReadonlyMap<string | null, string>> {
	await rm(HOMES, { recursive: true, force: true });
	const bare = join(HOMES, 'none');
	await mkdir(bare, { recursive: true });
	await startOnce(bare, signal);
	const homes = new Map<string | null, string>([[null, bare]]);
	for (const name of names) {
		const home = join(HOMES, slugOf(name));
		await cp(bare, home, { recursive: true });
		await cp(modulesOf(name), join(home, '.n8n', 'nodes', 'node_modules'), { recursive: true });
		homes.set(name, home);
	}
	return homes;
}

/** Starts n8n `rounds` times with each package and with none (key null), in turns. */
export async function measureStarts(
	names: readonly string[],
	rounds: number,
	signal: AbortSignal,
): Promise<ReadonlyMap<string | null, readonly Start[]>> {
	const homes = await makeHomes(names, signal);
	const starts = new Map<string | null, Start[]>();
	for (let round = 0; round < rounds; round += 1) {
		for (const [name, home] of homes) {
			starts.set(name, [...(starts.get(name) ?? []), await startOnce(home, signal)]);
		}
	}
	return starts;
}
