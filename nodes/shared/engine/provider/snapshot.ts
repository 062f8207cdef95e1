import { NOTHING, restOf, sumOf, type MinorUnits } from '../../money/minorUnits';

/**
 * How a refund stands. `keyUsedUp` = it failed or was cancelled and its key can't be used again (Thredfi);
 * `declined` = it did not happen and may be tried again (Revolv3); `undocumented` = a status that nobody has documented.
 */
export type RefundState = 'done' | 'pending' | 'declined' | 'keyUsedUp' | 'undocumented';

/** A refund of the invoice as the provider shows it. */
export interface ProviderRefund {
	readonly refundId: string | null;
	/** The provider's `external_id`; null where it shows none. */
	readonly externalId: string | null;
	/**
	 * On the asked invoice. Minor units, tax apart where the provider tells it. null where the provider shows the refund
	 * and not how much of the invoice it took: never read as nothing.
	 */
	readonly amountMinor: MinorUnits | null;
	readonly taxMinor: MinorUnits | null;
	/**
	 * What it may be of while `amountMinor` is null, because the provider does not tell the tax apart (Revolv3), the
	 * likeliest first. Left out where `amountMinor` is told, and where nothing is.
	 */
	readonly otherAmounts?: readonly MinorUnits[] | undefined;
	/** What went back in all while the tax in it is not told; left out where amount and tax tell it. */
	readonly totalMinor?: MinorUnits | null | undefined;
	/** The provider's own word. */
	readonly status: string | null;
	readonly state: RefundState;
	/** The invoice it was made on; null where it can't be read. */
	readonly invoiceId: string | null;
	/** The provider's object, without pre-signed URLs. */
	readonly response: unknown;
}

/** A refund whose amount is known. */
export type KnownRefund = ProviderRefund & { readonly amountMinor: MinorUnits };

export function isKnown(refund: ProviderRefund): refund is KnownRefund {
	return refund.amountMinor !== null;
}

/**
 * The refund with an amount that is known from elsewhere.
 *
 * @param taxMinor known from elsewhere as well; where it is null the tax is what went back on top, where that is told
 */
export function ofAmount(
	refund: ProviderRefund,
	amountMinor: MinorUnits,
	taxMinor: MinorUnits | null = null,
): KnownRefund {
	const rest = { ...refund, amountMinor, otherAmounts: undefined, totalMinor: undefined };
	return { ...rest, taxMinor: taxMinor ?? taxBeside(refund, amountMinor) };
}

function taxBeside(refund: ProviderRefund, amountMinor: MinorUnits): MinorUnits | null {
	if (amountMinor === refund.amountMinor) return refund.taxMinor;
	const { totalMinor } = refund;
	const hasTax = totalMinor !== null && totalMinor !== undefined && totalMinor > amountMinor;
	return hasTax ? restOf(totalMinor, amountMinor) : null;
}

/** Where a provider tells nothing of how and when an invoice was paid. */
export const UNTOLD_PAYMENT = {
	paidAt: null,
	lastPaymentAt: null,
	paidByBankDebit: false,
} as const;

/** All refunds of an invoice, or why they are not known. A missing or malformed list is never "none". */
export type ProviderRefunds =
	| { readonly kind: 'listed'; readonly refunds: readonly ProviderRefund[] }
	/** The provider has no way to show them (Duro). */
	| { readonly kind: 'invisible' }
	| { readonly kind: 'unreadable'; readonly why: string };

/** The invoice and its refunds right before writing. */
export interface InvoiceSnapshot {
	readonly invoiceId: string;
	/** The invoice's status in the provider's own word. */
	readonly status: string | null;
	/** null = its state allows a refund; else why not, naming the state. */
	readonly notRefundable: string | null;
	/** ISO 4217 code in upper case; null where none is told. */
	readonly currency: string | null;
	/** The currency's digits, 2 where none is told. */
	readonly exponent: number;
	/** What was paid before any refund: the base of percentages (Revolv3: subtotal; Duro: amount). */
	readonly paidMinor: MinorUnits;
	/** The invoice's tax that a full refund gives back on top; null where amounts include it or none is told. */
	readonly taxMinor: MinorUnits | null;
	/** What can still be refunded; null where that can't be known. */
	readonly refundableMinor: MinorUnits | null;
	readonly refunds: ProviderRefunds;
	/** When the invoice was paid, as far as the provider tells; ISO 8601 UTC. At Revolv3 the first successful attempt. */
	readonly paidAt: string | null;
	/** When the latest payment came in, ISO 8601 UTC; null where none is told. */
	readonly lastPaymentAt: string | null;
	/** Paid from a bank account, so that the payment can still bounce after it reads as paid (Revolv3, ACH). */
	readonly paidByBankDebit: boolean;
	/** One sentence about the invoice that a person should hear before a refund, and that stops none. */
	readonly note?: string;
	/** The provider's invoice object, without pre-signed URLs. */
	readonly response: unknown;
}

/** Refunds that took, or may still take, something off the invoice. */
export function standingRefunds<Refund extends Pick<ProviderRefund, 'state'>>(
	refunds: readonly Refund[],
): readonly Refund[] {
	return refunds.filter(({ state }) => state !== 'declined' && state !== 'keyUsedUp');
}

/**
 * What is left of an invoice before tax. Nothing is left once everything with tax has gone back, however it is split
 * between the two.
 *
 * @returns null where the refunds, or the amount of one that stands, are not known
 */
export function leftAfter(
	paidMinor: MinorUnits,
	taxMinor: MinorUnits,
	refunds: ProviderRefunds,
): MinorUnits | null {
	if (refunds.kind !== 'listed') return null;
	const standing = standingRefunds(refunds.refunds);
	const back = sumOf(standing.map(({ amountMinor }) => amountMinor));
	const whole = sumOf([paidMinor, taxMinor]);
	const backWithTax = sumOf(
		standing.map(({ amountMinor, taxMinor: tax, totalMinor }) =>
			amountMinor === null ? (totalMinor ?? null) : sumOf([amountMinor, tax ?? NOTHING]),
		),
	);
	if (whole !== null && backWithTax !== null && backWithTax >= whole) return NOTHING;
	return back === null ? null : restOf(paidMinor, back);
}
