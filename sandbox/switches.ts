/**
 * What no contract settles. Each default is the stricter or the worse of the possible readings,
 * so that code which passes here does not lean on a kindness nobody promised.
 */
export interface Switches {
	readonly duro: {
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
	};
	readonly layer: {
		/** [D] Newest samples wrap in `data`; older ones do not. */
		wrapped: boolean;
		/** [ND] Whether `refund_allocations` name their refund. */
		allocationsCarryRefundId: boolean;
		/** [D] 100 requests a second; off because a frozen test clock never refills it. */
		rateLimit: boolean;
		/** [ND] Whether refunds have the bucket that is documented for refund payments: 20 a second, 40 at the beginning. */
		refundRateLimit: boolean;
	};
	readonly revolv3: {
		/** [ND] Whether `refunded*` count earlier refunds as well. */
		cumulativeTotals: boolean;
		/** [ND] Whether the v1 list holds refund invoices. */
		listShowsChildren: boolean;
		/** [ND] Whether the original's status turns `PartialRefund` or `Refund`. */
		originalTurnsPartialRefund: boolean;
		/** The status new refunds take; null: `Refund` when nothing is left, else `PartialRefund`. */
		refundStatus: string | null;
		/** [ND] On: the child shows its own subtotal and tax. Off: it repeats the original's, as the documented sample does. */
		taxToldOnChild: boolean;
		/** [ND] Whether an attempt's negative amount includes the tax. */
		attemptsIncludeTax: boolean;
		/** [D] 20 a second and 20,000 in 15 minutes; off because a frozen test clock never refills it. */
		rateLimit: boolean;
	};
	readonly thredfi: {
		/** Docs conflict: what a repeated `external_id` is answered with. */
		replay: 200 | 201 | 409;
		/** Docs conflict: `{next, previous}` or `{page_info}`. */
		pagination: 'next' | 'pageInfo';
		/** [I] Whether an invoice shows `refund_allocations` at all (seen in the vendor's client only). */
		allocationsField: boolean;
		/** [ND] The status new refunds take. */
		initialStatus: 'pending' | 'processing' | 'paid' | 'failed' | 'cancelled';
		/** Docs conflict: `{error_code, message, detail}` or `{error_code, error, details}`. */
		errorShape: 'reference' | 'guide';
	};
}

/** The defaults, freshly made. */
export function defaultSwitches(): Switches {
	return {
		duro: {
			inFlightLock: false,
			storesErrors: false,
			losesKeyOnFault: false,
			envelope: 'bare',
			cumulativeRefunded: false,
			refundStatus: 'recorded',
			runTakesMs: 5,
		},
		layer: {
			wrapped: true,
			allocationsCarryRefundId: false,
			rateLimit: false,
			refundRateLimit: false,
		},
		revolv3: {
			cumulativeTotals: false,
			listShowsChildren: true,
			originalTurnsPartialRefund: false,
			refundStatus: null,
			taxToldOnChild: false,
			attemptsIncludeTax: true,
			rateLimit: false,
		},
		thredfi: {
			replay: 200,
			pagination: 'next',
			allocationsField: true,
			initialStatus: 'paid',
			errorShape: 'reference',
		},
	};
}

/** Puts every switch back without replacing the object that tests hold. */
export function resetSwitches(switches: Switches): void {
	const fresh = defaultSwitches();
	Object.assign(switches.duro, fresh.duro);
	Object.assign(switches.layer, fresh.layer);
	Object.assign(switches.revolv3, fresh.revolv3);
	Object.assign(switches.thredfi, fresh.thredfi);
}
