import { costAbove, medianLoad, type Load } from './load';
import type { Installed } from './installAsN8n';
import { median } from '../median';
import type { ComparedPackage } from './packages';
import type { Start } from './starts';

/** Everything one run has measured. */
export interface Measured {
	/** One line: n8n, Node, processor, how busy the machine was. */
	readonly machine: string;
	readonly own: string;
	readonly compared: readonly ComparedPackage[];
	readonly installed: readonly Installed[];
	readonly empty: readonly Load[];
	readonly loads: ReadonlyMap<string, readonly Load[]>;
	/** Null: n8n itself was not started. Key null: without any package. */
	readonly starts: ReadonlyMap<string | null, readonly Start[]> | null;
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0);

/** A table in Markdown; the first column is text, the others are figures. */
export function markdownTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>) {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** The middle and both ends, e.g. `51 (47–60)`. */
export function spread(values: readonly number[], digits = 0): string {
	const [low, high] = [Math.min(...values), Math.max(...values)];
	return `${median(values).toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

function sizeTable({ installed, own }: Measured): string {
	return markdownTable(
		[
			'package',
			'tarball kB',
			'unpacked kB',
			'files',
			'of it types and maps kB',
			'packages it brings',
			'installed kB',
			'installed files',
		],
		installed.map(({ name, version, packedBytes, unpacked, whole }) => [
			name === own ? `**${name}** ${version}` : `${name} ${version}`,
			kilobytes(packedBytes),
			kilobytes(unpacked.bytes),
			String(unpacked.files),
			kilobytes(unpacked.unusedBytes),
			String(whole.dependencies),
			kilobytes(whole.bytes),
			String(whole.files),
		]),
	);
}

function loadTable({ installed, own, empty, loads }: Measured): string {
	const base = medianLoad(empty);
	return markdownTable(
		[
			'package',
			'nodes + credentials',
			'load ms',
			'CPU ms',
			'modules',
			'heap kB',
			'ms a node or credential',
		],
		installed.map(({ name }) => {
			const runs = (loads.get(name) ?? []).map((load) => costAbove(base, load));
			const { ms, modules, heapBytes, nodes, credentials } = medianLoad(runs);
			return [
				name === own ? `**${name}**` : name,
				`${nodes} + ${credentials}`,
				spread(runs.map((run) => run.ms)),
				spread(runs.map((run) => run.cpuMs)),
				String(modules),
				kilobytes(heapBytes),
				(ms / (nodes + credentials)).toFixed(1),
			];
		}),
	);
}

function startTable({ installed, own }: Measured, starts: NonNullable<Measured['starts']>): string {
	const names = [null, ...installed.map(({ name }) => name)];
	return markdownTable(
		['n8n start with', 'ready s', 'CPU s', 'its load ms', 'its load CPU ms'],
		names.map((name) => {
			const runs = starts.get(name) ?? [];
			const loads = runs.flatMap((run) => run.loads.filter((load) => load.name === name));
			return [
				name === null ? 'no community package' : name === own ? `**${name}**` : name,
				spread(
					runs.map(({ readyMs }) => readyMs / 1000),
					2,
				),
				spread(
					runs.map(({ cpuMs }) => cpuMs / 1000),
					2,
				),
				loads.length > 0 ? spread(loads.map(({ ms }) => ms)) : '–',
				loads.length > 0 ? spread(loads.map(({ cpuMs }) => cpuMs)) : '–',
			];
		}),
	);
}

/** Whether starts differ by more than they scatter on their own; otherwise the totals can't show one package's part. */
function startVerdict(starts: NonNullable<Measured['starts']>, own: string): string {
	const cpu = (name: string | null) => (starts.get(name) ?? []).map(({ cpuMs }) => cpuMs);
	const [without, with_] = [cpu(null), cpu(own)];
	const more = median(with_) - median(without);
	const scatter = Math.max(...without) - Math.min(...without);
	const verdict =
		Math.abs(more) > scatter
			? 'That is beyond the scatter.'
			: "That is within the scatter: a whole start can't show what one package costs. The load measured inside n8n can.";
	const direction = more < 0 ? 'less' : 'more';
	return `With this package n8n took ${Math.abs(more).toFixed(0)} ms ${direction} CPU than without; starts without it lie up to ${scatter.toFixed(0)} ms apart. ${verdict}`;
}

/** The results page. */
export function resultsPage(measured: Measured): string {
	const { machine, compared, empty, loads, starts } = measured;
	const runs = Math.max(...[...loads.values()].map((list) => list.length));
	const rounds = starts === null ? 0 : (starts.get(null) ?? []).length;
	const base = medianLoad(empty);
	const parts = [
		'# Start-up and size',
		'Written by `npm run bench:startup`; what is measured and how: [bench/startup](../startup/README.md).',
		machine,
		compared.map(({ name, version, why }) => `- ${name} ${version}: ${why}`).join('\n'),
		'## Size',
		sizeTable(measured),
		'## Loading',
		`n8n's own loader, a fresh process a run, median (least–most) of ${runs} runs, less what an empty package takes (${base.ms.toFixed(1)} ms, ${base.cpuMs.toFixed(1)} ms CPU, ${base.modules} modules, ${kilobytes(base.heapBytes)} kB).`,
		loadTable(measured),
	];
	if (starts !== null) {
		parts.push(
			'## The whole start of n8n',
			`From the start of the process to "Editor is now accessible", migrated database, median (least–most) of ${rounds} starts each, in turns; "its load" is n8n's own loader, measured inside those starts.`,
			startTable(measured, starts),
			startVerdict(starts, measured.own),
		);
	}
	return `${parts.join('\n\n')}\n`;
}
