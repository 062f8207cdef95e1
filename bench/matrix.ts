import type { Cell } from './cell';
import type { BenchOptions } from './options';

/** Every field of the matrix that was asked for, small ones first; what makes no sense is left out. */
export function cellsOf(options: BenchOptions): readonly Cell[] {
	const { items, delaysMs, providers, subjects, concurrency, remembered } = options;
	const cells = items.flatMap((count) =>
		delaysMs.flatMap((delayMs) =>
			concurrency.flatMap((width) =>
				remembered.flatMap((known) =>
					providers.flatMap((provider) =>
						subjects.map((subject) => ({
							subject,
							provider,
							items: count,
							delayMs,
							concurrency: width,
							remembered: known,
						})),
					),
				),
			),
		),
	);
	return cells.filter(
		({ subject, concurrency: width, remembered: known }) =>
			subject === 'node' ||
			(known === remembered[0] && (subject.startsWith('pool') || width === concurrency[0])),
	);
}

/** What a cell of several calls a refund is reckoned with before any is counted. */
const CALLS = 2;
const LONG_SECONDS = 30;
const USUAL_RUNS = 3;
/** Start, warm-up and rest of an n8n, and of a pool. */
const AROUND_SECONDS = { n8n: 18, pool: 4 };
/** Least that a refund takes, whatever the server does; a rough figure. */
const LEAST_MS = 4;

/** How often a cell is measured when nobody said: its median counts, but nobody waits hours for it. */
export function runsOf(cell: Cell, asked: number | null): number {
	return asked ?? (waitingSeconds(cell) > LONG_SECONDS ? 1 : USUAL_RUNS);
}

/** About how long a cell takes once, in seconds. */
export function expectedSeconds(cell: Cell): number {
	const around = cell.subject.startsWith('pool') ? AROUND_SECONDS.pool : AROUND_SECONDS.n8n;
	const working = cell.subject === 'input' ? 0 : (LEAST_MS * cell.items) / 1000;
	return around + Math.max(working, waitingSeconds(cell));
}

/** What the node and the pool can't be faster than; the pair sends all at once. */
function waitingSeconds({ subject, items, delayMs, concurrency }: Cell): number {
	if (subject === 'pair' || subject === 'input') return 0;
	return (items * CALLS * delayMs) / concurrency / 1000;
}
