import type { Stage } from '../stage';
import type { Subject } from '../subject';
import type { Word } from '../words';

/** What good items beside a row's own change, and why. A row without it says in company what it says alone. */
export interface InCompany {
	/** One sentence. */
	readonly reason: string;
	/** What the row's own item may say, where that differs from its word alone. */
	readonly says?: (subject: Subject) => readonly Word[];
	/** What neighbours may say besides `refunded` and `alreadyRefunded`. */
	readonly neighboursMaySay?: (subject: Subject) => readonly Word[];
}

/** One situation, the same for every provider, and what each has to say in it. */
export interface Behaviour {
	/** A promise, or the situation it is about. */
	readonly name: string;
	readonly says: (subject: Subject) => Word;
	/** Plays it, asserts books and requests on the way, and returns the word in question. */
	readonly play: (stage: Stage) => Promise<Word>;
	readonly inCompany?: InCompany;
}

export interface Group {
	readonly title: string;
	readonly behaviours: readonly Behaviour[];
}

/** Neighbours of every provider may say these words. */
export const neighboursMaySay = (reason: string, ...words: readonly Word[]): InCompany => ({
	reason,
	neighboursMaySay: () => words,
});

/** A limit that is beyond the bound. */
export const LIMITS_ALL = neighboursMaySay(
	"A rate limit is the credential's, and beyond the bound it ends the whole run.",
	'refused rateLimited',
);

/** The same at every provider. */
export const always =
	(word: Word): Behaviour['says'] =>
	() =>
		word;

/** Amounts of what is booked and counts, in order. */
export const amountsOf = (stage: Stage, invoiceId?: string) =>
	stage.booked(invoiceId).map(({ amountMinor }) => amountMinor);
