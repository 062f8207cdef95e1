import type { ProviderProfile } from '../provider/profile';

/** The parameters of one item as n8n resolved them: any of them may hold anything. */
export interface RawParameters {
	readonly businessId: unknown;
	readonly invoiceId: unknown;
	readonly refundType: unknown;
	readonly amount: unknown;
	readonly amountUnit: unknown;
	readonly percentage: unknown;
	readonly reference: unknown;
	/** The user wrote an expression for the reference; one that yields nothing is a mistake, not "empty". */
	readonly referenceIsExpression: boolean;
	/** A language model is to fill in the reference; left out where it is not. */
	readonly referenceFromModel?: boolean;
	readonly method: unknown;
	readonly completedAt: unknown;
	readonly options: unknown;
	/** `amountUnit` of the first item, in which the run's `maximumTotal` is read; left out where it is the item's own. */
	readonly runAmountUnit?: unknown;
	/** The first parameter that could not be read, or is an expression with a hole, in one sentence with its name. */
	readonly unreadable?: string | null;
}

/** What parsing needs besides the parameters. */
export interface ParsingContext {
	readonly profile: ProviderProfile;
	/** For the key: see `resolveEnvironment`. */
	readonly environment: string;
	/** IANA zone of the workflow, for dates without a zone. */
	readonly timezone: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}
