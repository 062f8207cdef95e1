/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeFolder } from '../demo/oneAtATime';
import { WORK } from '../demo/paths';
import { choosePorts } from '../demo/ports';
import { nameOf, type Cell, type Measured } from './cell';
import { cpuMsOf } from './machine/usage';
import { cellsOf, expectedSeconds, runsOf } from './matrix';
import { makeTemplate } from './n8n/home';
import { measureInN8n, type Session } from './n8n/measure';
import { parseBenchOptions, type BenchOptions } from './options';
import { measurePool } from './pool/measure';
import { writeProfileReport } from './profile/report';
import type { Result } from './report/summary';
import { aliveReport, readAlive, type Alive } from './report/alive';
import { circumstancesOf, keep, readKept, RESULTS, writeReport } from './report/write';
import { startBenchServer } from './server/benchServer';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** What the options say. */
async function main(options: BenchOptions): Promise<void> {
	await mkdir(RESULTS, { recursive: true });
	if (options.render !== null) {
		const all = await Promise.all(options.render.map(readKept));
		const circumstances = [...new Set(all.flatMap((kept) => kept.circumstances))];
		const together = { circumstances, results: all.flatMap(({ results }) => results) };
		await keep(options.out, together);
		say((await writeReport(options.out, together)).join('\n'));
		return;
	}
	const abort = new AbortController();
	// n8n is in a process group of its own: whoever ends the bench must not leave it behind. The signal
	// comes twice, from the terminal and from the process that started this one.
	for (const end of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(end, () => abort.abort());
	const leave = await takeFolder();
	const server = await startBenchServer();
	try {
		const ports = await choosePorts({ once: true, help: false, n8nPort: null, sandboxPort: null });
		say('Preparing n8n');
		const credentials = await makeTemplate(server, ports, abort.signal);
		const { signal } = abort;
		const session = { server, ports, credentials, signal, warm: options.warm };
		if (options.alive) await aliveAll(options, session);
		else if (options.profile === null) await measureAll(options, session);
		else await profileAll(cellsOf({ ...options, subjects: [options.profile] }), session);
	} finally {
		server.stop();
		await leave();
	}
}

/** Every cell as often as was asked for; what is known by then is kept after each. */
async function measureAll(options: BenchOptions, session: Session): Promise<void> {
	const { server, warm, signal } = session;
	const cells = cellsOf(options);
	const results: Result[] = [];
	let serverCpuMs = 0;
	let requests = 0;
	const kept = () => ({
		circumstances: circumstancesOf(options, requests === 0 ? null : serverCpuMs / requests),
		results,
	});
	const seconds = cells.map((cell) => expectedSeconds(cell) * runsOf(cell, options.runs));
	const sum = seconds.reduce((total, one) => total + one, 0);
	say(`${cells.length} fields, about ${Math.ceil(sum / 60)} minutes on a quiet machine`);
	for (const [place, cell] of cells.entries()) {
		const runs: Measured[] = [];
		for (let run = 1; run <= runsOf(cell, options.runs); run++) {
			signal.throwIfAborted();
			const before = cpuMsOf(server.pid);
			const measured = cell.subject.startsWith('pool')
				? await measurePool(cell, server, warm, signal)
				: await measureInN8n(cell, session, null);
			serverCpuMs += cpuMsOf(server.pid) - before;
			requests += measured.requests + measured.lists + measured.tokens;
			runs.push(measured);
			say(`${place + 1}/${cells.length} ${nameOf(cell)}: ${oneLine(measured, cell.items)}`);
		}
		results.push({ cell, runs });
		await keep(options.out, kept());
	}
	for (const file of await writeReport(options.out, kept())) say(`bench/results/${file}`);
}

/** Where the CPU time of each cell goes. */
async function profileAll(cells: readonly Cell[], session: Session): Promise<void> {
	const file = join(WORK, 'bench.cpuprofile');
	for (const cell of cells) {
		const measured = await measureInN8n(cell, session, { module: 'profileOnSignal.cjs', file });
		const name = `profile-${cell.subject}-${cell.provider}-${cell.items}-${cell.delayMs}ms.md`;
		await writeProfileReport(cell, measured, file, join(RESULTS, name));
		say(`${nameOf(cell)}: ${oneLine(measured, cell.items)}; bench/results/${name}`);
	}
}

/** What is alive at most in each cell. A pool is a process of its own and has nothing to stand beside. */
async function aliveAll(options: BenchOptions, session: Session): Promise<void> {
	const file = join(WORK, 'bench-alive.json');
	const alive: Alive[] = [];
	for (const cell of cellsOf(options).filter(({ subject }) => !subject.startsWith('pool'))) {
		await measureInN8n(cell, session, { module: 'aliveOnSignal.cjs', file });
		alive.push(await readAlive(cell, file));
		await writeFile(join(RESULTS, 'alive.md'), aliveReport(alive));
		say(`${nameOf(cell)}: ${(alive.at(-1)?.megabytes ?? 0).toFixed(1)} MB alive above idle`);
	}
}

function oneLine({ wallMs, cpuMs, peakBytes, mostInFlight }: Measured, items: number): string {
	const [wall, cpu] = [wallMs, cpuMs].map((ms) => (ms / items).toFixed(2));
	const peak = (peakBytes / 2 ** 20).toFixed(0);
	return `${wall} ms, ${cpu} ms CPU, ${peak} MB above idle, ${mostInFlight} in flight`;
}

void main(parseBenchOptions(process.argv.slice(2))).then(
	() => process.exit(0),
	(error: unknown) => {
		say(String(error instanceof Error ? error.stack : error));
		process.exit(1);
	},
);
