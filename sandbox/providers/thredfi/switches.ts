/** What Thredfi's pages leave open. Which value has which source stands in `worlds/thredfi.ts`. */
export interface ThredfiSwitches {
	/** Docs conflict: what a repeated `external_id` is answered with. */
	replay: 200 | 201 | 409;
	/** [ND] Whether such a 409 has a body in Thredfi's own shape. */
	conflictHasBody: boolean;
	/** [ND] A repeated `external_id` with another amount or invoice: the old record comes back, or a 409. */
	changedRepeat: 'oldRecord' | 'conflict';
	/** Docs conflict: `{next, previous}` or `{page_info}`. */
	pagination: 'next' | 'pageInfo';
	/** [C] Whether an invoice shows `payment_allocations`; no page does. */
	paymentAllocations: boolean;
	/** [C] Whether an invoice shows `refund_allocations`; no page does. */
	allocationsField: boolean;
	/** [ND] Whether a cancelled or failed refund stays among `refund_allocations` and keeps its own allocations. */
	cancelledStaysAllocated: boolean;
	/** [ND] Whether a payment's `refund_allocations` name the refunds of its invoice. */
	paymentsNameRefunds: boolean;
	/** What tells that a payment was completed: the sample's `is_completed`, the filter's `status`, or both. */
	paymentsTell: 'both' | 'flag' | 'status';
	/** [D] Rows may be failed: whether each paid invoice has one that is. */
	paymentsHoldFailed: boolean;
	/** [ND] Whether a payment turns `refunded` once all of it is. */
	paymentTurnsRefunded: boolean;
	/** Whether the list of payments heeds `invoice_id` [D]. */
	paymentsFilter: 'heeded' | 'ignored';
	/** [ND] A filter by `external_id` on the list of refunds. */
	externalIdFilter: 'refused' | 'ignored' | 'exact' | 'partial';
	/** [ND] The order of the list of refunds. */
	refundOrder: 'oldestFirst' | 'newestFirst';
	/** [ND] The status new refunds take. */
	initialStatus: 'pending' | 'processing' | 'paid' | 'failed' | 'cancelled';
	/** [ND] Whether a refund that was pending or processing is `paid` when it is read. */
	refundMovesOn: boolean;
	/** [ND] Whether creating a refund books a refund payment too. */
	createFillsPayments: boolean;
	/** Docs conflict: `document` is required, documents are optional. */
	document: 'object' | 'null' | 'absent';
	/** [ND] What an amount above what is left is answered with. */
	overRefund: 400 | 409 | 422 | 'taken';
	/** Pages write an invoice's status in both cases. */
	statusCase: 'upper' | 'lower';
	/** [ND] What a refund makes of a paid invoice. */
	statusAfterRefund: 'refundedWhenEmpty' | 'stays' | 'reopens';
	/** [ND] Which of a customer's documented names are filled. */
	customerNames: 'all' | 'company' | 'individual';
	/** Docs conflict: `{error_code, message, detail}` or `{error_code, error, details}`; `message` may be null [D]. */
	errorShape: 'reference' | 'guide' | 'withoutText';
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function thredfiDefaults(): ThredfiSwitches {
	return {
		replay: 200,
		conflictHasBody: true,
		changedRepeat: 'oldRecord',
		pagination: 'pageInfo',
		paymentAllocations: false,
		allocationsField: false,
		cancelledStaysAllocated: false,
		paymentsNameRefunds: true,
		paymentsTell: 'both',
		paymentsHoldFailed: false,
		paymentTurnsRefunded: false,
		paymentsFilter: 'heeded',
		externalIdFilter: 'refused',
		refundOrder: 'oldestFirst',
		initialStatus: 'paid',
		refundMovesOn: false,
		createFillsPayments: true,
		document: 'object',
		overRefund: 422,
		statusCase: 'upper',
		statusAfterRefund: 'refundedWhenEmpty',
		customerNames: 'all',
		errorShape: 'reference',
	};
}
