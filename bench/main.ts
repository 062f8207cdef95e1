/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { takeFolder } from '../demo/oneAtATime';
import { ROOT, WORK } from '../demo/paths';
import { choosePorts } from '../demo/ports';
import { nameOf, type Measured } from './cell';
import { cellsOf } from './matrix';
import { makeTemplate } from './n8n/home';
import { measureInN8n, type Session } from './n8n/measure';
import { parseBenchOptions } from './options';
import { measurePool } from './pool/measure';
import { writeProfileReport } from './profile/report';
import { startBenchServer } from './server/benchServer';

const RESULTS = join(ROOT, 'bench', 'results');
const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
	const options = parseBenchOptions(process.argv.slice(2));
	const abort = new AbortController();
	process.once('SIGINT', () => abort.abort());
	const leave = await takeFolder();
	const server = await startBenchServer();
	try {
		await mkdir(RESULTS, { recursive: true });
		const ports = await choosePorts({ once: true, help: false, n8nPort: null, sandboxPort: null });
		say('Preparing n8n');
		const credentials = await makeTemplate(server, ports, abort.signal);
		const session: Session = {
			server,
			ports,
			credentials,
			signal: abort.signal,
			warm: options.warm,
		};
		if (options.profile !== null) {
			for (const cell of cellsOf({ ...options, subjects: [options.profile] })) {
				const file = join(WORK, 'bench.cpuprofile');
				const measured = await measureInN8n(cell, session, file);
				const name = `profile-${cell.subject}-${cell.provider}-${cell.items}-${cell.delayMs}ms.md`;
				await writeProfileReport(cell, measured, file, join(RESULTS, name));
				say(`${nameOf(cell)}: ${oneLine(measured, cell.items)} -> bench/results/${name}`);
			}
			return;
		}
		for (const cell of cellsOf(options)) {
			for (let run = 1; run <= options.runs; run++) {
				const measured = cell.subject.startsWith('pool')
					? await measurePool(cell, server, options.warm)
					: await measureInN8n(cell, session, null);
				say(`${nameOf(cell)}: ${oneLine(measured, cell.items)}`);
			}
		}
	} finally {
		server.stop();
		await leave();
	}
}

function oneLine({ wallMs, cpuMs, peakBytes, mostInFlight }: Measured, items: number): string {
	return `${(wallMs / items).toFixed(2)} ms, ${(cpuMs / items).toFixed(2)} ms CPU, ${(peakBytes / 2 ** 20).toFixed(0)} MB above idle, ${mostInFlight} in flight`;
}

void main().then(
	() => process.exit(0),
	(error: unknown) => {
		say(String(error instanceof Error ? error.stack : error));
		process.exit(1);
	},
);
