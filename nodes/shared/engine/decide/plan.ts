import type { MinorUnits } from '../../money/minorUnits';
import type { RefundKey } from '../request/refundKey';
import type { RefundDetails, Target } from '../request/request';

declare const planBrand: unique symbol;

/** Details with everything settled that depends on the invoice or the clock. */
export interface PlannedDetails extends Omit<
	RefundDetails,
	'completedAt' | 'completedOn' | 'processingFee'
> {
	/** ISO 8601, UTC. */
	readonly completedAt: string;
	readonly processingFeeMinor: MinorUnits | null;
}

/** A refund that passed every check: only this can be sent, and only `decide` makes it. Plain JSON. */
export interface RefundPlan {
	readonly [planBrand]?: true;
	readonly target: Target;
	/** The name of the invoice in memory and locks: see `invoiceName`. */
	readonly invoice: string;
	readonly key: RefundKey;
	/** The name of the claim: the key, or that of a new attempt after a declined refund. */
	readonly claimName: string;
	readonly reference: string;
	/** Asked as `full`: everything still refundable. */
	readonly full: boolean;
	/** Nothing of the invoice has been refunded before. */
	readonly untouched: boolean;
	/** Exactly this is sent, or for `full` expected. Tax apart where the provider adds it. */
	readonly amountMinor: MinorUnits;
	/** The tax that will go back on top of `amountMinor`; null where there is none to tell. */
	readonly taxMinor: MinorUnits | null;
	/** What was paid before any refund, the base of percentages. */
	readonly paidMinor: MinorUnits;
	/** What earlier refunds of the invoice add up to, for providers that confirm running totals; null where one is not told. */
	readonly earlierMinor: MinorUnits | null;
	readonly earlierTaxMinor: MinorUnits | null;
	readonly currency: string | null;
	readonly exponent: number;
	readonly invoiceStatus: string | null;
	/** Ids of the refunds that were there before the send. */
	readonly seenRefundIds: readonly string[];
	readonly details: PlannedDetails;
}
