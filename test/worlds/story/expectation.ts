import type { ProviderId } from '../../../sandbox';
import type { Choice } from '../../../sandbox/worlds/types';
import { ANSWERS, type Told } from '../answers';
import type { Step, Word } from './script';

/** What is expected of a step in a world. */
export interface Expectation {
	/** For each item, the words that are right. */
	readonly words: ReadonlyArray<readonly Word[]>;
	/** Why the world hides the truth, where it does: such a step is safe or not, and no figure of usefulness. */
	readonly doubt: string | null;
	/** What of an item the world hides, though its word is right. */
	readonly hides: ReadonlySet<Told>;
}

/** A doubt that a provider's way brings along in every world is justified by the reason for that way. */
function doubtOf(
	provider: ProviderId,
	{ expectAt, differs, doubt }: Step,
	words: Expectation['words'],
): string | null {
	const isDoubt = words.flat().every((word) => word.startsWith('unknown'));
	if (!isDoubt) return null;
	return (expectAt?.[provider] === undefined ? doubt : differs) ?? null;
}

/** The story's own expectation, unless the provider or the world makes it another. */
export function expectationOf(provider: ProviderId, choice: Choice, step: Step): Expectation {
	const usual = step.expectAt?.[provider] ?? step.expect;
	const fitting = ANSWERS.filter(
		(one) =>
			one.provider === provider &&
			one.steps.includes(step.name) &&
			Object.entries(one.when).every(([name, value]) => choice[name] === value),
	);
	const hides = new Set(fitting.flatMap((one) => one.hides ?? []));
	const others = fitting.filter(({ words }) => words.length > 0);
	if (others.length === 0) return { words: usual, doubt: doubtOf(provider, step, usual), hides };
	const doubts = others.filter(({ isDoubt }) => isDoubt);
	const words = others.map((one) => one.words);
	return {
		hides,
		// in a doubt, knowing after all is fine as well
		words: usual.map((own, index) => [
			...(doubts.length > 0 ? own : []),
			...words.flatMap((each) => each[index] ?? each[0] ?? []),
		]),
		doubt: doubts.map(({ why }) => why).join(' ') || null,
	};
}
