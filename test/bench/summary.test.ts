import type { Cell, Measured } from '../../bench/cell';
import {
	arithmeticLimitMs,
	growthOf,
	ratiosOf,
	toRow,
	type Result,
} from '../../bench/report/summary';
import { median } from '../../bench/median';

const cell = (change: Partial<Cell> = {}): Cell => ({
	subject: 'node',
	provider: 'duro',
	items: 100,
	delayMs: 20,
	concurrency: 4,
	remembered: 0,
	...change,
});

const run = (change: Partial<Measured> = {}): Measured => ({
	wallMs: 1_200,
	cpuMs: 300,
	peakBytes: 10 * 2 ** 20,
	idleBytes: 0,
	mostInFlight: 4,
	requests: 200,
	lists: 0,
	tokens: 1,
	connections: 200,
	meanAnswerMs: 21,
	...change,
});

const rowOf = (change: Partial<Cell>, measured: Partial<Measured> = {}) =>
	toRow({ cell: cell(change), runs: [run(measured)] });

describe('the median', () => {
	it.each([
		[[3], 3],
		[[9, 1, 5], 5],
		[[4, 1, 3, 2], 2.5],
		[[1, 100, 2], 2],
	])('of %j is %d', (values, middle) => {
		expect(median(values)).toBe(middle);
	});

	it('of nothing is refused', () => {
		expect(() => median([])).toThrow('nothing');
	});
});

it('waits as long as all calls one after another, divided among those at once', () => {
	expect(arithmeticLimitMs(20, 3, 4)).toBe(15);
});

describe('a row', () => {
	const result: Result = {
		cell: cell(),
		runs: [run(), run({ wallMs: 1_000, cpuMs: 900 }), run({ wallMs: 5_000, cpuMs: 200 })],
	};

	it('takes the median of each figure by itself, per refund', () => {
		expect(toRow(result)).toMatchObject({
			wallMs: 12,
			cpuMs: 3,
			slowestWallMs: 50,
			requests: 2,
			peakMegabytes: 10,
			tokens: 1,
		});
	});

	it('counts lists into the limit, and nothing that has no bound', () => {
		expect(toRow(result).limitMs).toBe(10);
		expect(rowOf({}, { lists: 100 }).limitMs).toBe(15);
		expect(rowOf({ subject: 'pool' }).limitMs).toBe(10);
		expect(rowOf({ subject: 'pair' }).limitMs).toBeNull();
	});
});

describe('the ratios', () => {
	const node = rowOf({}, { wallMs: 1_200, cpuMs: 300 });

	it('put the node over the pool, the limit and the pair of the same field', () => {
		const rows = [
			node,
			rowOf({ subject: 'pool' }, { wallMs: 1_000 }),
			rowOf({ subject: 'pool', concurrency: 8 }, { wallMs: 1 }),
			rowOf({ subject: 'pair', concurrency: 3 }, { wallMs: 600, cpuMs: 600 }),
			rowOf({ subject: 'pair', delayMs: 100 }, { wallMs: 1 }),
		];
		expect(ratiosOf(rows)).toEqual([
			{ node, toPool: 1.2, toLimit: 1.2, toPair: 2, cpuToPair: 0.5, sameCallsAsPool: true },
		]);
	});

	it('are left open where the other was not measured', () => {
		expect(ratiosOf([rowOf({ delayMs: 0 })])).toMatchObject([
			{ toPool: null, toLimit: null, toPair: null, sameCallsAsPool: null },
		]);
	});

	it('notice a pool that makes other calls than the node', () => {
		const pool = rowOf({ subject: 'pool' }, { lists: 100 });
		expect(ratiosOf([node, pool])[0]?.sameCallsAsPool).toBe(false);
	});
});

it('tells the growth of memory from the fewest items to the most', () => {
	const rows = [
		rowOf({ items: 300 }, { peakBytes: 30 * 2 ** 20 }),
		rowOf({ items: 100 }, { peakBytes: 10 * 2 ** 20 }),
		rowOf({ items: 200 }, { peakBytes: 500 * 2 ** 20 }),
		rowOf({ subject: 'pair', items: 100 }),
	];
	expect(growthOf(rows)).toMatchObject([
		{ subject: 'node', fromItems: 100, toItems: 300, kilobytesPerItem: 102.4 },
	]);
});
