/** What Layer's pages leave open. Which value has which source stands in `worlds/layer.ts`. */
export interface LayerSwitches {
	/** Newest samples wrap an object in `data`; older ones do not. */
	wrapped: boolean;
	/**
	 * A list as a bare array (all its samples), as `data` and `meta` (the page on pagination, the client), or as `data`
	 * alone. Without `meta`, more than `limit` rows are cut without a word.
	 */
	lists: 'bare' | 'paged' | 'dataOnly' | 'bareAll';
	/** Which allocations an invoice shows: of payments and refunds, of payments alone, none, or two lists that stay empty. */
	allocations: 'shown' | 'paymentsOnly' | 'missing' | 'empty';
	/** Whether an allocation of a refund names that refund. */
	allocationsCarryRefundId: boolean;
	/** Whether an invoice that is refunded in full says so. */
	refundedIsAStatus: boolean;
	/** Whether `outstanding_balance` grows by what was refunded. */
	refundsAreOutstanding: boolean;
	/** The status of a new refund; null: as its payments say. */
	refundStatus: 'SENT' | null;
	/** What the refunds that no dedicated call made say of themselves. */
	generalIsDedicated: boolean;
	/** The status that the general call answers. */
	generalAnswers: 200 | 201;
	/** What the simple form does after another refund. */
	simpleForm: 'takesTheRest' | 'untouchedOnly';
	/** What the dedicated call does after another refund. */
	dedicatedAfterRefund: 'refused' | 'takesTheRest';
	/** Whether an itemized allocation has to have `line_items`. */
	lineItemsRequired: boolean;
	/** `method` of a refund in full. That of an itemized payment is required where this says so, and else optional. */
	method: 'optional' | 'required' | 'refused';
	/** The filters of the list of refunds under the names of sibling lists. */
	refundFilters: 'exact' | 'ignored' | 'refused';
	/** `sort_order` of the list of refunds. */
	refundOrder: 'honoured' | 'ignored' | 'refused';
	/** What answers a dedicated refund under a key that has one. */
	dedicatedRepeat: 200 | 201 | 409;
	/** The status of a refund that the books don't allow. */
	refusals: 400 | 409;
	/** An `errors` array (most pages), or one bare error (the dedicated refund's page). */
	errorShape: 'array' | 'one';
	/** [D] 100 requests a second; off because a frozen test clock never refills it. */
	rateLimit: boolean;
	/** [ND] Whether refunds have the bucket that is documented for refund payments: 20 a second, 40 at the beginning. */
	refundRateLimit: boolean;
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function layerDefaults(): LayerSwitches {
	return {
		wrapped: true,
		lists: 'bare',
		allocations: 'shown',
		allocationsCarryRefundId: false,
		refundedIsAStatus: true,
		refundsAreOutstanding: false,
		refundStatus: null,
		generalIsDedicated: true,
		generalAnswers: 200,
		simpleForm: 'takesTheRest',
		dedicatedAfterRefund: 'refused',
		lineItemsRequired: false,
		method: 'optional',
		refundFilters: 'exact',
		refundOrder: 'honoured',
		dedicatedRepeat: 200,
		refusals: 400,
		errorShape: 'array',
		rateLimit: false,
		refundRateLimit: false,
	};
}
