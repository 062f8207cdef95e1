import { NOTHING, restOf, sumOf, type MinorUnits } from '../../money/minorUnits';
import type { ReportedRefund } from '../provider/adapter';
import type { ProviderProfile } from '../provider/profile';
import type { RefundPlan } from '../decide/plan';
import {
	isKnown,
	ofAmount,
	standingRefunds,
	type KnownRefund,
	type ProviderRefund,
} from '../provider/snapshot';

/** What a reading means for its plan. Only `confirmed` may be called a success. */
export type Confirmation =
	| {
			readonly kind: 'confirmed';
			/** With this refund's own amount and tax, even where the provider told a running total. */
			readonly refund: KnownRefund;
			readonly alreadyThere: boolean;
	  }
	/** The provider says that this very refund did not happen. */
	| { readonly kind: 'declined' | 'keyUsedUp'; readonly refund: ProviderRefund }
	/** There is a refund on the invoice, and it is not what was asked. */
	| { readonly kind: 'otherwise'; readonly refund: ProviderRefund }
	| {
			readonly kind: 'unclear';
			readonly why: string;
			/** The refund that the answer named all the same. */
			readonly refundId?: string | null;
	  };

/** Compares what the provider claims with what was planned. Pure. See docs/architecture.md#what-confirms-a-refund. */
export function confirmRefund(
	plan: RefundPlan,
	reading: ReportedRefund,
	profile: ProviderProfile,
): Confirmation {
	if (reading.kind === 'unclear') return reading;
	const { refund } = reading;
	// An answer about another invoice proves nothing about this one: Duro replays a key for whatever it first saw.
	if (refund.invoiceId !== plan.target.invoiceId) {
		return { kind: 'unclear', why: 'The answer is about another invoice.' };
	}
	if (refund.externalId !== null && refund.externalId !== plan.key) {
		return { kind: 'unclear', why: 'The answer is about a refund under another key.' };
	}
	switch (refund.state) {
		case 'declined':
		case 'keyUsedUp':
			return { kind: refund.state, refund };
		case 'undocumented':
			return {
				kind: 'unclear',
				why: `The refund's status '${refund.status ?? 'none'}' is not documented.`,
			};
		case 'done':
		case 'pending':
			return compared(plan, reading, profile);
	}
}

/** A refund that stands, against the plan. */
function compared(
	plan: RefundPlan,
	{ refund, movedMinor, alreadyThere }: Extract<ReportedRefund, { kind: 'claims' }>,
	profile: ProviderProfile,
): Confirmation {
	const { refundId } = refund;
	const own = ownShare(plan, refund, movedMinor ?? null, profile);
	if (own) return { kind: 'confirmed', refund: own, alreadyThere };
	if (!isKnown(refund)) {
		return { kind: 'unclear', why: 'The answer does not say how much was refunded.', refundId };
	}
	// A sum over earlier refunds that nobody has seen would be a false word about this one.
	const isSure =
		movedMinor === undefined ||
		(movedMinor === null ? refund.amountMinor < plan.amountMinor : isOf(refund, movedMinor));
	return isSure
		? { kind: 'otherwise', refund }
		: {
				kind: 'unclear',
				why: 'The answer may add up this refund and earlier ones, and does not say how much of it is this one.',
				refundId,
			};
}

