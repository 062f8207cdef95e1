import { make } from 'covertable';
import type { ProviderId } from '../../sandbox';
import type { Choice, ProviderWorld, WorldSpace } from '../../sandbox/worlds/types';
import { worldOf } from '../../sandbox/worlds/worldOf';

/**
 * Worlds in which every pair of values of every two dimensions meets at least once, pairs that exclude each other left
 * out. The world of the vendor's samples comes first and is one of them. The same every time.
 */
export function coveringArray<P extends ProviderId>(
	space: WorldSpace<P>,
): ReadonlyArray<ProviderWorld<P>> {
	const factors = Object.fromEntries(
		space.dimensions.map(({ name, values }) => [name, values.map(({ value }) => value)]),
	);
	const rows =
		space.dimensions.length < 2
			? singles(space)
			: make(factors, {
					preFilter: (row: Readonly<Record<string, unknown>>) => isPossible(space, row),
				});
	const worlds = rows.map((row) => worldOf(space, asChoice(row)));
	const first = worldOf(space, space.samples);
	return [first, ...worlds.filter(({ choice }) => nameOf(choice) !== nameOf(first.choice))];
}

/** A world in one line, for test names and tables: only what differs from `base`. */
export function inWords(choice: Choice, base: Choice): string {
	const other = Object.entries(choice).filter(([name, value]) => base[name] !== value);
	return other.length === 0
		? "the samples' world"
		: other.map(([name, value]) => `${name}: ${value}`).join(', ');
}

/** Every pair of values that may hold together, as `a: x, b: y`. */
export function possiblePairs(space: WorldSpace): ReadonlySet<string> {
	const pairs = new Set<string>();
	space.dimensions.forEach((one, index) => {
		for (const other of space.dimensions.slice(index + 1)) {
			for (const { value } of one.values) {
				for (const { value: second } of other.values) {
					const pair = { [one.name]: value, [other.name]: second };
					if (isPossible(space, pair)) pairs.add(nameOf(pair));
				}
			}
		}
	});
	return pairs;
}

/** The pairs of a world, in the same spelling. */
export function pairsOf(space: WorldSpace, { choice }: ProviderWorld): readonly string[] {
	const names = space.dimensions.map(({ name }) => name);
	return names.flatMap((name, index) =>
		names
			.slice(index + 1)
			.map((other) => nameOf({ [name]: choice[name] ?? '', [other]: choice[other] ?? '' })),
	);
}

/** Whether no exclusion is met; a row that is not full yet may still become possible. */
function isPossible(space: WorldSpace, row: Readonly<Record<string, unknown>>): boolean {
	return !space.excludes.some(({ together }) =>
		Object.entries(together).every(([name, value]) => row[name] === value),
	);
}

/** One dimension has no pairs: each of its values once. */
function singles(space: WorldSpace): readonly Choice[] {
	return space.dimensions.flatMap(({ name, values }) =>
		values.map(({ value }) => ({ ...space.samples, [name]: value })),
	);
}

function asChoice(row: Readonly<Record<string, unknown>>): Choice {
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}

function nameOf(choice: Choice): string {
	return Object.entries(choice)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `${name}: ${value}`)
		.join(', ');
}
