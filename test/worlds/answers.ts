import type { ProviderId } from '../../sandbox';
import type { Choice } from '../../sandbox/worlds/types';
import type { Word } from './story/script';

/** Where a world makes a step end otherwise than the story says. */
export interface WorldAnswer {
	readonly provider: ProviderId;
	/** Empty: in every world. */
	readonly when: Choice;
	readonly steps: readonly string[];
	/** For each item; one entry holds for all. */
	readonly words: ReadonlyArray<readonly Word[]>;
	/**
	 * True: the world hides the truth, so that neither documents nor answers make it knowable, and the doubt is justified.
	 * False: the truth is known and is another one in this world.
	 */
	readonly isDoubt: boolean;
	/** In one sentence, for `docs/worlds.md`: what is hidden, and why nothing else tells it. */
	readonly why: string;
}

/** Every answer that a world changes, with its reason. */
export const ANSWERS: readonly WorldAnswer[] = [];
