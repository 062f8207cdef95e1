/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile } from 'node:fs/promises';
import type { Cell } from '../cell';
import { table } from './markdown';

/** What was alive at most during one run, above what was alive before it. */
export interface Alive {
	readonly cell: Cell;
	readonly megabytes: number;
}

/** Reads what the watched n8n has written. */
export async function readAlive(cell: Cell, file: string): Promise<Alive> {
	const { idleBytes, peakBytes } = JSON.parse(await readFile(file, 'utf8')) as {
		readonly idleBytes: number;
		readonly peakBytes: number;
	};
	return { cell, megabytes: (peakBytes - idleBytes) / 2 ** 20 };
}

/** As Markdown, with the growth from the next smaller number of items. */
export function aliveReport(alive: readonly Alive[]): string {
	const sorted = [...alive].sort(
		(a, b) => lineOf(a.cell).localeCompare(lineOf(b.cell)) || a.cell.items - b.cell.items,
	);
	return [
		'# Memory that is needed',
		'The most that was alive at once, above what was alive before the run: V8 heap and external memory without buffers, after a full garbage collection, looked at every half second, in runs of their own whose times say nothing. The last column is the growth from the next smaller number of items.',
		table(
			['provider', 'delay ms', 'subject', 'items', 'MB alive', 'kB per further item'],
			sorted.map(({ cell, megabytes }, place) => {
				const before = sorted[place - 1];
				const growth =
					before && lineOf(before.cell) === lineOf(cell)
						? ((megabytes - before.megabytes) * 1024) / (cell.items - before.cell.items)
						: null;
				return [
					cell.provider,
					String(cell.delayMs),
					cell.subject,
					cell.items.toLocaleString('en-US'),
					megabytes.toFixed(1),
					growth === null ? '–' : growth.toFixed(1),
				];
			}),
		),
		'',
	].join('\n\n');
}

function lineOf({ provider, delayMs, subject, concurrency, remembered }: Cell): string {
	return [provider, delayMs, subject, concurrency, remembered].join();
}
