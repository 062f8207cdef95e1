import type { Stage } from '../stage';
import type { Subject } from '../subject';
import type { Word } from '../words';

/** One situation, the same for every provider, and what each has to say in it. */
export interface Behaviour {
	/** A promise, or the situation it is about. */
	readonly name: string;
	readonly says: (subject: Subject) => Word;
	/** Plays it, asserts books and requests on the way, and returns the word in question. */
	readonly play: (stage: Stage) => Promise<Word>;
}

export interface Group {
	readonly title: string;
	readonly behaviours: readonly Behaviour[];
}

/** The same at every provider. */
export const always =
	(word: Word): Behaviour['says'] =>
	() =>
		word;

/** Amounts of what is booked and counts, in order. */
export const amountsOf = (stage: Stage, invoiceId?: string) =>
	stage.booked(invoiceId).map(({ amountMinor }) => amountMinor);
