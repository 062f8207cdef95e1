import { NOTHING, type MinorUnits } from '../money/minorUnits';
import type { ProviderFacts } from './facts';
import type { Case } from './judge';
import { amountText } from './price';
import { refusal, type Refusal } from './result';
import { isKnown, ofAmount, type KnownRefund, type ShownRefund, type Snapshot } from './snapshot';

/** What is there under the request's own key. */
export type Own =
	| { readonly kind: 'none'; readonly refund: null }
	| { readonly kind: 'found'; readonly refund: KnownRefund }
	| { readonly kind: 'spent' | 'declined'; readonly refund: ShownRefund }
	| { readonly kind: 'open'; readonly why: string };

/** The refund under this very key: shown by the provider, or tied to the key by memory. */
export function ownRefund({ request, snapshot, known }: Case): Own {
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
	if (remembered) return stateOf(asConfirmed(remembered, recall.confirmedMinor));
	if (snapshot.refunds.kind !== 'invisible') {
		return {
			kind: 'open',
			why: 'A refund was made under this reference, but the provider does not list it now.',
		};
	}
	return {
		kind: 'found',
		refund: rememberedRefund(snapshot, recall.confirmedMinor),
	};
}

function stateOf(refund: ShownRefund): Own {
	switch (refund.state) {
		case 'done':
		case 'pending':
			// What was confirmed of it is forgotten, and a guess is nothing to report.
			return refund.otherAmounts || !isKnown(refund)
				? { kind: 'open', why: amountNotTold(refund) }
				: { kind: 'found', refund };
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

function amountNotTold({ refundId }: ShownRefund): string {
	return `The refund under this reference (${refundId ?? 'without id'}) is there, but the provider does not report how much of the invoice it gave back.`;
}

/**
 * With the amount that was confirmed when it was made. What is shown of it later may not tell the tax apart
 * (Revolv3), and a second guess must not contradict what is known.
 */
function asConfirmed(refund: ShownRefund, confirmedMinor: MinorUnits | null): ShownRefund {
	const stands = refund.state === 'done' || refund.state === 'pending';
	if (!stands || confirmedMinor === null) return refund;
	return ofAmount(refund, confirmedMinor);
}

/** Duro shows no refunds: what was confirmed and remembered is all there is to tell. */
function rememberedRefund(snapshot: Snapshot, amountMinor: MinorUnits | null): KnownRefund {
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
export function sameRefund(refund: ShownRefund, { request, snapshot, price }: Case): boolean {
	if (refund.invoiceId !== null && refund.invoiceId !== snapshot.invoiceId) return false;
	if (request.ask.type === 'full' && snapshot.refundableMinor !== null) {
		return snapshot.refundableMinor === NOTHING;
	}
	return refund.amountMinor === price.amountMinor;
}

export function conflict(
	refund: KnownRefund,
	{ request, snapshot }: Case,
	facts: ProviderFacts,
): Refusal {
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
