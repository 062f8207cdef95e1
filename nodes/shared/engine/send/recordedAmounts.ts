import { NOTHING, restOf, type MinorUnits } from '../../money/minorUnits';
import { shareOf } from '../../money/percentage';
import type { ClaimQuestion, MayBe, RecordedAmount } from '../claims';
import type { Known } from '../decide/decisionInput';
import type { ProviderProfile } from '../provider/profile';
import { priceOf, type Price } from '../decide/price';
import type { RefundRequest } from '../request/request';
import { leftAfter, ofAmount, standingRefunds, type InvoiceSnapshot } from '../provider/snapshot';

/** The invoice as it is, and what the request comes to on it. */
export interface Priced {
	readonly snapshot: InvoiceSnapshot;
	readonly price: Price;
}

/** What is asked of the claims beside the claim itself. */
export function questionOf(
	request: RefundRequest,
	priced: Priced,
	profile: ProviderProfile,
): Omit<ClaimQuestion, 'keep'> {
	const { snapshot } = priced;
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const isKept = profile.keysAreFoundAt === 'workflow';
	const amounts = amountsOf(request, priced, profile);
	return {
		refundIds: shown.flatMap(({ refundId }) => (refundId === null ? [] : [refundId])),
		mayBe: isKept ? mayBe(amounts, snapshot) : { amounts, taxes: [] },
		untold: isKept ? untoldIn(snapshot, amounts) : new Map(),
	};
}

/**
 * Refunds whose amount or tax the provider does not tell, with what they may have been of.
 *
 * @param amounts what any of them may have been of, whatever the provider shows
 */
export function untoldIn(
	snapshot: InvoiceSnapshot,
	amounts: ReadonlyArray<MinorUnits | 'full'> = [],
): ReadonlyMap<string, MayBe> {
	const { refunds } = snapshot;
	const standing = refunds.kind === 'listed' ? standingRefunds(refunds.refunds) : [];
	const untold = standing.flatMap((refund): Array<[string, MayBe]> => {
		const { refundId, otherAmounts = [], amountMinor, taxMinor } = refund;
		if (refundId === null || (amountMinor !== null && taxMinor !== null)) return [];
		const own = amountMinor === null ? [...otherAmounts, ...amounts] : [amountMinor];
		return [[refundId, mayBe(own, snapshot)]];
	});
	return new Map(untold);
}

/** The amounts, and the tax that may have gone back with each: its share, all of it, none, or what the others leave of it. */
function mayBe(
	amounts: ReadonlyArray<MinorUnits | 'full'>,
	{ taxMinor, paidMinor }: InvoiceSnapshot,
): MayBe {
	const own = [...new Set(amounts)];
	if (taxMinor === null || taxMinor === NOTHING || paidMinor === NOTHING) {
		return { amounts: own, taxes: [] };
	}
	const numbers = own.filter((one) => one !== 'full');
	const largest = numbers.reduce((most, one) => (one > most ? one : most), NOTHING);
	const taxes = numbers.flatMap((one) => [
		...(one <= paidMinor ? [shareOf(taxMinor, one, paidMinor)] : []),
		restOf(largest, one),
	]);
	const possible = [...taxes, taxMinor, NOTHING].filter((one) => one <= taxMinor);
	return { amounts: own, taxes: [...new Set(possible)] };
}

/** Amounts the refund under the key may have been confirmed with, as far as anything tells. */
function amountsOf(
	{ ask }: RefundRequest,
	{ snapshot, price }: Priced,
	{ keysAreFoundAt }: ProviderProfile,
): ReadonlyArray<MinorUnits | 'full'> {
	const asked = price.amountMinor === null ? [] : [price.amountMinor];
	// A note of an attempt in doubt binds the type of `full`, and the amount of anything else.
	if (keysAreFoundAt === 'provider') return ask.type === 'full' ? ['full'] : asked;
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const unsure = shown.flatMap(({ amountMinor, otherAmounts }) => [
		...(amountMinor === null ? [] : [amountMinor]),
		...(otherAmounts ?? []),
	]);
	const whole = ask.type === 'full' ? [snapshot.paidMinor, snapshot.refundableMinor] : [];
	return [...new Set([...asked, ...unsure, ...whole].filter((one) => one !== null))];
}

/** The request on the invoice with what this workflow has confirmed of its refunds, see `withRecorded`. */
export function pricedByRecord(
	request: RefundRequest,
	priced: Priced,
	known: Known,
	profile: ProviderProfile,
): Priced {
	if (known.kind !== 'recorded' || known.claimed.recorded.size === 0) return priced;
	const snapshot = withRecorded(priced.snapshot, known.claimed.recorded);
	const again = priceOf(request, snapshot, profile);
	return again.ok ? { snapshot, price: again.price } : priced;
}

/** The invoice with what this workflow has confirmed of refunds whose amount the provider does not tell. */
export function withRecorded(
	snapshot: InvoiceSnapshot,
	recorded: ReadonlyMap<string, RecordedAmount>,
): InvoiceSnapshot {
	const { refunds, paidMinor, taxMinor } = snapshot;
	if (refunds.kind !== 'listed') return snapshot;
	const told = refunds.refunds.map((refund) => {
		const found = recorded.get(refund.refundId ?? '');
		return found ? ofAmount(refund, found.amountMinor, found.taxMinor) : refund;
	});
	const shown = { kind: 'listed', refunds: told } as const;
	return {
		...snapshot,
		refunds: shown,
		refundableMinor: leftAfter(paidMinor, taxMinor ?? NOTHING, shown),
	};
}
