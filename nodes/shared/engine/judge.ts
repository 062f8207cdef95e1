import { NOTHING, sumOf, type MinorUnits } from '../money/minorUnits';
import type { ProviderFacts } from './facts';
import type { RefundPlan } from './plan';
import { conflict, ownRefund, sameRefund } from './ownRefund';
import { isUntouched, type Price } from './price';
import {
	amountReasons,
	bankDebitReasons,
	currencyReasons,
	earlierReasons,
	memoryUnavailable,
	spentReasons,
	stateReasons,
} from './reasons';
import { invoiceName, type Recall } from './recall';
import type { RefundRequest } from './request';
import { byPrecedence, refusal, type Refusal } from './result';
import { standingRefunds, type KnownRefund, type Snapshot } from './snapshot';

/** What the engine knows of the key besides the snapshot. `notAsked`: checkRefund, or a provider that shows keys. */
export type Known =
	| { readonly kind: 'notAsked' }
	| { readonly kind: 'recalled'; readonly recall: Recall }
	| {
			readonly kind: 'unavailable';
	  };

export interface Case {
	readonly request: RefundRequest;
	readonly snapshot: Snapshot;
	readonly price: Price;
	readonly known: Known;
	/** What this run has refunded so far, tax included; null when it can't be added up, being of several currencies. */
	readonly runTotalMinor: MinorUnits | null;
	/** The moment of planning, ISO 8601 UTC. */
	readonly now: string;
}

export type Verdict =
	/** Nothing speaks against it. */
	| {
			readonly kind: 'plan';
			readonly plan: RefundPlan;
			/** The refund under this key that did not happen, and after which this is a new attempt; else null. */
			readonly afterDeclined: string | null;
	  }
	/** This very refund is there already, final or pending. */
	| { readonly kind: 'found'; readonly refund: KnownRefund }
	/** An attempt under this key was never closed, or its refund can't be seen: what it did is not known. */
	| { readonly kind: 'open'; readonly why: string }
	/** All that speaks against it, in order of precedence. */
	| { readonly kind: 'refuse'; readonly reasons: readonly [Refusal, ...Refusal[]] };

/** Decides, without asking anybody, whether a refund may be sent (design §4 codes, §5, §6). */
export function judge(theCase: Case, facts: ProviderFacts): Verdict {
	const own = ownRefund(theCase);
	if (own.kind === 'open') return own;
	const currency = currencyReasons(theCase);
	if (own.kind === 'found' && currency.length === 0) {
		return sameRefund(own.refund, theCase)
			? { kind: 'found', refund: own.refund }
			: { kind: 'refuse', reasons: [conflict(own.refund, theCase, facts)] };
	}
	const [first, ...others] = byPrecedence([
		...currency,
		...spentReasons(own, facts),
		...stateReasons(theCase),
		...bankDebitReasons(theCase),
		...earlierReasons(theCase, own.refund, facts),
		...amountReasons(theCase, facts),
		...(theCase.known.kind === 'unavailable' ? [memoryUnavailable()] : []),
	]);
	const { amountMinor } = theCase.price;
	if (first) return { kind: 'refuse', reasons: [first, ...others] };
	// A plan over nothing would be a refund that no check has seen.
	if (amountMinor === null || amountMinor === NOTHING) {
		return { kind: 'refuse', reasons: [unknowable()] };
	}
	return {
		kind: 'plan',
		plan: planOf(theCase, amountMinor, facts),
		afterDeclined: own.kind === 'declined' ? own.refund.refundId : null,
	};
}

function unknowable(): Refusal {
	return refusal('earlierRefundsUnknown', 'What is left to refund could not be told.');
}

/** What would be sent for the amount. Only `judge` may call a plan fit to be sent. */
export function planOf(
	{ request, snapshot, price, known, now }: Case,
	amountMinor: MinorUnits,
	{ provider }: ProviderFacts,
): RefundPlan {
	const earlier =
		snapshot.refunds.kind === 'listed' ? standingRefunds(snapshot.refunds.refunds) : [];
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	return {
		target: request.target,
		invoice: invoiceName(provider, request.environment, request.target),
		key: request.key,
		reference: request.reference,
		full: request.ask.type === 'full',
		// An attempt that is remembered and not listed may still stand: then "everything" is not the planned amount.
		untouched:
			isUntouched(snapshot) && !(known.kind === 'recalled' && known.recall.invoiceHasRefund),
		amountMinor,
		taxMinor: price.taxMinor,
		earlierMinor: sumOf(earlier.map((refund) => refund.amountMinor)) ?? NOTHING,
		earlierTaxMinor: sumOf(earlier.map((refund) => refund.taxMinor ?? NOTHING)) ?? NOTHING,
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
