/** A kind of id, of an invoice and of a refund alike: UUID, digits from 1 to `LARGEST_NUMERIC_ID`, or any text without control characters. */
export type IdKind = 'uuid' | 'digits' | 'opaque';

/** What an adapter declares about its provider; the engine branches on these and on nothing else. */
export interface ProviderProfile {
	/** `duro`, `layer`, `revolv3` or `thredfi`: goes into the key. */
	readonly provider: string;
	/** As it stands in messages. */
	readonly displayName: string;
	/** Whether the provider is known to move money back to the payer, or only to book that it went back. */
	readonly movesMoney: boolean;
	readonly needsBusinessId: boolean;
	readonly invoiceIdKind: IdKind;
	/** The largest amount that is exact on this provider's wire, in minor units. */
	readonly largestMinor: number;
	/** Decimals an amount may have on a wire of major units; null where the wire has minor units. */
	readonly wireDecimals: number | null;
	/** The parameter `amount` is before tax, and tax goes back on top of it. */
	readonly amountIsBeforeTax: boolean;
	/** A currency whose unit on the wire is not documented (its exponent isn't 2) takes no major units. */
	readonly majorUnitsNeedTwoDecimals: boolean;
	/** Longest `referenceNumber`, and longest reference that stands in for it; null where none is documented. */
	readonly longestReferenceNumber: number | null;
	/** Longest `processor`; null where none is documented. */
	readonly longestProcessor: number | null;
	/** Values of `method`, `notSent` among them where it may be left out; empty where the provider takes none. */
	readonly methods: readonly string[];
	/** Where a used key is found: shown by the provider itself, or remembered beside the workflow. */
	readonly keysAreFoundAt: 'provider' | 'workflow';
	/** Whether a read shows the refunds of an invoice at all. */
	readonly showsRefunds: boolean;
	/**
	 * What may be sent again after a doubtful answer, see docs/architecture.md#what-may-be-sent-again:
	 * the identical request once; the same key after an answer or a pause; or nothing.
	 */
	readonly resend: 'identicalOnce' | 'sameKeyAfterAnswer' | 'never';
	/** Documented request rate over all of one origin, per second; null where none is documented. */
	readonly requestsPerSecond: number | null;
	/** Environments, as they go into the key, whose documented rate is another. */
	readonly requestsPerSecondAt?: Readonly<Record<string, number>>;
	/** Documented limit of a longer window, kept beside the one above; null where none is documented. */
	readonly requestsPer15Minutes: number | null;
	/** Documented rate of refunds alone, per second, where it is lower; null where none is documented. */
	readonly writesPerSecond: number | null;
	/** The header, in lower case, in which an answer names the limit that counted its request; null where none is documented. */
	readonly limitHeader: string | null;
	/** Headers, in lower case, that say how much of the limit is left, and when it is whole again (UTC seconds). */
	readonly remainingHeader?: string;
	readonly resetHeader?: string;
	/** One sentence for a person whose refund was turned down: in which other form the same can be asked for. */
	readonly otherForms?: string;
	/** A repeated send may be answered with a running total instead of this refund's amount. */
	readonly confirmedAmountMayBeCumulative: boolean;
}
