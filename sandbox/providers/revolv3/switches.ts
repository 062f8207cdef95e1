/** What Revolv3's pages leave open. Which value has which source stands in `worlds/revolv3.ts`. */
export interface Revolv3Switches {
	/** [ND] Whether `refunded*` count earlier refunds as well. */
	cumulativeTotals: boolean;
	/** Whether the answer to a refund shows the attempt in `invoice.invoiceAttempts` too: null in every sample [D]. */
	answerShowsAttempts: boolean;
	/** `refunds[]` of the answer: this refund's attempt, those of all refunds so far, or null. */
	refundsInAnswer: 'own' | 'all' | 'none';
	/** [ND] A refund's own subtotal, tax and total: the original's, as in the sample, or its own, with a minus sign or without. */
	childNumbers: 'repeated' | 'own' | 'negative';
	/** [ND] Whether an attempt's amount includes the tax. */
	attemptsIncludeTax: boolean;
	/** Whether Get Invoice shows the attempts of a refund. */
	childShowsAttempts: boolean;
	/** A row of a list: as in the samples; with `parentInvoiceId` and no attempts; or with all that its schema has. */
	listRows: 'short' | 'withoutAttempts' | 'whole';
	/** [ND] Whether the v1 list holds refund invoices. */
	listShowsChildren: boolean;
	/** [ND] Whether the customer's own list holds them. */
	customerListShowsChildren: boolean;
	/** [ND] Whether the lists heed `merchantCustomerRefId`, `lastUpdateStartDate` and `lastUpdateEndDate`. */
	listHeedsCustomer: boolean;
	listHeedsUpdates: boolean;
	/** [ND] The order of a list: by id, up or down. */
	listOrder: 'up' | 'down';
	/** What an invoice tells of its customer: reference and id, the id alone, or nothing (a guest). */
	customerTold: 'both' | 'id' | 'nothing';
	/** [ND] Whether the original's status turns `PartialRefund` or `Refund`. */
	originalTurnsPartialRefund: boolean;
	/** The attempts that Get Invoice shows of an original: its payment's, its refunds' as well [ND], or none. */
	originalAttempts: 'payment' | 'withRefunds' | 'none';
	/** Whether an invoice names its currency; a refund's own invoice never does [D]. */
	currencyTold: boolean;
	/** The status new refunds take; null: `Refund` when nothing is left, else `PartialRefund`. */
	refundStatus: string | null;
	/** [ND] Tax goes back in proportion, or all of it with the last refund. */
	taxGoesBack: 'inProportion' | 'withTheLast';
	/** The body of a refusal: a list of errors [D, for 400], a message with errors [C] or with the validator's [D, for a payment]. */
	errorBody: 'list' | 'message' | 'validator';
	/** How invoices were paid. */
	paidBy: 'card' | 'ach';
	/** [ND] Whether a new refund sends `InvoiceCreated`; the page lists payments only. */
	refundSendsCreated: boolean;
	/** [D] 20 a second and 20,000 in 15 minutes; off because a frozen test clock never refills it. */
	rateLimit: boolean;
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function revolv3Defaults(): Revolv3Switches {
	return {
		cumulativeTotals: false,
		answerShowsAttempts: false,
		refundsInAnswer: 'own',
		childNumbers: 'repeated',
		attemptsIncludeTax: true,
		childShowsAttempts: true,
		listRows: 'short',
		listShowsChildren: true,
		customerListShowsChildren: true,
		listHeedsCustomer: true,
		listHeedsUpdates: true,
		listOrder: 'up',
		customerTold: 'both',
		originalTurnsPartialRefund: false,
		originalAttempts: 'payment',
		currencyTold: true,
		refundStatus: null,
		taxGoesBack: 'inProportion',
		errorBody: 'list',
		paidBy: 'card',
		refundSendsCreated: false,
		rateLimit: false,
	};
}
