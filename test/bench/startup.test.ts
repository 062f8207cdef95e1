import { costAbove, medianLoad, type Load } from '../../bench/startup/load';
import { median } from '../../bench/median';
import { parseStartupOptions } from '../../bench/startup/options';
import { markdownTable, spread } from '../../bench/startup/report';
import { isDependency, isUnused } from '../../bench/startup/sizes';

it('takes the middle, or the mean of the two in the middle', () => {
	expect(median([9, 1, 5])).toBe(5);
	expect(median([4, 1, 100, 2])).toBe(3);
	expect(median([7])).toBe(7);
	expect(() => median([])).toThrow('No values');
});

it('shows the middle with the least and the most', () => {
	expect(spread([50.4, 47, 60])).toBe('50 (47–60)');
	expect(spread([5.123, 5.5], 2)).toBe('5.31 (5.12–5.50)');
});

it('takes from each figure what an empty package costs, and keeps what it counts', () => {
	const load = (change: Partial<Load>): Load => ({
		...{ ms: 1, cpuMs: 2, modules: 0, heapBytes: 100, nodes: 0, credentials: 0 },
		...change,
	});
	const loaded = [40, 60, 51].map((ms) =>
		load({ ms, cpuMs: ms + 10, modules: 223, heapBytes: 1_100, nodes: 6, credentials: 6 }),
	);
	expect(costAbove(load({}), medianLoad(loaded))).toEqual({
		...{ ms: 50, cpuMs: 59, modules: 223, heapBytes: 1_000, nodes: 6, credentials: 6 },
	});
});

it.each([
	['/node_modules/axios/package.json', true],
	['/node_modules/@scope/name/package.json', true],
	['/node_modules/a/node_modules/b/package.json', true],
	['/package.json', false],
	['/node_modules/axios/lib/env/package.json', false],
	['/node_modules/axios/index.js', false],
])('%s is the manifest of a package that came along: %s', (path, expected) => {
	expect(isDependency(path)).toBe(expected);
});

it.each([
	['dist/nodes/Duro/Duro.node.d.ts', true],
	['dist/nodes/Duro/Duro.node.js.map', true],
	['dist/tsconfig.tsbuildinfo', true],
	['dist/nodes/Duro/Duro.node.js', false],
	['dist/nodes/Duro/Duro.node.json', false],
])('%s is opened by a compiler or a debugger only: %s', (path, expected) => {
	expect(isUnused(path)).toBe(expected);
});

it('writes a table with the figures to the right', () => {
	expect(markdownTable(['package', 'ms'], [['a', '1']])).toBe(
		'| package | ms |\n| --- | ---: |\n| a | 1 |',
	);
});

it('reads its options and names the one that is wrong', () => {
	expect(parseStartupOptions([])).toEqual({ runs: 15, starts: 3, help: false });
	expect(parseStartupOptions(['--runs', '31', '--starts', '0'])).toEqual({
		...{ runs: 31, starts: 0, help: false },
	});
	expect(() => parseStartupOptions(['--runs', '0'])).toThrow('--runs needs a whole number');
	expect(() => parseStartupOptions(['--fast'])).toThrow("'--fast' is not an option");
});
