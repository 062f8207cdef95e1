/** One change of a file; `find` has to occur exactly once, so that a drifted mutant is noticed. */
export interface Edit {
	readonly file: string;
	readonly find: string;
	readonly replace: string;
}

/** A guard that somebody loosened. */
export interface Mutant {
	/** What the careless hand did, in a sentence. */
	readonly name: string;
	/** Several where two guards stand for the same thing. */
	readonly edits: readonly Edit[];
	/** Test files or folders that have to notice; a few, so that it goes fast. */
	readonly tests: readonly string[];
}

/** The usual mutant: one change in one file. */
export function mutant(
	name: string,
	file: string,
	find: string,
	replace: string,
	...tests: string[]
): Mutant {
	return { name, edits: [{ file, find, replace }], tests };
}
