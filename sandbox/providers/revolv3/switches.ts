/** What Revolv3's pages leave open. Which value has which source stands in `worlds/revolv3.ts`. */
export interface Revolv3Switches {
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
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function revolv3Defaults(): Revolv3Switches {
	return {
		cumulativeTotals: false,
		listShowsChildren: true,
		originalTurnsPartialRefund: false,
		refundStatus: null,
		taxToldOnChild: false,
		attemptsIncludeTax: true,
		rateLimit: false,
	};
}
