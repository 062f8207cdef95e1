import type { ProviderId } from '../types';
import { worldOf } from './worldOf';
import type { Dimension, WorldSpace } from './types';

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Checks a provider's open questions; what does not hold together does not load, and says why. */
export function defineWorlds<P extends ProviderId>(space: WorldSpace<P>): WorldSpace<P> {
	const { provider, dimensions, excludes } = space;
	const refuse = (why: string): never => {
		throw new Error(`The worlds of ${provider} do not load: ${why}`);
	};
	const names = dimensions.map(({ name }) => name);
	for (const name of names) {
		if (!NAME.test(name)) refuse(`'${name}' is no name of a dimension.`);
		if (names.indexOf(name) !== names.lastIndexOf(name)) refuse(`${name} is there twice.`);
	}
	for (const dimension of dimensions) assertDimension(dimension, refuse);
	for (const { together, why } of excludes) {
		const parts = Object.entries(together);
		if (parts.length < 2) refuse(`an exclusion names ${parts.length} dimension.`);
		if (why.trim() === '') refuse(`the exclusion of ${say(together)} gives no reason.`);
		for (const [name, value] of parts) {
			const dimension = dimensions.find((other) => other.name === name);
			if (dimension?.values.some((other) => other.value === value) !== true) {
				refuse(`an exclusion speaks of ${name}: ${value}, which is nowhere.`);
			}
		}
	}
	worldOf(space, space.samples);
	return space;
}

function assertDimension<P extends ProviderId>(
	{ name, question, values }: Dimension<P>,
	refuse: (why: string) => never,
): void {
	if (!question.endsWith('?')) refuse(`the question of ${name} is no question.`);
	if (values.length < 2) refuse(`${name} has ${values.length} value, so nothing is open.`);
	const words = values.map(({ value }) => value);
	const puts = values.map(({ switches }) => JSON.stringify(Object.entries(switches).sort()));
	values.forEach(({ value, means, source, switches }, index) => {
		const place = `${name}: ${value}`;
		if (!NAME.test(value)) refuse(`'${place}' is no name of a value.`);
		if (words.indexOf(value) !== index) refuse(`${place} is there twice.`);
		if (means.trim() === '' || source.trim() === '') refuse(`${place} has no meaning or source.`);
		if (Object.keys(switches).length === 0) refuse(`${place} puts no switch anywhere.`);
		if (puts.indexOf(puts[index] ?? '') !== index) refuse(`${place} is another value's twin.`);
	});
}

function say(choice: Readonly<Record<string, string>>): string {
	return Object.entries(choice)
		.map(([name, value]) => `${name}: ${value}`)
		.join(', ');
}
