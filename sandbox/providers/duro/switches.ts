/** What Duro's pages leave open. Which value has which source stands in `worlds/duro.ts`. */
export interface DuroSwitches {
	/** [ND] Off: two concurrent calls with one key both look up, both miss and both run. On: the second waits and replays. */
	inFlightLock: boolean;
	/** [ND] With the lock: what a second call meets while the first one runs. */
	lockedAnswer: 'waits' | 'conflict';
	/** [D] A known key brings back the stored answer. [I] Or it is the uniqueness violation that 409 is documented for. */
	replay: 'stored' | 'conflict';
	/** [ND] After how many hours a key is forgotten; null: never. */
	keyHours: number | null;
	/** [ND] Whether an error answer is stored under the key and replayed. */
	storesErrors: boolean;
	/** [ND] On: a fault after the commit also loses the stored key, so the same key refunds again. */
	losesKeyOnFault: boolean;
	/** Docs conflict: bare objects, or `{ok, data}`. */
	envelope: 'bare' | 'ok';
	/** [ND] Whether `refunded` is the running total instead of this refund. */
	cumulativeRefunded: boolean;
	/** [ND] The word in the answer's `status`; null: there is none. */
	refundStatus: string | null;
	/** [ND] Whether an invoice takes several refunds; off: one, whatever its amount. */
	severalRefunds: boolean;
	/** [ND] Whether refunds together may not pass what was paid; off: each is only compared with the invoice's amount. */
	capsTotal: boolean;
	/** [ND] The status that answers a refund of more than is left, or of an invoice that takes no further one. */
	tooMuch: 409 | 422;
	/** [ND] What an invoice is called once all of it was refunded. [D] The enum has no word for it. */
	refundedInvoice: 'paid' | 'void' | 'refunded';
	/** [ND] Whether a refund adds a row to the invoice's attempts. */
	refundIsAttempt: boolean;
	/** Docs conflict: wallet payments have a rail that the enum lacks, and no gateway is called, so perhaps no attempt. */
	paidFrom: 'card' | 'wallet' | 'notShown';
	/** [D] `paidAt` may be null. */
	paidAtTold: boolean;
	/** [D] Currency is a field of the invoice and NGN its default; [ND] whether the default is written out. */
	currencyTold: boolean;
	/** [ND] Whether a retry or a replay of a delivery is signed with a new `t`; off: with the first one. */
	retriesSignedAnew: boolean;
	/** Milliseconds between looking up the key and running, so that a race can happen. */
	runTakesMs: number;
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function duroDefaults(): DuroSwitches {
	return {
		inFlightLock: false,
		lockedAnswer: 'waits',
		replay: 'stored',
		keyHours: null,
		storesErrors: false,
		losesKeyOnFault: false,
		envelope: 'bare',
		cumulativeRefunded: false,
		refundStatus: 'recorded',
		severalRefunds: true,
		capsTotal: true,
		tooMuch: 409,
		refundedInvoice: 'paid',
		refundIsAttempt: false,
		paidFrom: 'card',
		paidAtTold: true,
		currencyTold: true,
		retriesSignedAnew: true,
		runTakesMs: 5,
	};
}
