import type { MinorUnits } from '../money/minorUnits';
import type { Adapter, Books } from './adapter';
import type { Http } from './http';
import type { Memory } from './recall';
import type { Slot } from './slot';
import type { Waits } from './waits';

/** Time from outside, so that the engine has no clock and no timer of its own. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** @returns whether the time has passed; false when the execution was cancelled, so that no wait is worth it */
	sleep(ms: number): Promise<boolean>;
}

/** What a run has refunded so far; checked and added to without a wait in between. */
export interface RunTotal {
	/** Tax included, in minor units of `currency`; null once other currencies are in it too. */
	of(currency: string | null): MinorUnits | null;
	add(currency: string | null, minor: number): void;
}

/** Lets a run notice that another one has refunded an invoice since it read all refunds together. */
export interface LastWriters {
	/** Notes this run's write to the invoice. */
	note(invoice: string): void;
	/** Whether another run wrote to the invoice after this one did, or after this one began. */
	isAnother(invoice: string): boolean;
}

/** All that one run of a node hands to the engine. */
export interface Desk {
	readonly adapter: Adapter;
	readonly books: Books;
	readonly http: Http;
	/** null where the provider itself shows used keys. */
	readonly memory: Memory | null;
	readonly clock: Clock;
	readonly waits: Waits;
	readonly total: RunTotal;
	/** Which run of this process wrote to an invoice last. */
	readonly lastWriters: LastWriters;
	/** One invoice at a time in this whole process, from look-up to confirmation. */
	lockInvoice<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** One item at the desk. */
export interface Errand {
	readonly desk: Desk;
	readonly slot: Slot;
}
