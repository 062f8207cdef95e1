import { PROVIDER_IDS, startSandbox } from '../../sandbox';
import { defaultSwitches } from '../../sandbox/switches';
import { WORLDS } from '../../sandbox/worlds/all';
import { defineWorlds } from '../../sandbox/worlds/defineWorlds';
import type { WorldSpace } from '../../sandbox/worlds/types';
import { enterWorld, worldOf } from '../../sandbox/worlds/worldOf';
import { coveringArray, pairsOf, possiblePairs } from './coveringArray';

describe.each(PROVIDER_IDS)('the worlds of %s', (provider) => {
	const space = WORLDS[provider];
	const worlds = coveringArray<typeof provider>(space);

	it('hold every pair of values that may meet, and no pair that may not', () => {
		const met = new Set(worlds.flatMap((world) => pairsOf(space, world)));
		expect([...met].sort()).toEqual([...possiblePairs(space)].sort());
	});

	it("begin with the samples' world, which is how the sandbox starts", () => {
		const [first] = worlds;
		expect(first?.choice).toEqual(space.samples);
		expect(defaultSwitches()[provider]).toMatchObject(first?.switches ?? {});
	});

	it('are the same every time', () => {
		expect(coveringArray<typeof provider>(space)).toEqual(worlds);
	});
});

describe('a world', () => {
	it('puts the sandbox where it says, and back', async () => {
		const sandbox = await startSandbox();
		try {
			const space = WORLDS.revolv3;
			const other = worldOf(space, { ...space.samples, 'list-children': 'hidden' });
			enterWorld(sandbox.switches, other);
			expect(sandbox.switches.revolv3.listShowsChildren).toBe(false);
			enterWorld(sandbox.switches, worldOf(space, space.samples));
			expect(sandbox.switches).toEqual(defaultSwitches());
		} finally {
			await sandbox.stop();
		}
	});

	const value = (word: string, totals: boolean) => ({
		value: word,
		means: 'something',
		mark: 'inferred' as const,
		source: 'nobody says it',
		switches: { cumulativeTotals: totals },
	});
	const fine: WorldSpace<'revolv3'> = {
		provider: 'revolv3',
		dimensions: [
			{ name: 'one', question: 'Which?', values: [value('a', false), value('b', true)] },
			{ name: 'two', question: 'And now?', values: [value('c', false), value('d', true)] },
		],
		excludes: [
			{ together: { one: 'a', two: 'd' }, why: 'Both are the same switch.' },
			{ together: { one: 'b', two: 'c' }, why: 'Both are the same switch.' },
		],
		samples: { one: 'a', two: 'c' },
	};

	it('loads where nothing contradicts anything', () => {
		expect(defineWorlds(fine)).toBe(fine);
		expect(coveringArray(fine).map(({ choice }) => choice)).toEqual([
			{ one: 'a', two: 'c' },
			{ one: 'b', two: 'd' },
		]);
	});

	it('meets every pair that is possible beside many exclusions', () => {
		const names = ['one', 'two', 'three', 'four', 'five'];
		const switches = ['cumulativeTotals', 'listShowsChildren', 'rateLimit'] as const;
		const space: WorldSpace<'revolv3'> = {
			provider: 'revolv3',
			dimensions: names.map((name) => ({
				name,
				question: 'Which?',
				values: ['a', 'b', 'c'].map((word, index) => ({
					value: word,
					means: 'something',
					mark: 'inferred',
					source: 'nobody says it',
					switches: { [switches[index] ?? '']: true },
				})),
			})),
			excludes: [
				{ together: { one: 'a', two: 'a' }, why: 'So.' },
				{ together: { two: 'b', three: 'c', four: 'a' }, why: 'So.' },
				{ together: { one: 'b', five: 'c' }, why: 'So.' },
				{ together: { three: 'a', five: 'b' }, why: 'So.' },
				{ together: { three: 'b', five: 'b' }, why: 'So.' },
				// with the two above it leaves nothing of three for these two together
				{ together: { three: 'c', five: 'b', four: 'b' }, why: 'So.' },
			],
			samples: { one: 'a', two: 'b', three: 'a', four: 'c', five: 'a' },
		};
		const met = new Set(coveringArray(space).flatMap((world) => pairsOf(space, world)));
		expect(met).toEqual(possiblePairs(space));
		expect(met).not.toContain('five: b, four: b');
		expect(met).toContain('four: a, three: c');
	});

	it.each<[string, Partial<WorldSpace<'revolv3'>>, RegExp]>([
		[
			'two values of one switch',
			{ excludes: [], samples: { one: 'a', two: 'd' } },
			/one and two both set cumulativeTotals/,
		],
		[
			'an excluded pair',
			{ samples: { one: 'a', two: 'd' } },
			/contradicts itself, one: a and two: d. Both are the same switch/,
		],
		['a dimension without a value', { samples: { one: 'a' } }, /two has no value/],
		['a value that is nowhere', { samples: { one: 'x', two: 'c' } }, /one has no value x/],
		[
			'a dimension that is nowhere',
			{ samples: { one: 'a', two: 'c', three: 'e' } },
			/no dimension three/,
		],
		[
			'an exclusion of something that is nowhere',
			{ excludes: [{ together: { one: 'a', two: 'x' }, why: 'So.' }] },
			/two: x, which is nowhere/,
		],
		[
			'an exclusion without a reason',
			{ excludes: [{ together: { one: 'a', two: 'd' }, why: ' ' }] },
			/gives no reason/,
		],
		[
			'a question with one answer',
			{ dimensions: [{ name: 'one', question: 'Which?', values: [value('a', false)] }] },
			/nothing is open/,
		],
		[
			'two values that are one',
			{
				dimensions: [
					{ name: 'one', question: 'Which?', values: [value('a', false), value('b', false)] },
				],
			},
			/one: b is another value's twin/,
		],
	])('does not load with %s, and says so', (_name, changes, why) => {
		expect(() => defineWorlds({ ...fine, ...changes })).toThrow(why);
	});
});
