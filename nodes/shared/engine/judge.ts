import { NOTHING, sumOf, type MinorUnits } from '../money/minorUnits';
import { labels } from '../labels';
import type { ProviderFacts } from './facts';
import type { RefundPlan } from './plan';
import { amountLabel, amountText, isUntouched, type Price } from './price';
import { invoiceName, type Recall } from './recall';
import { isRefundKey } from './refundKey';
import type { RefundRequest } from './request';
import { byPrecedence, refusal, type Refusal } from './result';
import { standingRefunds, type ShownRefund, type Snapshot } from './snapshot';

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
	| { readonly kind: 'plan'; readonly plan: RefundPlan; readonly releaseFirst: boolean }
	/** This very refund is there already, final or pending. */
	| { readonly kind: 'found'; readonly refund: ShownRefund }
	/** An attempt under this key was never closed, or its refund can't be seen: what it did is not known. */
	| { readonly kind: 'open'; readonly why: string }
	/** All that speaks against it, in order of precedence; never empty. */
	| { readonly kind: 'refuse'; readonly reasons: readonly Refusal[] };

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
	const reasons = byPrecedence([
		...currency,
		...spentReasons(own, facts),
		...stateReasons(theCase),
		...earlierReasons(theCase, own.refund, facts),
		...amountReasons(theCase, facts),
		...(theCase.known.kind === 'unavailable' ? [memoryUnavailable()] : []),
	]);
	const { amountMinor } = theCase.price;
	// A plan over nothing would be a refund that no check has seen.
	if (reasons.length > 0 || amountMinor === null || amountMinor === NOTHING) {
		return { kind: 'refuse', reasons };
	}
	return {
		kind: 'plan',
		plan: planOf(theCase, amountMinor, facts),
		releaseFirst: own.kind === 'declined',
	};
}

type Own =
	| { readonly kind: 'none'; readonly refund: null }
	| { readonly kind: 'found' | 'spent' | 'declined'; readonly refund: ShownRefund }
	| { readonly kind: 'open'; readonly why: string };

/** The refund under this very key: shown by the provider, or tied to the key by memory. */
function ownRefund({ request, snapshot, known, price }: Case): Own {
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const byKey = shown.find(({ externalId }) => externalId === request.key);
	if (byKey) return stateOf(byKey);
	if (known.kind !== 'recalled') return { kind: 'none', refund: null };
	const { recall } = known;
	if (recall.state === 'open') {
		return {
			kind: 'open',
			why: 'An earlier attempt under this reference was started and its end was never seen.',
		};
	}
	if (recall.state === 'new') return { kind: 'none', refund: null };
	const remembered = shown.find(({ refundId }) => refundId !== null && recall.own.has(refundId));
	if (remembered) return stateOf(remembered);
	if (snapshot.refunds.kind !== 'invisible') {
		return {
			kind: 'open',
			why: 'A refund was made under this reference, but the provider does not list it now.',
		};
	}
	return {
		kind: 'found',
		refund: rememberedRefund(snapshot, recall.sameAmount ? price.amountMinor : null),
	};
}

function stateOf(refund: ShownRefund): Own {
	switch (refund.state) {
		case 'done':
		case 'pending':
			return { kind: 'found', refund };
		case 'spent':
		case 'declined':
			return { kind: refund.state, refund };
		case 'unseen':
			return {
				kind: 'open',
				why: `The refund under this reference has the status '${refund.status ?? 'none'}', which is not documented.`,
			};
	}
}

/** Duro shows no refunds: what was confirmed and remembered is all there is to tell. */
function rememberedRefund(snapshot: Snapshot, amountMinor: MinorUnits | null): ShownRefund {
	return {
		refundId: null,
		externalId: null,
		amountMinor: amountMinor ?? NOTHING,
		taxMinor: null,
		status: null,
		state: 'done',
		invoiceId: snapshot.invoiceId,
		response: null,
	};
}

/** Same reference, same refund? `full` is the same only while nothing refundable is left. */
function sameRefund(refund: ShownRefund, { request, snapshot, price }: Case): boolean {
	if (refund.invoiceId !== null && refund.invoiceId !== snapshot.invoiceId) return false;
	if (request.ask.type === 'full' && snapshot.refundableMinor !== null) {
		return snapshot.refundableMinor === NOTHING;
	}
	return refund.amountMinor === price.amountMinor;
}

function conflict(refund: ShownRefund, { request, snapshot }: Case, facts: ProviderFacts): Refusal {
	const was =
		refund.amountMinor === NOTHING
			? 'another amount'
			: amountText(facts, snapshot, refund.amountMinor);
	const name = request.reference === '' ? 'an empty reference' : 'this reference';
	return refusal(
		'referenceConflict',
		request.ask.type === 'full'
			? `Under ${name} only ${was} of invoice ${snapshot.invoiceId} was refunded, and something is left of it.`
			: `Under ${name} invoice ${snapshot.invoiceId} was refunded before, with ${was}.`,
	);
}

function currencyReasons({ request, snapshot }: Case): Refusal[] {
	const { expectedCurrency } = request;
	if (expectedCurrency === null || expectedCurrency === snapshot.currency) return [];
	return [
		refusal(
			'currencyMismatch',
			snapshot.currency === null
				? `'${labels.options.expectedCurrency}' is ${expectedCurrency}, but the provider tells no currency for invoice ${snapshot.invoiceId}.`
				: `Invoice ${snapshot.invoiceId} is in ${snapshot.currency}, '${labels.options.expectedCurrency}' is ${expectedCurrency}.`,
		),
	];
}

function spentReasons(own: Own, facts: ProviderFacts): Refusal[] {
	if (own.kind !== 'spent') return [];
	return [referenceSpent(own.refund.status, facts)];
}

