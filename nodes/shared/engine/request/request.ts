import type { Decimal } from '../../money/decimal';
import type { MinorUnits } from '../../money/minorUnits';
import type { Percentage } from '../../money/percentage';
import type { RefundKey } from './refundKey';

/** An amount as the user wrote it: its unit is chosen by `amountUnit`, its currency known only after the read. */
export type AmountInput =
	| { readonly unit: 'major'; readonly decimal: Decimal }
	| { readonly unit: 'minor'; readonly minor: MinorUnits };

/** What to give back. `full` is everything still refundable; a percentage is of what was paid. */
export type Ask =
	| { readonly type: 'full' }
	| { readonly type: 'amount'; readonly amount: AmountInput }
	| { readonly type: 'percentage'; readonly percentage: Percentage };

/** Which invoice. Both ids are canonical: trimmed, UUIDs in lower case, numbers without leading zeros. */
export interface Target {
	readonly businessId: string | null;
	readonly invoiceId: string;
}

/** Which refund. Both ids are canonical, as in `Target`. */
export interface RefundTarget {
	readonly businessId: string | null;
	readonly refundId: string;
}

export interface Tag {
	readonly key: string;
	readonly value: string;
	/** What people see in place of the key and the value; left out where they see those. */
	readonly dimensionDisplayName?: string | null;
	readonly valueDisplayName?: string | null;
}

/** A fee of the payment that its processor has given back. */
export interface PaymentFee {
	/** The ledger account: a UUID, or the account's stable name. */
	readonly account: string;
	/** In cents: only Layer takes these, and it names no currency. */
	readonly feeMinor: MinorUnits;
	readonly description: string | null;
}

/** What goes along with a refund where the provider documents it; null means "not given". */
export interface RefundDetails {
	/** `null` where the provider takes none, or the user chose to send none. */
	readonly method: string | null;
	/** ISO 8601 in UTC; null means the moment of planning. */
	readonly completedAt: string | null;
	/**
	 * The calendar day of `completedAt`, `YYYY-MM-DD`: the later of the day in UTC and the day in the workflow's zone.
	 * null means the day of planning.
	 */
	readonly completedOn: string | null;
	readonly reason: string | null;
	readonly memo: string | null;
	readonly processor: string | null;
	readonly referenceNumber: string | null;
	readonly processingFee: AmountInput | null;
	readonly refundedPaymentFees: readonly PaymentFee[];
	/** The ledger account the money went out of: a UUID, or the account's stable name. */
	readonly paymentClearingAccount: string | null;
	readonly tags: readonly Tag[];
	readonly metadata: Readonly<Record<string, unknown>> | null;
	readonly includeRawProcessorResponse: boolean;
	readonly reportGroup: string | null;
}

/** One checked wish for a refund: nothing in it can be malformed any more, nothing of the invoice is known yet. */
export interface RefundRequest {
	readonly target: Target;
	/** The provider's environment as it goes into the key, with the account's identity behind it. */
	readonly environment: string;
	readonly key: RefundKey;
	/** As it was given, trimmed, at most 200 UTF-16 units; empty = at most one refund per invoice, ever. */
	readonly reference: string;
	readonly ask: Ask;
	readonly maximumAmount: AmountInput | null;
	readonly maximumTotal: AmountInput | null;
	/** Whole days of 24 hours since the invoice was paid, 1 to 3650; exactly so old is taken. Null means no limit. */
	readonly maximumAgeDays: number | null;
	readonly expectedCurrency: string | null;
	readonly allowEarlierRefunds: boolean;
	/** Days of 24 hours in which a payment from a bank account is not refunded (Revolv3, ACH); null for none. */
	readonly holdBankDebitDays: number | null;
	readonly details: RefundDetails;
}
