import { aliveReport } from '../../bench/report/alive';
import { reportOf, table } from '../../bench/report/markdown';
import { plotOf, PLOTS } from '../../bench/report/plots';
import { toRow } from '../../bench/report/summary';
import { selfTimeByModule, wholeTimeOfOurs, type CpuProfile } from '../../bench/profile/byModule';

const rows = [200, 1_000].map((items) =>
	toRow({
		cell: { subject: 'node', provider: 'duro', items, delayMs: 20, concurrency: 3, remembered: 0 },
		runs: [
			{
				wallMs: 14 * items,
				cpuMs: 2 * items,
				peakBytes: items * 1024,
				idleBytes: 0,
				mostInFlight: 3,
				requests: 2 * items,
				lists: 0,
				tokens: 0,
				connections: 2 * items,
				meanAnswerMs: 20,
			},
		],
	}),
);

it('puts numbers to the right and words to the left', () => {
	expect(table(['who', 'how many'], [['a', '1,000']])).toBe(
		'| who | how many |\n| --- | ---: |\n| a | 1,000 |',
	);
});

it('says in the report under what circumstances and how fast', () => {
	const report = reportOf(rows, ['on a quiet machine']);
	expect(report).toContain('- on a quiet machine');
	expect(report).toContain('| duro | 1,000 | 20 | 3 | – | 1.05× |');
});

it('tells how what is alive grows from one number of items to the next, for each subject apart', () => {
	const alive = (subject: 'node' | 'pair', items: number, megabytes: number) => ({
		cell: { ...rows[0]!, subject, items },
		megabytes,
	});
	const report = aliveReport([
		alive('node', 1_000, 9),
		alive('pair', 200, 5),
		alive('node', 200, 1),
		alive('pair', 1_000, 5),
	]);
	expect(report).toContain(
		[
			'| duro | 20 | node | 200 | 1.0 | – |',
			'| duro | 20 | node | 1,000 | 9.0 | 10.2 |',
			'| duro | 20 | pair | 200 | 5.0 | – |',
			'| duro | 20 | pair | 1,000 | 5.0 | 0.0 |',
		].join('\n'),
	);
});

describe('the plots', () => {
	it('draw the limit beside the wall time only, and no line of a single point', () => {
		const drawn = PLOTS.map((shown) => [shown.name, JSON.stringify(plotOf(shown, rows))]);
		const specs = Object.fromEntries(drawn) as Record<string, string>;
		expect(specs.wall).toContain('"line":"limit"');
		expect(specs.cpu).not.toContain('"line":"limit"');
		expect(specs.remembered).toBe('null');
		expect(PLOTS.map((shown) => plotOf(shown, rows.slice(0, 1)))).toEqual(PLOTS.map(() => null));
	});
});

describe('a profile', () => {
	const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 0 });
	const ours = 'file:///home/n8n-nodes-invoice-refunds/dist/nodes/shared/n8n/run/run.js';
	const profile: CpuProfile = {
		nodes: [
			{ id: 1, callFrame: frame('(root)', ''), children: [2, 5] },
			{ id: 2, callFrame: frame('run', ours), children: [3, 4] },
			{ id: 3, callFrame: frame('request', '/x/node_modules/@a/b/node_modules/axios/dist/a.js') },
			{ id: 4, callFrame: frame('run', ours) },
			{ id: 5, callFrame: frame('(idle)', '') },
		],
		samples: [2, 3, 4, 5],
		timeDeltas: [0, 1_000, 2_000, 4_000, 8_000],
	};

	it('gives each sample the time until the next one, by module', () => {
		expect(selfTimeByModule(profile)).toEqual([
			{ name: '(idle)', ms: 8 },
			{ name: 'ours: nodes/shared/n8n/run/run.js', ms: 5 },
			{ name: 'axios', ms: 2 },
		]);
	});

	it('counts a function that calls itself once', () => {
		expect(wholeTimeOfOurs(profile)).toEqual([{ name: 'run nodes/shared/n8n/run/run.js:1', ms: 7 }]);
	});
});