/** The key belongs to a refund that failed for good; the provider takes no second one under it. */
export function referenceSpent(status: string | null, facts: ProviderFacts): Refusal {
	return refusal(
		'referenceSpent',
		`The refund under this reference is '${status ?? 'unknown'}' at ${facts.displayName} and can't be taken up again.`,
	);
}

function stateReasons({ snapshot }: Case): Refusal[] {
	if (snapshot.notRefundable !== null) return [refusal('notRefundable', snapshot.notRefundable)];
	if (snapshot.paidMinor === NOTHING) {
		return [refusal('notRefundable', `Nothing was paid on invoice ${snapshot.invoiceId}.`)];
	}
	return [];
}

function earlierReasons(theCase: Case, own: ShownRefund | null, facts: ProviderFacts): Refusal[] {
	const { request, snapshot, known } = theCase;
	const { refunds } = snapshot;
	const allowed = request.allowEarlierRefunds;
	const allow = `'${labels.options.allowEarlierRefunds}'`;
	if (refunds.kind === 'unreadable') {
		if (allowed && request.ask.type !== 'full') return [];
		return [
			refusal(
				'earlierRefundsUnknown',
				`${refunds.why} So it is not known what was refunded before.`,
			),
		];
	}
	if (refunds.kind === 'invisible') {
		const hasRefund = known.kind === 'recalled' && known.recall.invoiceHasRefund;
		if (!hasRefund || allowed || (request.reference !== '' && request.ask.type !== 'full'))
			return [];
		return [
			refusal(
				'alreadyHasRefund',
				`A refund of invoice ${snapshot.invoiceId} was made before, and ${facts.displayName} does not show how much is left. Give the rest as an amount under a reference of its own, or switch on ${allow}.`,
			),
		];
	}
	const others = standingRefunds(refunds.refunds).filter((refund) => refund !== own);
	const reasons: Refusal[] = [];
	const open = others.find(({ state }) => state === 'pending' || state === 'unseen');
	if (open) {
		reasons.push(
			refusal(
				'refundPending',
				`Another refund of invoice ${snapshot.invoiceId} (${open.refundId ?? 'no id'}) is '${open.status ?? 'unknown'}', so it is not final.`,
			),
		);
	}
	const unexplained = others.filter((refund) => !isExplained(refund, known));
	const [first] = request.reference === '' ? others : unexplained;
	if (first && !allowed) {
		const maybeOwn =
			facts.keysAreFoundAt === 'workflow' && known.kind === 'notAsked'
				? ' It may be this very refund: a check does not ask what the workflow remembers.'
				: '';
		reasons.push(
			refusal(
				'alreadyHasRefund',
				`Invoice ${snapshot.invoiceId} already has a refund of ${amountText(facts, snapshot, first.amountMinor)} (${first.refundId ?? 'no id'})${request.reference === '' ? '' : ' that no reference of this node explains'}.${maybeOwn}`,
			),
		);
	} else if (snapshot.refundableMinor === NOTHING && snapshot.paidMinor > 0) {
		reasons.push(
			refusal('alreadyHasRefund', `Nothing is left to refund on invoice ${snapshot.invoiceId}.`),
		);
	}
	return reasons;
}

function isExplained(refund: ShownRefund, known: Known): boolean {
	if (isRefundKey(refund.externalId)) return true;
	return (
		known.kind === 'recalled' && refund.refundId !== null && known.recall.tied.has(refund.refundId)
	);
}

function amountReasons(theCase: Case, facts: ProviderFacts): Refusal[] {
	const { request, snapshot, price, runTotalMinor } = theCase;
	const { amountMinor } = price;
	if (amountMinor === null || amountMinor === NOTHING) return [];
	const reasons: Refusal[] = [];
	const text = (minor: MinorUnits) => amountText(facts, snapshot, minor);
	const left = snapshot.refundableMinor ?? snapshot.paidMinor;
	if (amountMinor > left && left > 0) {
		reasons.push(
			refusal(
				'amountTooHigh',
				`Only ${text(left)} is left to refund on invoice ${request.target.invoiceId}, ${text(amountMinor)} was asked. Lower '${request.ask.type === 'percentage' ? labels.percentage : amountLabel(facts)}', or pick '${labels.refundType}' '${labels.refundTypes.full}'.`,
			),
		);
	}
	const goesBack = sumOf([amountMinor, price.taxMinor ?? NOTHING]) ?? amountMinor;
	if (price.maximumAmountMinor !== null && goesBack > price.maximumAmountMinor) {
		const withTax = price.taxMinor ? ' with its tax' : '';
		reasons.push(
			refusal(
				'limitExceeded',
				`${text(goesBack)}${withTax} is more than '${labels.options.maximumAmount}' (${text(price.maximumAmountMinor)}).`,
			),
		);
	}
	if (price.maximumTotalMinor !== null) {
		const limit = `'${labels.options.maximumTotal}' (${text(price.maximumTotalMinor)})`;
		if (runTotalMinor === null) {
			reasons.push(
				refusal(
					'limitExceeded',
					`This run refunds in several currencies, so ${limit} can't be held.`,
				),
			);
		} else if (runTotalMinor + goesBack > price.maximumTotalMinor) {
			reasons.push(
				refusal(
					'limitExceeded',
					`${text(goesBack)} on top of ${text(runTotalMinor)} refunded in this run is more than ${limit}.`,
				),
			);
		}
	}
	return reasons;
}

function memoryUnavailable(): Refusal {
	return refusal(
		'memoryUnavailable',
		"n8n's own store, which remembers refunds for this workflow, could not be read and written.",
	);
}

/** What would be sent for the amount. Only `judge` may call a plan fit to be sent. */
export function planOf(
	{ request, snapshot, price, now }: Case,
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
		untouched: isUntouched(snapshot),
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
