import type { HttpRequest } from './provider/http';
import type { RefundPlan } from './decide/plan';
import type { Success, Unknown } from './result/result';

/** Why the answer to a send says nothing for sure. */
export type Doubt =
	/** Timeout, drop, cut or cancelled: no answer to read. */
	| 'silence'
	/** 5xx: an answer, but not about the refund. */
	| 'serverError'
	/** 409: the provider says that something is there already. */
	| 'conflict'
	/** A redirect, an undocumented status, a body that is not the provider's, or a 2xx that can't be confirmed. */
	| 'unclear';

/** A refund that was sent and whose end is not known, kept so that a resend repeats it byte for byte. Plain JSON. */
export interface AttemptRecord {
	readonly plan: RefundPlan;
	readonly request: HttpRequest;
	/** Of the first send; milliseconds since 1970. */
	readonly firstSentAt: number;
	/** Of the latest send. */
	readonly sentAt: number;
	/** When the latest send was answered, or given up. */
	readonly endedAt: number;
	/** Why the latest answer says nothing. */
	readonly doubt: Doubt;
	/** Some send under the key met silence: its request may still arrive. */
	readonly metSilence: boolean;
	/** Every answer so far was a 409 with the provider's own body. */
	readonly onlyConflicts: boolean;
	/** The refund that an answer has named, though it does not confirm it. */
	readonly refundId: string | null;
	/** Said to the user. */
	readonly why: string;
}

/** What came of a key in this execution. Plain JSON. */
export interface JournalEntry {
	/** The item that used the key; see `ItemContext.place`. */
	readonly place: string;
	/** In doubt. */
	readonly attempt?: AttemptRecord;
	/** Finished: said again word for word in the next try of the same item. */
	readonly success?: Success;
	/** The refund is there and differs from what was asked for: said again as well. */
	readonly mismatch?: Unknown;
	readonly plan: AskedPlan;
}

/** What was asked for, by which a changed request is told, and under which claim. */
export type AskedPlan = Pick<
	RefundPlan,
	'full' | 'amountMinor' | 'exponent' | 'paidMinor' | 'claimName'
>;

/**
 * What this execution knows of its own refunds, over its items, loop rounds, tool calls and tries. An attempt's name is
 * its key: neither an item's place nor a parameter such as a memo names it, since both may differ in the next try.
 */
export interface Journal {
	find(key: string): JournalEntry | null;
	keep(key: string, entry: JournalEntry): void;
	/** Nothing moved: as if the key had never been used. */
	clear(key: string): void;
	/** How often this try has sent again under the key. */
	resends(key: string): number;
	countResend(key: string): void;
}
