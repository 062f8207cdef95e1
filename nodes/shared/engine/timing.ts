/**
 * Every wait of the package, in milliseconds. One object, so that tests can shorten what nobody wants to sit
 * through; nothing else may change it.
 */
export const timing = {
	/** After this a write is doubtful. Long, since giving up early turns a slow success into an unknown. */
	writeTimeoutMs: 60_000,
	readTimeoutMs: 30_000,
	/** Duro has no lock on a key in flight: the same key goes out again after silence only when this has passed. */
	silenceBeforeResendMs: 60_000,
	/** Between sends of the same key after a server error. */
	resendPauseMs: 1_000,
	/** A refund booked a moment after its answer was lost is found by the second look. */
	secondLookAfterMs: 2_000,
	/** How long somebody else's open attempt is waited for: its write can't last longer. */
	openAttemptMs: 65_000,
	openAttemptPollMs: 2_000,
	/** A claim in n8n's store is good if it is still there after this; longer where the store is slow. */
	storeSettlesMs: 200,
	/** So long a reserved key is its run's alone; less than an open attempt is waited for, since a crash may have left it. */
	reservationMs: 45_000,
	/** What became of reserved keys is written down this often. */
	reservationsWrittenMs: 5_000,
	/** Longest sum of waits that 429 answers may cost one request. */
	rateLimitWaitMs: 60_000,
	/** The first wait where a 429 names none; it doubles. */
	rateLimitFirstWaitMs: 1_000,
};
