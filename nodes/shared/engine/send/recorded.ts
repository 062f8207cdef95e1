import type { MinorUnits } from '../../money/minorUnits';
import { invoiceName, type ClaimEntry, type Claimed } from '../claims';
import type { Case, Known } from '../decide';
import type { ProviderFacts } from '../facts';
import type { RefundPlan } from '../plan';
import type { Price } from '../price';
import type { RefundRequest } from '../request';
import type { RunContext } from '../runContext';
import type { Snapshot } from '../snapshot';

/** The invoice as it is, and what the request comes to on it. */
export interface Priced {
	readonly snapshot: Snapshot;
	readonly price: Price;
}

/** Asks what is recorded under the claim, and claims it where the claims are what stops a second refund. */
export async function claim(
	request: RefundRequest,
	claimName: string,
	priced: Priced,
	run: RunContext,
): Promise<Known> {
	const { refunds } = priced.snapshot;
	const shown = refunds.kind === 'listed' ? refunds.refunds : [];
	try {
		const claimed = await run.claims.claim(entryOf(request, claimName, run), {
			refundIds: shown.flatMap(({ refundId }) => (refundId === null ? [] : [refundId])),
			amounts: amountsOf(request, priced, run.adapter.facts),
			keep: run.adapter.facts.keysAreFoundAt === 'workflow',
		});
		return { kind: 'recorded', claimed: withJournal(claimed, request, run) };
	} catch {
		return { kind: 'unavailable' };
	}
}

/** Amounts the refund under the key may have been confirmed with, as far as anything tells. */
export function amountsOf(
	{ ask }: RefundRequest,
	{ snapshot, price }: Priced,
	{ keysAreFoundAt }: ProviderFacts,
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

/** This execution knows its own refunds better than a store that says yes and no. */
function withJournal(claimed: Claimed, request: RefundRequest, { journal }: RunContext): Claimed {
	const success = journal.find(request.key)?.success;
	if (!success) return claimed;
	return {
		...claimed,
		own: new Set([...claimed.own, ...(success.refundId === null ? [] : [success.refundId])]),
		state: {
			kind: 'settled',
			as: success.outcome === 'pending' ? 'pending' : 'refunded',
			amountMinor: success.amountMinor,
		},
	};
}

/** Everything the decision needs, with the clock and the run's total read now. */
export function caseOf(
	request: RefundRequest,
	{ snapshot, price }: Priced,
	known: Known,
	claimName: string,
	run: RunContext,
): Case {
	return {
		request,
		snapshot,
		price,
		known,
		claimName,
		runTotalMinor: run.total.of(snapshot.currency),
		now: new Date(run.clock.now()).toISOString(),
	};
}

/** The request as the claims know it. */
export function entryOf(request: RefundRequest, claimName: string, run: RunContext): ClaimEntry {
	return { key: claimName, invoice: invoiceOf(request, run) };
}

export function invoiceOf(
	request: RefundRequest,
	{ adapter }: Pick<RunContext, 'adapter'>,
): string {
	return invoiceName(adapter.facts.provider, request.environment, request.target);
}

/** Where refunds are invisible, another attempt that is under way may be of a part of what `full` would give back. */
export function mayBeOvertaken(plan: RefundPlan, known: Known, { adapter }: RunContext): boolean {
	return (
		plan.full &&
		!adapter.facts.showsRefunds &&
		known.kind === 'recorded' &&
		known.claimed.anotherIsUnderWay
	);
}

/** Somebody may be working on the attempt that is open under the key. */
export function isUnderWay(known: Known): boolean {
	return (
		known.kind === 'recorded' &&
		known.claimed.state.kind === 'open' &&
		known.claimed.state.isUnderWay
	);
}

/** An attempt under the key is open. */
export function isOpen(known: Known): boolean {
	return known.kind === 'recorded' && known.claimed.state.kind === 'open';
}
