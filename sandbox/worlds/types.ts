import type { Switches } from '../switches';
import type { ProviderId } from '../types';

/** Where a value comes from: a vendor's page says it, a public client does it, or it is ours because nobody says it. */
export type Mark = 'documented' | 'client' | 'inferred';

/** One plausible answer to a question that the pages leave open. */
export interface DimensionValue<P extends ProviderId> {
	/** Short and unique in its dimension, in lower case with hyphens: `short-rows`. */
	readonly value: string;
	/** What it means, in one line for the table in `docs/worlds.md`. */
	readonly means: string;
	readonly mark: Mark;
	/** The page, sample or client that shows it, with its date where known; for `inferred` the reason why it is plausible. */
	readonly source: string;
	/** How the sandbox is put there: these switches take these values. */
	readonly switches: Partial<Switches[P]>;
}

/** One open question. */
export interface Dimension<P extends ProviderId> {
	/** Unique for the provider, in lower case with hyphens: `list-rows`. */
	readonly name: string;
	/** The question in one sentence, as it would be put to the vendor. */
	readonly question: string;
	/** At least two. */
	readonly values: ReadonlyArray<DimensionValue<P>>;
}

/** One value for each dimension, by name. */
export type Choice = Readonly<Record<string, string>>;

/** Values that cannot hold together. */
export interface Exclusion {
	/** Two or more dimensions with the value of each. */
	readonly together: Choice;
	readonly why: string;
}

/** All open questions of a provider. */
export interface WorldSpace<P extends ProviderId = ProviderId> {
	readonly provider: P;
	readonly dimensions: ReadonlyArray<Dimension<P>>;
	readonly excludes: readonly Exclusion[];
	/**
	 * The world of the vendor's own samples, which is how the sandbox starts. Where no sample answers a question,
	 * the value that is the sandbox's default.
	 */
	readonly samples: Choice;
}

/** A provider as it may be: one value for each question, and the switches that put the sandbox there. */
export interface ProviderWorld<P extends ProviderId = ProviderId> {
	readonly provider: P;
	readonly choice: Choice;
	readonly switches: Partial<Switches[P]>;
}
