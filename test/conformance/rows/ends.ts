import type { Subject } from '../subject';
import { UNKNOWN, type Word } from '../words';

/** How a run ends: what is said, how many refund requests were seen, how many refunds are booked. */
export type End = readonly [word: Word, writes: number, booked: 0 | 1];

/** One end for each rule of what may be sent again; see docs/architecture.md#what-may-be-sent-again. */
export type Ends = Readonly<Record<Subject['resend'], End>>;

/** The same whatever may be sent again. */
export const everywhere = (word: Word, writes: number, booked: 0 | 1): Ends => ({
	identicalOnce: [word, writes, booked],
	sameKeyAfterAnswer: [word, writes, booked],
	never: [word, writes, booked],
});

/** Nothing is booked and nothing came back that tells: only a key that can be looked for makes a resend safe. */
export const LOST_BEFORE: Ends = {
	identicalOnce: ['refunded', 2, 1],
	sameKeyAfterAnswer: [UNKNOWN, 1, 0],
	never: [UNKNOWN, 1, 0],
};

/** It is booked and nothing came back that tells: found by looking, where there is something to look at. */
export const LOST_AFTER: Ends = {
	identicalOnce: ['refunded', 1, 1],
	sameKeyAfterAnswer: [UNKNOWN, 1, 1],
	never: ['refunded', 1, 1],
};

/**
 * Nothing came back at all, and the request may still be worked on: the same key may follow once that time is over, and
 * before the provider may have dropped it.
 */
export const SILENT_BEFORE: Ends = { ...LOST_BEFORE, sameKeyAfterAnswer: ['refunded', 2, 1] };
export const SILENT_AFTER: Ends = { ...LOST_AFTER, sameKeyAfterAnswer: ['refunded', 2, 1] };

/** An answer that says "try again": the same key may follow it. */
export const SERVER_ERROR_BEFORE: Ends = { ...LOST_BEFORE, sameKeyAfterAnswer: ['refunded', 2, 1] };
export const SERVER_ERROR_AFTER: Ends = { ...LOST_AFTER, sameKeyAfterAnswer: ['refunded', 2, 1] };

/** "It is there already": then it is there, and was not made by this request. */
export const CONFLICT_AFTER: Ends = {
	identicalOnce: ['alreadyRefunded', 1, 1],
	sameKeyAfterAnswer: [UNKNOWN, 1, 1],
	never: ['alreadyRefunded', 1, 1],
};
