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
	const others = worlds.filter(({ choice }) => nameOf(choice) !== nameOf(first.choice));
	return [first, ...others, ...missed(space, [first, ...others])];
}

/** Worlds for the pairs that the package leaves out next to exclusions, though they may meet. */
function missed<P extends ProviderId>(
	space: WorldSpace<P>,
	worlds: ReadonlyArray<ProviderWorld<P>>,
): ReadonlyArray<ProviderWorld<P>> {
	const met = new Set(worlds.flatMap((world) => pairsOf(space, world)));
	const added: Array<ProviderWorld<P>> = [];
	for (const pair of pairs(space)) {
		if (met.has(nameOf(pair))) continue;
		const choice = completed(space, pair);
		if (choice === null) continue;
		const world = worldOf(space, choice);
		pairsOf(space, world).forEach((name) => met.add(name));
		added.push(world);
	}
	return added;
}

/** The pair with a value for every other dimension, as in the samples where that is possible; null where nothing goes with it. */
function completed(space: WorldSpace, partial: Choice): Choice | null {
	if (!isPossible(space, partial)) return null;
	const open = space.dimensions.find(({ name }) => !(name in partial));
	if (open === undefined) return partial;
	const usual = space.samples[open.name];
	const words = open.values.map(({ value }) => value).sort((a) => (a === usual ? -1 : 1));
	for (const word of words) {
		const choice = completed(space, { ...partial, [open.name]: word });
		if (choice !== null) return choice;
	}
	return null;
}

/** A world in one line, for test names and tables: only what differs from `base`. */
export function inWords(choice: Choice, base: Choice): string {
	const other = Object.entries(choice).filter(([name, value]) => base[name] !== value);
	return other.length === 0
		? "the samples' world"
		: other.map(([name, value]) => `${name}: ${value}`).join(', ');
}

/** Every pair of values that may hold together in some world, as `a: x, b: y`. */
export function possiblePairs(space: WorldSpace): ReadonlySet<string> {
	const possible = pairs(space).filter((pair) => completed(space, pair) !== null);
	return new Set(possible.map(nameOf));
}

/** Every two values of every two dimensions. */
function pairs(space: WorldSpace): readonly Choice[] {
	return space.dimensions.flatMap((one, index) =>
		space.dimensions
			.slice(index + 1)
			.flatMap((other) =>
				one.values.flatMap(({ value }) =>
					other.values.map((second) => ({ [one.name]: value, [other.name]: second.value })),
				),
			),
	);
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
