/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { DemoFailure } from '../../demo/demoFailure';
import { findNode24, installN8n, isN8nInstalled } from '../../demo/installN8n';
import { takeFolder } from '../../demo/oneAtATime';
import { buildPackage, packPackage } from '../../demo/packAndInstall';
import { ROOT } from '../../demo/paths';
import { runCommand } from '../../demo/runCommand';
import { N8N_MODULES, RESULTS, STARTUP } from './folders';
import { fetchTarball, installAsN8n, makeEmptyPackage, type Installed } from './installAsN8n';
import { measureLoads } from './loads';
import { parseStartupOptions, USAGE } from './options';
import { COMPARED } from './packages';
import { resultsPage } from './report';
import { measureStarts } from './starts';

const EMPTY = 'n8n-nodes-empty';
const say = (text: string) => process.stdout.write(`${text}\n`);
const busy = () => loadavg()[0]?.toFixed(2) ?? '?';

async function manifestOf(folder: string): Promise<{ name: string; version: string }> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
}

async function describeMachine(busyBefore: string, signal: AbortSignal): Promise<string> {
	const { version } = await manifestOf(join(N8N_MODULES, 'n8n'));
	const node = await runCommand(findNode24().file, ['--version'], {
		cwd: ROOT,
		env: {},
		signal,
		purpose: 'Asking Node for its version',
	});
	const model = cpus()[0]?.model.trim() ?? 'unknown processor';
	return `n8n ${version}, Node ${node.trim()}, ${cpus().length} cores (${model}), ${process.platform}. Load average before ${busyBefore}, after ${busy()}; one process of its own works at a time, so about 1 is a machine without other work.`;
}

/** Measures and writes the page; resolves to the exit code. */
async function main(args: readonly string[]): Promise<number> {
	const { runs, starts, help } = parseStartupOptions(args);
	if (help) {
		say(USAGE);
		return 0;
	}
	const abort = new AbortController();
	const { signal } = abort;
	for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => abort.abort());
	const leave = await takeFolder();
	try {
		const busyBefore = busy();
		if (!(await isN8nInstalled())) await installN8n({ signal, report: say });
		await mkdir(STARTUP, { recursive: true });
		const own = (await manifestOf(ROOT)).name;
		say('Building and packing this package, fetching the others …');
		await buildPackage(signal);
		const installed: Installed[] = [await installAsN8n(own, await packPackage(signal), signal)];
		for (const wanted of COMPARED) {
			installed.push(await installAsN8n(wanted.name, await fetchTarball(wanted, signal), signal));
		}
		await makeEmptyPackage(EMPTY);
		const names = installed.map(({ name }) => name);
		say(`Loading each ${runs} times …`);
		const loads = new Map(await measureLoads([EMPTY, ...names], runs, signal));
		const empty = loads.get(EMPTY) ?? [];
		loads.delete(EMPTY);
		if (starts > 0) say(`Starting n8n ${starts} times with each and with none …`);
		const page = resultsPage({
			own,
			compared: COMPARED,
			installed,
			empty,
			loads,
			starts: starts > 0 ? await measureStarts(names, starts, signal) : null,
			machine: await describeMachine(busyBefore, signal),
		});
		await mkdir(dirname(RESULTS), { recursive: true });
		await writeFile(RESULTS, page);
		say(`\n${page}`);
		return 0;
	} finally {
		await rm(STARTUP, { recursive: true, force: true });
		await leave();
	}
}

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(failed: unknown) => {
		const shown = failed instanceof DemoFailure ? [failed.message, ...failed.details] : [failed];
		for (const line of shown) process.stderr.write(`${String(line)}\n`);
		process.exitCode = 1;
	},
);
