import type { Desk } from './desk';
import type { RefundPlan } from './plan';
import type { ShownRefund } from './snapshot';

/**
 * Which of the refunds that a plan did not see before its send are another reference's.
 *
 * @returns null where that can't be told, and then none of them may be taken for the plan's: of two attempts that were
 * under way at once either may have made it, and no key tells them apart; and a store that can't be asked rules
 * nothing out
 */
export async function tiedRefunds(
	plan: Pick<RefundPlan, 'key' | 'invoice' | 'seenRefundIds'>,
	refunds: readonly ShownRefund[],
	{ memory }: Pick<Desk, 'memory'>,
): Promise<ReadonlySet<string> | null> {
	if (memory === null) return new Set();
	const unseen = refunds.flatMap(({ refundId }) =>
		refundId === null || plan.seenRefundIds.includes(refundId) ? [] : [refundId],
	);
	if (unseen.length === 0) return new Set();
	return await memory
		.tiedRefunds({ key: plan.key, invoice: plan.invoice, refundIds: unseen })
		.catch(() => null);
}
