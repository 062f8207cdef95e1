import type { HttpRequest } from './http';
import type { RefundPlan } from './plan';
import type { Success } from './result';

/** Why the answer to a send says nothing for sure. */
export type Doubt =
	/** Timeout, drop, cut or cancelled: no answer to read. */
	| 'silence'
	/** 5xx: an answer, but not about the refund. */
	| 'serverError'
	/** 409: the provider says that something is there already. */
	| 'conflict'
	/** A redirect, an undocumented status, or a 2xx that can't be confirmed. */
	| 'unclear';

/** A send whose end was not seen, kept so that a resend repeats it byte for byte. Plain JSON. */
export interface Attempt {
	readonly plan: RefundPlan;
	readonly request: HttpRequest;
	/** Of the latest send; milliseconds since 1970. */
	readonly sentAt: number;
	readonly resends: number;
	readonly doubt: Doubt;
	/** What was in doubt, for the message. */
	readonly why: string;
}

/** What one item of one run has come to, kept over the tries of that run (design §6, memory (b)). */
export interface Slot {
	/** Finished by an earlier try: said again word for word. */
	readonly success: Success | null;
	readonly attempt: Attempt | null;
	/** Another item of this run has used the same key with success. */
	readonly keyWasUsed: boolean;
	open(attempt: Attempt): void;
	finish(success: Success): void;
	/** Nothing moved: as if the item had never been tried. */
	clear(): void;
}
