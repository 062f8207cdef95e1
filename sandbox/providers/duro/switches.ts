/** What Duro's pages leave open. Which value has which source stands in `worlds/duro.ts`. */
export interface DuroSwitches {
	/** [ND] Off: two concurrent calls with one key both look up, both miss and both run. On: the second waits and replays. */
	inFlightLock: boolean;
	/** [ND] Whether an error answer is stored under the key and replayed. */
	storesErrors: boolean;
	/** [ND] On: a fault after the commit also loses the stored key, so the same key refunds again. */
	losesKeyOnFault: boolean;
	/** Docs conflict: bare objects, or `{ok, data}`. */
	envelope: 'bare' | 'ok';
	/** [ND] Whether `refunded` is the running total instead of this refund. */
	cumulativeRefunded: boolean;
	/** [ND] The word in the answer's `status`. */
	refundStatus: string;
	/** Milliseconds between looking up the key and running, so that a race can happen. */
	runTakesMs: number;
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function duroDefaults(): DuroSwitches {
	return {
		inFlightLock: false,
		storesErrors: false,
		losesKeyOnFault: false,
		envelope: 'bare',
		cumulativeRefunded: false,
		refundStatus: 'recorded',
		runTakesMs: 5,
	};
}
