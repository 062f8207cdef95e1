/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { ROOT } from '../../demo/paths';
import type { BenchOptions } from '../options';
import { reportOf } from './markdown';
import { plotOf, PLOTS } from './plots';
import { toRow, type Result, type Row } from './summary';

/** Where everything goes. */
export const RESULTS = join(ROOT, 'bench', 'results');

/** What a session has measured, as it is kept. */
export interface Kept {
	readonly circumstances: readonly string[];
	readonly results: readonly Result[];
}

/** Under what circumstances the figures came about, as lines for the table. */
export function circumstancesOf(
	{ warm }: BenchOptions,
	serverCpuMs: number | null,
): readonly string[] {
	const [cpu] = cpus();
	return [
		`n8n 2.41.1 on Node ${process.versions.node}, SQLite; ${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, the server on the same machine${serverCpuMs === null ? '' : ` (${serverCpuMs.toFixed(2)} ms of CPU per request)`}`,
		`medians of the runs in the last column, each in an n8n process and database of its own, after a run of ${warm} items`,
		"the pace that the node keeps to documented rates (Layer, Revolv3) is lifted from outside: this is the machine's cost",
		'the pair and the axios pool check, look up and remember nothing; the pair has its tokens by hand',
	];
}

/** Keeps what was measured so far. */
export async function keep(name: string, kept: Kept): Promise<void> {
	await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(kept, null, '\t')}\n`);
}

/** Reads what was kept. */
export async function readKept(name: string): Promise<Kept> {
	return JSON.parse(await readFile(join(RESULTS, `${name}.json`), 'utf8')) as Kept;
}

/** Writes tables and plots of what was kept; resolves to the names of the files. */
export async function writeReport(
	name: string,
	{ results, circumstances }: Kept,
): Promise<readonly string[]> {
	const rows = results.map(toRow);
	await writeFile(join(RESULTS, `${name}.md`), reportOf(rows, circumstances));
	const written = [`${name}.md`];
	for (const [surroundings, group] of grouped(rows)) {
		for (const shown of PLOTS) {
			const spec = plotOf(shown, group);
			if (spec === null) continue;
			const file = `${name}-${shown.name}-${surroundings}.svg`;
			const view = new View(parse(compile(spec).spec), { renderer: 'none' });
			await writeFile(join(RESULTS, file), await view.toSVG());
			written.push(file);
		}
	}
	return written;
}

/** Rows of one delay and one concurrency; the pair has none and stands beside all. */
function grouped(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
	const groups = new Map<string, Row[]>();
	for (const { delayMs, concurrency, subject } of rows) {
		if (subject !== 'node' && subject !== 'pool') continue;
		const name = `${delayMs}ms-${concurrency}-at-once`;
		groups.set(
			name,
			rows.filter(
				(row) =>
					row.delayMs === delayMs &&
					(row.concurrency === concurrency || row.subject === 'pair' || row.subject === 'input'),
			),
		);
	}
	return groups;
}
