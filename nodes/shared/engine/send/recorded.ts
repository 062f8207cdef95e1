import { invoiceName, type ClaimEntry, type Claimed } from '../claims';
import type { DecisionInput, Known } from '../decide/decisionInput';
import type { RefundPlan } from '../decide/plan';
import type { RefundRequest } from '../request/request';
import type { RunContext } from '../runContext';
import type { InvoiceSnapshot } from '../provider/snapshot';
import { questionOf, type Priced } from './recordedAmounts';

/** Asks what is recorded under the claim, and claims it where the claims are what stops a second refund. */
export async function claim(
	request: RefundRequest,
	claimName: string,
	priced: Priced,
	run: RunContext,
): Promise<Known> {
	try {
		const claimed = await run.claims.claim(entryOf(request, claimName, run), {
			...questionOf(request, priced, run.adapter.profile),
			keep: run.adapter.profile.keysAreFoundAt === 'workflow',
		});
		return { kind: 'recorded', claimed: withJournal(claimed, request, run) };
	} catch {
		return { kind: 'unavailable' };
	}
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
			taxMinor: success.taxMinor,
		},
	};
}

/** Everything the decision needs, with the clock and the run's total read now. */
export function decisionInputOf(
	request: RefundRequest,
	{ snapshot, price }: Priced,
	known: Known,
	claimName: string,
	run: RunContext,
): DecisionInput {
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
	return invoiceName(adapter.profile.provider, request.environment, request.target);
}

/** Where refunds are invisible, another attempt that is under way may be of a part of what `full` would give back. */
export function mayBeOvertaken(plan: RefundPlan, known: Known, { adapter }: RunContext): boolean {
	return (
		plan.full &&
		!adapter.profile.showsRefunds &&
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

/** A refund of the invoice is recorded, and the provider lists none. */
export function hidesRecorded({ refunds }: InvoiceSnapshot, known: Known): boolean {
	return (
		refunds.kind === 'listed' &&
		refunds.refunds.length === 0 &&
		known.kind === 'recorded' &&
		known.claimed.invoiceHasRefund
	);
}

/** An attempt under the key is open. */
export function isOpen(known: Known): boolean {
	return known.kind === 'recorded' && known.claimed.state.kind === 'open';
}
