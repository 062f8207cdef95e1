import { defaultSwitches, type Switches } from '../switches';
import type { ProviderId } from '../types';
import type { Choice, ProviderWorld, WorldSpace } from './types';

/**
 * The world of one choice.
 *
 * @throws where a dimension is missing or unknown, where two chosen values exclude each other, and where two of them
 * want one switch to be different things
 */
export function worldOf<P extends ProviderId>(
	space: WorldSpace<P>,
	choice: Choice,
): ProviderWorld<P> {
	const refuse = (why: string): never => {
		throw new Error(`No world of ${space.provider}: ${why}`);
	};
	for (const name of Object.keys(choice)) {
		if (!space.dimensions.some((dimension) => dimension.name === name)) {
			refuse(`there is no dimension ${name}.`);
		}
	}
	for (const { together, why } of space.excludes) {
		const parts = Object.entries(together);
		if (parts.every(([name, value]) => choice[name] === value)) {
			const said = parts.map(([name, value]) => `${name}: ${value}`).join(' and ');
			refuse(`it contradicts itself, ${said}. ${why}`);
		}
	}
	const switches: Partial<Switches[P]> = {};
	const setBy: Record<string, string> = {};
	for (const { name, values } of space.dimensions) {
		const word = choice[name] ?? refuse(`${name} has no value.`);
		const chosen =
			values.find(({ value }) => value === word) ?? refuse(`${name} has no value ${word}.`);
		for (const [key, wanted] of Object.entries(chosen.switches)) {
			const before = Object.entries(switches).find(([other]) => other === key);
			if (before !== undefined && before[1] !== wanted) {
				refuse(`it contradicts itself, ${setBy[key] ?? ''} and ${name} both set ${key}.`);
			}
			setBy[key] = name;
		}
		Object.assign(switches, chosen.switches);
	}
	return { provider: space.provider, choice, switches };
}

/** Puts a running sandbox into a world: its provider's switches go back to their defaults, then take the world's values. */
export function enterWorld(switches: Switches, world: ProviderWorld): void {
	Object.assign(switches[world.provider], defaultSwitches()[world.provider], world.switches);
}
