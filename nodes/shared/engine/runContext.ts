import type { MinorUnits } from '../money/minorUnits';
import type { ProviderAdapter, ProviderReader } from './provider/adapter';
import type { Claims } from './claims';
import type { Http } from './provider/http';
import type { Journal } from './journal';
import type { Waits } from './waits';

/** Time from outside, so that the engine has no clock and no timer of its own. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** @returns whether the time has passed; false when the execution was cancelled, so that no wait is worth it */
	sleep(ms: number): Promise<boolean>;
}

/** What an execution refunds in all, over its tries, loop rounds and tool calls. */
export interface RunTotal {
	/** Tax included, in minor units of `currency`; null once another currency is in it. */
	of(currency: string | null): MinorUnits | null;
	/**
	 * Takes the amount under the limit, in one step without a wait, so that no neighbour can pass the limit meanwhile.
	 *
	 * @param limitMinor null: no limit, the amount is only counted
	 * @returns false when the limit would be passed, or can't be held since another currency is in the total
	 */
	reserve(
		key: string,
		currency: string | null,
		minor: number,
		limitMinor: MinorUnits | null,
	): boolean;
	/** Gives an amount back: nothing moved. */
	giveBack(key: string): void;
}

/** Lets a run notice that another one has refunded an invoice since it read all refunds together. */
export interface LastWriters {
	/** Notes this run's write to the invoice. */
	note(invoice: string): void;
	/** Whether another run wrote to the invoice after this one did, or after this one began. */
	isAnother(invoice: string): boolean;
}

/** All that one run of a node works with. */
export interface RunContext {
	readonly adapter: ProviderAdapter;
	readonly reader: ProviderReader;
	readonly http: Http;
	readonly claims: Claims;
	readonly journal: Journal;
	readonly clock: Clock;
	readonly waits: Waits;
	readonly total: RunTotal;
	/** Which run of this process wrote to an invoice last. */
	readonly lastWriters: LastWriters;
	/** Another item of this run waits for the end of an attempt under the key. */
	isWaiting(key: string): boolean;
	/** Asked right before each send: false once the run is to send nothing more (Stop Workflow, cancelled). */
	maySend(): boolean;
}

/** One item of a run. */
export interface ItemContext {
	readonly run: RunContext;
	/** Names the item in the execution; the same in each try of Retry On Fail. */
	readonly place: string;
}
