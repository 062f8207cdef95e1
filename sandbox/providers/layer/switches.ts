/** What Layer's pages leave open. Which value has which source stands in `worlds/layer.ts`. */
export interface LayerSwitches {
	/** [D] Newest samples wrap in `data`; older ones do not. */
	wrapped: boolean;
	/** [ND] Whether `refund_allocations` name their refund. */
	allocationsCarryRefundId: boolean;
	/** [D] 100 requests a second; off because a frozen test clock never refills it. */
	rateLimit: boolean;
	/** [ND] Whether refunds have the bucket that is documented for refund payments: 20 a second, 40 at the beginning. */
	refundRateLimit: boolean;
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function layerDefaults(): LayerSwitches {
	return {
		wrapped: true,
		allocationsCarryRefundId: false,
		rateLimit: false,
		refundRateLimit: false,
	};
}
