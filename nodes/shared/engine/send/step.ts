import type { ClaimEntry } from '../claims';
import type { RefundResult } from '../result/result';

/** Which look at an item is being taken: the second comes a moment after a doubtful answer, the last waits for nothing more. */
export type Look = 'first' | 'second' | 'last';

/** What one look at an item came to. */
export type Step =
	| { readonly kind: 'done'; readonly result: RefundResult }
	/** The run is to send nothing more, and for this item nothing was sent. */
	| { readonly kind: 'notBegun' }
	/** In doubt: the item steps aside, without a lock or a place, and is looked at again. */
	| {
			readonly kind: 'wait';
			/** Milliseconds since 1970. */
			readonly until: number;
			/** Somebody else's claim: when that is no longer open, the wait is over. */
			readonly endsWith: ClaimEntry | null;
			readonly next: Look;
	  };

export function done(result: RefundResult): Step {
	return { kind: 'done', result };
}

export function waitUntil(until: number, next: Look, endsWith: ClaimEntry | null = null): Step {
	return { kind: 'wait', until, endsWith, next };
}
