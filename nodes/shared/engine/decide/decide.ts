import { NOTHING, sumOf, type MinorUnits } from '../../money/minorUnits';
import { invoiceName } from '../claims';
import type { ProviderProfile } from '../provider/profile';
import type { RefundPlan } from './plan';
import { conflict, ownRefund, sameRefund } from './ownRefund';
import { isUntouched } from './price';
import type { DecisionInput } from './decisionInput';
import {
	ageReasons,
	amountReasons,
	bankDebitReasons,
	currencyReasons,
	dateReasons,
	earlierReasons,
	memoryUnavailable,
	openReasons,
	keyUsedUpReasons,
	stateReasons,
} from './reasons';
import { byPrecedence, refusal, type Refusal } from '../result/result';
import { standingRefunds, type KnownRefund, type ProviderRefund } from '../provider/snapshot';

export type Decision =
	/** Nothing speaks against it. */
	| { readonly kind: 'plan'; readonly plan: RefundPlan }
	/** This very refund is there already, final or pending. */
	| { readonly kind: 'found'; readonly refund: KnownRefund }
	/** A refund is there under the key, and it was confirmed with another amount than was asked for then. */
	| { readonly kind: 'mismatch'; readonly refund: ProviderRefund | null }
	/** The refund under the key was declined for good: a new attempt is another claim, and is asked for first. */
	| { readonly kind: 'declined'; readonly refundId: string }
	/** An attempt under this key was never settled, or its refund can't be seen: how it ended is not known. */
	| { readonly kind: 'open'; readonly why: string }
	/** All that speaks against it, in order of precedence. */
	| { readonly kind: 'refuse'; readonly reasons: readonly [Refusal, ...Refusal[]] };

/** Decides, without asking anybody, whether a refund may be sent. */
export function decide(input: DecisionInput, profile: ProviderProfile): Decision {
	const own = ownRefund(input, profile);
	if (own.kind === 'open' || own.kind === 'mismatch') return own;
	if (own.kind === 'boundOtherwise') return { kind: 'refuse', reasons: [boundOtherwise(input)] };
	const currency = currencyReasons(input);
	if (own.kind === 'found' && currency.length === 0) {
		return sameRefund(own.refund, input)
			? { kind: 'found', refund: own.refund }
			: { kind: 'refuse', reasons: [conflict(own.refund, input, profile)] };
	}
	if (own.kind === 'declined' && own.isClaimed && own.refund.refundId !== null) {
		return { kind: 'declined', refundId: own.refund.refundId };
	}
	const [first, ...others] = byPrecedence([
		...currency,
		...dateReasons(input),
		...keyUsedUpReasons(own, profile),
		...stateReasons(input),
		...bankDebitReasons(input),
		...earlierReasons(input, own.refund, profile),
		...amountReasons(input, profile),
		...ageReasons(input, profile),
		...openReasons(input, profile),
		...(input.known.kind === 'unavailable' && profile.keysAreFoundAt === 'workflow'
			? [memoryUnavailable()]
			: []),
	]);
	const { amountMinor } = input.price;
	if (first) return { kind: 'refuse', reasons: [first, ...others] };
	// A plan over nothing would be a refund that no check has seen.
	if (amountMinor === null || amountMinor === NOTHING) {
		return { kind: 'refuse', reasons: [unknowable()] };
	}
	return { kind: 'plan', plan: planOf(input, amountMinor, profile) };
}

function unknowable(): Refusal {
	return refusal('earlierRefundsUnknown', 'The amount that is left to refund is not known.');
}

function boundOtherwise({ snapshot }: DecisionInput): Refusal {
	return refusal(
		'referenceConflict',
		`An earlier refund of invoice ${snapshot.invoiceId} under this reference is still in doubt, and it was of another amount.`,
	);
}

/** What would be sent for the amount. Only `decide` may call a plan fit to be sent. */
export function planOf(
	{ request, snapshot, price, known, claimName, now }: DecisionInput,
	amountMinor: MinorUnits,
	{ provider }: ProviderProfile,
): RefundPlan {
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const earlier = standingRefunds(shown);
	const claimed = known.kind === 'recorded' ? known.claimed : null;
	return {
		target: request.target,
		invoice: invoiceName(provider, request.environment, request.target),
		key: request.key,
		claimName,
		reference: request.reference,
		full: request.ask.type === 'full',
		// A refund that is recorded or in doubt and not listed may still stand: then "everything" is not the planned amount.
		untouched: isUntouched(snapshot) && !claimed?.invoiceHasRefund && !claimed?.anotherIsOpen,
		amountMinor,
		taxMinor: price.taxMinor,
		paidMinor: snapshot.paidMinor,
		earlierMinor: sumOf(earlier.map((refund) => refund.amountMinor)),
		earlierTaxMinor: sumOf(earlier.map((refund) => refund.taxMinor ?? NOTHING)),
		currency: snapshot.currency,
		exponent: snapshot.exponent,
		invoiceStatus: snapshot.status,
		seenRefundIds: shown.flatMap(({ refundId }) => (refundId === null ? [] : [refundId])),
		details: {
			...request.details,
			completedAt: request.details.completedAt ?? now,
			processingFeeMinor: price.processingFeeMinor,
		},
	};
}
