import { median } from '../median';
import type { Cell, Measured } from '../cell';

/** A cell with what its runs came to. */
export interface Result {
	readonly cell: Cell;
	readonly runs: readonly Measured[];
}

/** A cell in the units of the tables: medians of its runs. */
export interface Row extends Cell {
	readonly runs: number;
	readonly perSecond: number;
	/** Per refund; the slowest of the runs beside it, so that the spread can be seen. */
	readonly wallMs: number;
	readonly slowestWallMs: number;
	readonly cpuMs: number;
	/** Above idle. */
	readonly peakMegabytes: number;
	readonly mostInFlight: number;
	readonly requests: number;
	readonly lists: number;
	readonly connections: number;
	/** Per run. */
	readonly tokens: number;
	/** What waiting alone takes per refund at this concurrency; null where nothing bounds it, as in the pair. */
	readonly limitMs: number | null;
}

/** Latency times calls, over how many go at once. */
export function arithmeticLimitMs(delayMs: number, calls: number, concurrency: number): number {
	return (delayMs * calls) / concurrency;
}

/** A result as a row. */
export function toRow({ cell, runs }: Result): Row {
	const { items, delayMs, concurrency, subject } = cell;
	const of = (value: (run: Measured) => number) => median(runs.map(value));
	const wallMs = of((run) => run.wallMs) / items;
	const requests = of((run) => run.requests) / items;
	const lists = of((run) => run.lists) / items;
	const isBounded = subject === 'node' || subject.startsWith('pool');
	return {
		...cell,
		runs: runs.length,
		perSecond: wallMs === 0 ? 0 : 1000 / wallMs,
		wallMs,
		slowestWallMs: Math.max(...runs.map((run) => run.wallMs)) / items,
		cpuMs: of((run) => run.cpuMs) / items,
		peakMegabytes: of((run) => run.peakBytes) / 2 ** 20,
		mostInFlight: of((run) => run.mostInFlight),
		requests,
		lists,
		connections: of((run) => run.connections) / items,
		tokens: of((run) => run.tokens),
		limitMs: isBounded ? arithmeticLimitMs(delayMs, requests + lists, concurrency) : null,
	};
}

/** The node beside the others in one field of the matrix; null where the other was not measured. */
export interface Ratios {
	readonly node: Row;
	/** Wall time over the pool's, the limit's, the pair's. */
	readonly toPool: number | null;
	readonly toLimit: number | null;
	readonly toPair: number | null;
	/** CPU time over the pair's. */
	readonly cpuToPair: number | null;
	/** Whether the pool has made as many calls as the node; null without a pool. */
	readonly sameCallsAsPool: boolean | null;
}

/** How the node stands to the others, field by field. */
export function ratiosOf(rows: readonly Row[]): readonly Ratios[] {
	return rows
		.filter(({ subject, remembered }) => subject === 'node' && remembered === 0)
		.map((node) => {
			const beside = (subject: Row['subject']) =>
				rows.find(
					(row) =>
						row.subject === subject &&
						row.provider === node.provider &&
						row.items === node.items &&
						row.delayMs === node.delayMs &&
						row.remembered === 0 &&
						(subject === 'pair' || row.concurrency === node.concurrency),
				);
			const pool = beside('pool');
			const pair = beside('pair');
			return {
				node,
				toPool: pool ? node.wallMs / pool.wallMs : null,
				toLimit: node.limitMs ? node.wallMs / node.limitMs : null,
				toPair: pair ? node.wallMs / pair.wallMs : null,
				cpuToPair: pair ? node.cpuMs / pair.cpuMs : null,
				sameCallsAsPool: pool ? pool.requests === node.requests && pool.lists === node.lists : null,
			};
		});
}

/** How a subject's peak memory grows from its smallest number of items to its largest. */
export interface Growth {
	readonly subject: Row['subject'];
	readonly provider: Row['provider'];
	readonly delayMs: number;
	readonly concurrency: number;
	readonly fromItems: number;
	readonly toItems: number;
	readonly kilobytesPerItem: number;
}

/** The growth of memory, wherever at least two numbers of items were measured. */
export function growthOf(rows: readonly Row[]): readonly Growth[] {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const name = [row.subject, row.provider, row.delayMs, row.concurrency, row.remembered].join();
		groups.set(name, [...(groups.get(name) ?? []), row]);
	}
	return [...groups.values()].flatMap((group) => {
		const sorted = [...group].sort((a, b) => a.items - b.items);
		const [first] = sorted;
		const last = sorted.at(-1);
		if (first === undefined || last === undefined || first.items === last.items) return [];
		const { subject, provider, delayMs, concurrency } = first;
		return {
			subject,
			provider,
			delayMs,
			concurrency,
			fromItems: first.items,
			toItems: last.items,
			kilobytesPerItem:
				((last.peakMegabytes - first.peakMegabytes) * 1024) / (last.items - first.items),
		};
	});
}
