import type { BookedRefund, ProviderId } from '../../sandbox/types';
import type { N8n, RunResult } from '../n8n/harness';
import type { Running } from './world/whoRuns';
import type { Accounts, Wish } from './wish';

/** The settings of one refund node, and what it is given. */
export interface Batch {
	readonly wishes: readonly Wish[];
	readonly onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** Null: Retry On Fail is off. */
	readonly tries: number | null;
	readonly simplify: boolean;
	readonly concurrency: number;
	readonly allowEarlierRefunds: boolean;
}

/** One execution of the story, as far as it has come. */
export interface Execution {
	readonly running: Running;
	readonly batch: Batch;
	/** By account: bookings with a higher number came after it began. */
	readonly startedAtSeq: readonly number[];
	/** One view a branch; null until it has ended. */
	results: readonly RunResult[] | null;
	cancelled: boolean;
	readonly cancel: () => void;
}

/** A refund in the books that a request of the node made. */
export interface Booking {
	readonly account: number;
	/** Counts within its account. */
	readonly seq: number;
	/** By whose request; null where nobody could be told. */
	readonly by: string | null;
	/** As the request carried it, in whatever field the provider has for it. */
	readonly reference: string;
}

/** A refund with the account whose books it is in. */
export interface AccountRefund extends BookedRefund {
	readonly account: number;
}

export interface Process {
	readonly running: Running['process'];
	readonly n8n: N8n;
}

/** Everything an invariant may look at. */
export interface Facts {
	readonly provider: ProviderId;
	readonly accounts: Accounts;
	/** The same in each account. */
	readonly invoiceIds: readonly string[];
	readonly executions: readonly Execution[];
	readonly bookings: readonly Booking[];
	/** Of all accounts. */
	readonly refunds: readonly AccountRefund[];
	readonly statusesOf: (refund: AccountRefund) => ReadonlySet<string>;
	/** Whether its amount was changed after it was made. */
	readonly wasChanged: (refund: AccountRefund) => boolean;
	/** No fault, crash, cancel or broken store anywhere. */
	readonly calm: boolean;
	readonly storeValues: readonly string[];
	readonly logged: readonly string[];
	readonly strays: number;
}

/** What an invariant says when it is broken. */
export class Broken extends Error {
	constructor(
		readonly kind: 'double' | 'lie' | 'lost' | 'leak' | 'unasked' | 'stray',
		message: string,
	) {
		super(`${kind}: ${message}`);
	}
}
