import type { Answer } from '../wire/answer';
import { isObject } from '../wire/incoming';

/** What to do with one field: keep it, replace it, or leave it out. */
export type Change = { readonly to: unknown } | 'keep' | 'leaveOut';

/** The answer with every field, at any depth, passed through `change`. */
export function reshape(
	answer: Answer | null,
	change: (name: string, value: unknown) => Change,
): Answer {
	const given = answer ?? { status: 200, body: undefined, headers: {} };
	return { ...given, body: walk(given.body, change) };
}

function walk(value: unknown, change: (name: string, value: unknown) => Change): unknown {
	if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, change));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
			const wanted = change(name, inner);
			if (wanted === 'leaveOut') return [];
			return [[name, wanted === 'keep' ? walk(inner, change) : wanted.to]];
		}),
	);
}
