/** Every wait of the package, in milliseconds. Handed in from outside, so that tests can be quick. */
export interface Waits {
	/** After this a write is doubtful. Long, since giving up early turns a slow success into an unknown. */
	readonly writeTimeoutMs: number;
	readonly readTimeoutMs: number;
	/** Duro has no lock on a key in flight: the same key goes out again after silence only when this has passed. */
	readonly silenceBeforeResendMs: number;
	/** Duro documents no retention of keys: after this the same key may be a new one, and a resend a second refund. */
	readonly greatestResendAgeMs: number;
	/** Between sends of the same key after a server error. */
	readonly resendPauseMs: number;
	/** A refund booked a moment after its answer was lost is found by the second look. */
	readonly secondLookAfterMs: number;
	/** How long somebody else's open attempt is waited for: its write can't last longer. */
	readonly openAttemptMs: number;
	readonly openAttemptPollMs: number;
	/** A claim in n8n's store is good if it is still there after this; longer where the store is slow. */
	readonly storeSettlesMs: number;
	/** A run gives up so long after its last answer that was not a 429. */
	readonly rateLimitWaitMs: number;
	/** Longer than this no provider is left alone, whatever its 429 asks for. */
	readonly longestQuietMs: number;
	/** The first wait where a 429 names none; it doubles. */
	readonly rateLimitFirstWaitMs: number;
	/** After a 5xx or a dropped read: everybody's pause, before the read is repeated. */
	readonly outagePauseMs: number;
}

/** What n8n works with. */
export const WAITS: Waits = Object.freeze({
	writeTimeoutMs: 60_000,
	readTimeoutMs: 30_000,
	silenceBeforeResendMs: 60_000,
	greatestResendAgeMs: 600_000,
	resendPauseMs: 1_000,
	secondLookAfterMs: 2_000,
	openAttemptMs: 65_000,
	openAttemptPollMs: 2_000,
	storeSettlesMs: 200,
	rateLimitWaitMs: 60_000,
	longestQuietMs: 15 * 60_000,
	rateLimitFirstWaitMs: 1_000,
	outagePauseMs: 2_000,
});
