import { confirmRefund, findAmongInquired, type Confirmation } from './confirm';
import type { RefundPlan } from '../decide/plan';
import type { RunContext } from '../runContext';
import type { ProviderRefund } from '../provider/snapshot';

/** What the provider says about a refund in doubt. */
export type Inquiry =
	/** The refund is there; `confirmation` says what it means for the plan. */
	| { readonly kind: 'found'; readonly confirmation: Exclude<Confirmation, { kind: 'unclear' }> }
	/** It is there, and what it is can't be told. */
	| { readonly kind: 'unclear' }
	/** All refunds of the invoice were read, and the plan's is not among them. */
	| { readonly kind: 'absent' }
	/** They could not be read, or it can't be told whose a refund is. */
	| { readonly kind: 'untold' };

/**
 * Asks the provider whether the refund of a plan exists, after a send whose answer says nothing for sure.
 *
 * @param named the refund that the answer named all the same
 */
export async function inquire(
	plan: RefundPlan,
	run: RunContext,
	named: string | null = null,
): Promise<Inquiry> {
	if (run.reader.inquire === undefined) return { kind: 'untold' };
	const read = await run.reader.inquire(plan, named);
	return read.ok ? await findAmong(read.value, plan, run, named) : { kind: 'untold' };
}

/** Looks for the refund of a plan among those that the provider shows. */
export async function findAmong(
	refunds: readonly ProviderRefund[],
	plan: RefundPlan,
	run: RunContext,
	named: string | null = null,
): Promise<Inquiry> {
	const { profile } = run.adapter;
	const others = await othersOf(plan, refunds, run);
	if (others === null) return { kind: 'untold' };
	const found = findAmongInquired(plan, refunds, others, profile, named);
	if (found === null) return { kind: 'absent' };
	if (found === 'several') return { kind: 'untold' };
	const confirmation = confirmRefund(
		plan,
		{ kind: 'claims', refund: found, alreadyThere: true },
		profile,
	);
	return confirmation.kind === 'unclear' ? { kind: 'unclear' } : { kind: 'found', confirmation };
}

/**
 * Which of the refunds that the plan did not see before its send are another key's; null where that can't be told: of two
 * attempts that were open at once either may have made a refund, and a store that can't be asked rules nothing out.
 */
async function othersOf(
	plan: RefundPlan,
	refunds: readonly ProviderRefund[],
	{ adapter, claims }: RunContext,
): Promise<ReadonlySet<string> | null> {
	if (adapter.profile.keysAreFoundAt === 'provider') return new Set();
	const undecided = refunds.flatMap(({ refundId }) =>
		refundId === null || plan.seenRefundIds.includes(refundId) ? [] : [refundId],
	);
	if (undecided.length === 0) return new Set();
	const entry = { key: plan.claimName, invoice: plan.invoice };
	return await claims.attribute(entry, undecided).catch(() => null);
}
