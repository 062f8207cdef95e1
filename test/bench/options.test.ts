import { cellsOf, expectedSeconds, runsOf } from '../../bench/matrix';
import { parseBenchOptions } from '../../bench/options';

describe('the options', () => {
	it('are lists where a list makes sense, with = or without', () => {
		const options = parseBenchOptions(['--items', '200,1000', '--delays=0', '--providers', 'duro']);
		expect(options).toMatchObject({ items: [200, 1000], delaysMs: [0], providers: ['duro'] });
	});

	it.each([
		[['--items', '0'], '--items needs whole numbers of at least 1'],
		[['--delays', '2.5'], '--delays needs whole numbers'],
		[['--runs'], '--runs needs whole numbers'],
		[['--providers', 'stripe'], '--providers takes duro'],
		[['--subjects', 'node,nodes'], "not 'nodes'"],
		[['--out', '../x'], '--out needs a name'],
		[['--itmes', '5'], "'--itmes' is not an option"],
	])('%j are refused by name', (args, words) => {
		expect(() => parseBenchOptions(args)).toThrow(words);
	});

	it('refine a named set, wherever its name stands', () => {
		expect(parseBenchOptions(['--runs', '2', '--quick'])).toMatchObject({ runs: 2, items: [200] });
		expect(parseBenchOptions(['--full', '--items', '200']).items).toEqual([200]);
	});
});

describe('the matrix', () => {
	it('has every field that was asked for, once', () => {
		const cells = cellsOf(parseBenchOptions(['--full']));
		expect(cells).toHaveLength(4 * 3 * 4 * 4);
		expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(cells.length);
	});

	it('does not measure the pair again for a concurrency or a memory that it does not have', () => {
		const args = ['--quick', '--concurrency', '3,10', '--remembered', '0,10'];
		const subjects = cellsOf(parseBenchOptions(args)).map(({ subject }) => subject);
		expect(subjects.filter((subject) => subject === 'node')).toHaveLength(4);
		expect(subjects.filter((subject) => subject === 'pair')).toHaveLength(1);
		expect(subjects.filter((subject) => subject === 'pool')).toHaveLength(2);
	});
});

describe('how often a cell is measured', () => {
	const [node, pair] = cellsOf(parseBenchOptions(['--items', '5000', '--providers', 'duro']));

	it('is three times, and once where waiting alone takes long', () => {
		const [short] = cellsOf(parseBenchOptions(['--quick']));
		expect([short, node, pair].map((cell) => cell && runsOf(cell, null))).toEqual([3, 1, 3]);
	});

	it('is as often as was asked for', () => {
		expect(node && runsOf(node, 5)).toBe(5);
	});

	it('counts the waiting into the time that is announced', () => {
		expect(node && expectedSeconds(node)).toBeGreaterThan((5_000 * 2 * 20) / 3 / 1_000);
	});
});