/** The refund with this plan's own amount; null where it is not known to be of that. */
function ownShare(
	plan: RefundPlan,
	refund: ProviderRefund,
	movedMinor: MinorUnits | null,
	profile: ProviderProfile,
): KnownRefund | null {
	const { amountMinor } = plan;
	if (isKnown(refund) && refund.amountMinor === amountMinor) return refund;
	// Only one of several amounts, because the tax in it is not told: this one, where it was this one that was sent.
	if (refund.otherAmounts?.includes(amountMinor)) return ofAmount(refund, amountMinor);
	if (!profile.confirmedAmountMayBeCumulative) return null;
	if (isKnown(refund)) {
		const { earlierMinor, earlierTaxMinor } = plan;
		const isRunningTotal =
			earlierMinor !== null &&
			earlierMinor !== NOTHING &&
			refund.amountMinor === amountMinor + earlierMinor;
		if (isRunningTotal && (movedMinor === null || !isOf(refund, movedMinor))) {
			const moved = movedMinor === null ? null : taxMoved(plan, movedMinor);
			const taxMinor =
				refund.taxMinor === null || earlierTaxMinor === null
					? null
					: restOf(refund.taxMinor, earlierTaxMinor);
			return { ...refund, amountMinor, taxMinor: moved?.taxMinor ?? taxMinor };
		}
		if (refund.amountMinor < amountMinor) return null;
	}
	// The sums are of more than this refund, or not told; what it moved itself is what was sent.
	const taxMinor = movedMinor === null ? null : taxMoved(plan, movedMinor);
	return taxMinor === null ? null : { ...refund, amountMinor, taxMinor: taxMinor.taxMinor };
}

/** Whether what a refund moved is what its answer adds up to, with tax or without. */
function isOf({ amountMinor, taxMinor }: KnownRefund, movedMinor: MinorUnits): boolean {
	return movedMinor === amountMinor || movedMinor === sumOf([amountMinor, taxMinor ?? NOTHING]);
}

/** A provider rounds the tax share of a refund its own way. */
const TAX_ROUNDING = 1;

/**
 * The tax in what a refund moved, if that can be the plan's amount.
 *
 * @returns null where it can't; `taxMinor` null where the tax is not in it
 */
function taxMoved(
	{ amountMinor, taxMinor }: RefundPlan,
	movedMinor: MinorUnits,
): { readonly taxMinor: MinorUnits | null } | null {
	const planned = taxMinor ?? NOTHING;
	if (movedMinor === amountMinor) return { taxMinor: planned === NOTHING ? taxMinor : null };
	const onTop = restOf(movedMinor, amountMinor);
	const isTax = planned > 0 && Math.abs(onTop - planned) <= TAX_ROUNDING;
	return movedMinor > amountMinor && isTax ? { taxMinor: onTop } : null;
}

/**
 * Picks the plan's refund out of those that the provider shows after doubt. One that stands comes before one that was
 * declined, since a declined refund may be an earlier attempt's.
 *
 * @param others ids that belong to other keys, or were there before
 * @param named the refund that the answer to this very send has named: no other can be it
 * @returns null when it is not there; `several` when more than one could be it
 */
export function findAmongInquired(
	plan: RefundPlan,
	refunds: readonly ProviderRefund[],
	others: ReadonlySet<string>,
	profile: ProviderProfile,
	named: string | null = null,
): ProviderRefund | 'several' | null {
	const ours = named === null ? null : refunds.find(({ refundId }) => refundId === named);
	if (ours) return ours;
	if (profile.keysAreFoundAt === 'provider') {
		return refunds.find(({ externalId }) => externalId === plan.key) ?? null;
	}
	const seen = new Set(plan.seenRefundIds);
	const isNew = ({ refundId, invoiceId }: ProviderRefund) =>
		refundId !== null &&
		!seen.has(refundId) &&
		!others.has(refundId) &&
		invoiceId === plan.target.invoiceId;
	const mayBe = ({ amountMinor, otherAmounts, state }: ProviderRefund) =>
		amountMinor === null
			? (otherAmounts?.includes(plan.amountMinor) ?? true)
			: amountMinor === plan.amountMinor || (state === 'declined' && amountMinor === NOTHING);
	const candidates = refunds.filter((refund) => isNew(refund) && mayBe(refund));
	const standing = standingRefunds(candidates);
	const [only, second] = standing.length > 0 ? standing : candidates;
	if (only === undefined) return null;
	return second === undefined ? only : 'several';
}
