import { NOTHING, type MinorUnits } from '../../money/minorUnits';
import type { DecisionInput } from './decisionInput';
import type { ProviderProfile } from '../provider/profile';
import { amountText } from './price';
import { refusal, type Refusal } from '../result/result';
import { isKnown, ofAmount, type KnownRefund, type ProviderRefund } from '../provider/snapshot';

/** What is there under the request's own key. */
export type Own =
	| { readonly kind: 'none'; readonly refund: null }
	| { readonly kind: 'found'; readonly refund: KnownRefund }
	| { readonly kind: 'keyUsedUp'; readonly refund: ProviderRefund }
	/** `isClaimed`: under this very claim, so that a new attempt needs another one. */
	| { readonly kind: 'declined'; readonly refund: ProviderRefund; readonly isClaimed: boolean }
	| { readonly kind: 'mismatch'; readonly refund: ProviderRefund | null }
	/** An attempt in doubt that the provider may still book, of another amount or type than is asked for now. */
	| { readonly kind: 'boundOtherwise'; readonly refund: null }
	| { readonly kind: 'open'; readonly why: string };

/** The refund under this very key: shown by the provider, or recorded under the claim. */
export function ownRefund(
	{ request, snapshot, known }: DecisionInput,
	profile: ProviderProfile,
): Own {
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const byKey = shown.find(({ externalId }) => externalId === request.key);
	if (byKey) return stateOf(byKey);
	if (known.kind === 'unavailable') return NONE;
	const { state, own } = known.claimed;
	const recorded = shown.find(({ refundId }) => refundId !== null && own.has(refundId)) ?? null;
	switch (state.kind) {
		case 'new':
		case 'tooManyOpen':
			return NONE;
		case 'open':
			// Where the provider shows keys, the same request may be sent again, and only that one.
			if (profile.keysAreFoundAt === 'provider') {
				return state.isBoundToAsked ? NONE : { kind: 'boundOtherwise', refund: null };
			}
			// A refund is recorded under the key only when the attempt is settled: `open` is another process asking.
			if (recorded) return stateOf(recorded);
			return {
				kind: 'open',
				why: 'An earlier attempt under this reference was begun, and its end was not recorded.',
			};
		case 'settled': {
			if (state.as === 'mismatch') return { kind: 'mismatch', refund: recorded };
			if (recorded) {
				const refund = asConfirmed(recorded, state, snapshot);
				// It was settled with none of the amounts asked about.
				const isOther = state.amountMinor === null && request.ask.type !== 'full';
				return !isKnown(refund) && isOther && isStanding(refund)
					? { kind: 'found', refund: { ...refund, amountMinor: NOTHING, otherAmounts: undefined } }
					: stateOf(refund);
			}
			if (state.as === 'pending' && snapshot.refunds.kind !== 'invisible') {
				return {
					kind: 'open',
					why: 'The refund under this reference was pending when it was made, and the provider does not list it now.',
				};
			}
			// Confirmed as final when it was made. The provider can't show it, so what was confirmed is all there is to tell.
			if (state.amountMinor === null && snapshot.refunds.kind !== 'invisible') {
				return request.ask.type === 'full'
					? { kind: 'open', why: NOT_LISTED }
					: { kind: 'found', refund: confirmedRefund(snapshot, NOTHING, null) };
			}
			return {
				kind: 'found',
				refund: confirmedRefund(snapshot, state.amountMinor ?? NOTHING, state.taxMinor),
			};
		}
	}
}

const NONE: Own = { kind: 'none', refund: null };
const NOT_LISTED =
	'A refund was made under this reference, and the provider does not list it now, so its amount is not known.';

function stateOf(refund: ProviderRefund): Own {
	switch (refund.state) {
		case 'done':
		case 'pending':
			// The confirmed amount is not recorded, and a guess is nothing to report.
			return refund.otherAmounts || !isKnown(refund)
				? { kind: 'open', why: amountNotTold(refund) }
				: { kind: 'found', refund };
		case 'keyUsedUp':
			return { kind: 'keyUsedUp', refund };
		case 'declined':
			return { kind: 'declined', refund, isClaimed: refund.externalId === null };
		case 'undocumented':
			return {
				kind: 'open',
				why: `The refund under this reference has the status '${refund.status ?? 'none'}', which is not documented.`,
			};
	}
}

function amountNotTold({ refundId }: ProviderRefund): string {
	return `The refund under this reference (${refundId ?? 'without id'}) is there, but the provider does not report its amount.`;
}

/**
 * With the amount that was confirmed when it was made. The list may not tell that amount, or not the tax in it (Revolv3),
 * and a guess must not contradict what is known.
 */
function asConfirmed(
	refund: ProviderRefund,
	{ amountMinor, taxMinor }: { amountMinor: MinorUnits | null; taxMinor: MinorUnits | null },
	{ taxMinor: invoiceTax }: DecisionInput['snapshot'],
): ProviderRefund {
	if (!isStanding(refund) || amountMinor === null) return refund;
	const confirmed = ofAmount(refund, amountMinor, taxMinor);
	const none = invoiceTax === NOTHING ? NOTHING : null;
	return { ...confirmed, taxMinor: confirmed.taxMinor ?? none };
}

function isStanding({ state }: ProviderRefund): boolean {
	return state === 'done' || state === 'pending';
}

/** `NOTHING` stands for an amount other than the asked one. */
function confirmedRefund(
	{ invoiceId, taxMinor: invoiceTax }: DecisionInput['snapshot'],
	amountMinor: MinorUnits,
	taxMinor: MinorUnits | null,
): KnownRefund {
	return {
		refundId: null,
		externalId: null,
		amountMinor,
		taxMinor: invoiceTax === NOTHING ? NOTHING : taxMinor,
		status: null,
		state: 'done',
		invoiceId,
		response: null,
	};
}

/** Same reference, same refund? `full` is the same only while nothing refundable is left. */
export function sameRefund(
	refund: KnownRefund,
	{ request, snapshot, price }: DecisionInput,
): boolean {
	if (refund.invoiceId !== null && refund.invoiceId !== snapshot.invoiceId) return false;
	if (request.ask.type !== 'full') return refund.amountMinor === price.amountMinor;
	// What the provider hides is missing from what it says was refunded.
	const isListed =
		snapshot.refunds.kind === 'listed' &&
		snapshot.refunds.refunds.some(({ refundId }) => refundId === refund.refundId);
	if (snapshot.refundableMinor === null || !isListed)
		return refund.amountMinor === (price.amountMinor ?? snapshot.paidMinor);
	return snapshot.refundableMinor === NOTHING;
}

export function conflict(
	refund: KnownRefund,
	{ request, snapshot }: DecisionInput,
	profile: ProviderProfile,
): Refusal {
	const was =
		refund.amountMinor === NOTHING
			? 'another amount'
			: amountText(profile, snapshot, refund.amountMinor);
	const name = request.reference === '' ? 'an empty reference' : 'this reference';
	return refusal(
		'referenceConflict',
		request.ask.type === 'full'
			? `Under ${name} only ${was} of invoice ${snapshot.invoiceId} was refunded, and something is left of it.`
			: `Under ${name} invoice ${snapshot.invoiceId} was refunded before, with ${was}.`,
	);
}
