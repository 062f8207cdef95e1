import { NOTHING, restOf, type MinorUnits } from '../money/minorUnits';
import type { Reading } from './adapter';
import type { ProviderFacts } from './facts';
import type { RefundPlan } from './plan';
import { isKnown, type KnownRefund, type ShownRefund } from './snapshot';

/** What a reading means for its plan. Only `confirmed` may be called a success. */
export type Confirmation =
	| {
			readonly kind: 'confirmed';
			/** With this refund's own amount and tax, even where the provider told a running total. */
			readonly refund: KnownRefund;
			readonly alreadyThere: boolean;
	  }
	/** The provider says that this very refund did not happen. */
	| { readonly kind: 'declined' | 'spent'; readonly refund: ShownRefund }
	/** There is a refund on the invoice, and it is not what was asked. */
	| { readonly kind: 'otherwise'; readonly refund: ShownRefund }
	| { readonly kind: 'unclear'; readonly why: string };

/** Compares what the provider claims with what was planned (design §5.3). Pure. */
export function confirmRefund(
	plan: RefundPlan,
	reading: Reading,
	facts: ProviderFacts,
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
		case 'spent':
			return { kind: refund.state, refund };
		case 'unseen':
			return {
				kind: 'unclear',
				why: `The refund's status '${refund.status ?? 'none'}' is not documented.`,
			};
		case 'done':
		case 'pending': {
			if (!isKnown(refund))
				return { kind: 'unclear', why: 'The answer does not say how much was refunded.' };
			const own = ownShare(plan, refund, facts);
			return own
				? { kind: 'confirmed', refund: own, alreadyThere: reading.alreadyThere }
				: { kind: 'otherwise', refund };
		}
	}
}

/** The refund with this plan's own amount; null where the amounts differ. */
function ownShare(plan: RefundPlan, refund: KnownRefund, facts: ProviderFacts): KnownRefund | null {
	if (refund.amountMinor === plan.amountMinor) return refund;
	const total: number = plan.amountMinor + plan.earlierMinor;
	if (
		!facts.confirmedAmountMayBeCumulative ||
		plan.earlierMinor === NOTHING ||
		refund.amountMinor !== total
	) {
		return null;
	}
	const taxMinor: MinorUnits | null =
		refund.taxMinor === null ? null : restOf(refund.taxMinor, plan.earlierTaxMinor);
	return { ...refund, amountMinor: plan.amountMinor, taxMinor };
}

/**
 * Picks the plan's refund out of what a read-back shows; null when it is not there, or when several could be it.
 *
 * @param tied ids that belong to other references, or were there before
 */
export function findInReadBack(
	plan: RefundPlan,
	refunds: readonly ShownRefund[],
	tied: ReadonlySet<string>,
	facts: ProviderFacts,
): ShownRefund | null {
	if (facts.keysAreFoundAt === 'provider') {
		return refunds.find(({ externalId }) => externalId === plan.key) ?? null;
	}
	const seen = new Set(plan.seenRefundIds);
	const candidates = refunds.filter(
		({ refundId, amountMinor, invoiceId }) =>
			refundId !== null &&
			!seen.has(refundId) &&
			!tied.has(refundId) &&
			invoiceId === plan.target.invoiceId &&
			amountMinor === plan.amountMinor,
	);
	const [only] = candidates;
	return only && candidates.length === 1 ? only : null;
}
