import type { MinorUnits } from '../../money/minorUnits';
import { decide, planOf, type Decision } from '../decide/decide';
import { type DecisionInput, type Known } from '../decide/decisionInput';
import type { Meaning } from './interpret';
import { confirmedOtherwise, outcomeUnknown, toSuccess } from '../result/outcome';
import type { RefundPlan } from '../decide/plan';
import { amountOfAsk, amountText } from '../decide/price';
import type { RefundRequest } from '../request/request';
import { refusal, refused, type RefundResult, type Unknown } from '../result/result';
import type { RunContext } from '../runContext';
import type { ProviderRefund } from '../provider/snapshot';
import { findAmong, inquire } from './inquire';

/**
 * The look under the key right before the send, and where the refunds of the invoice can't be read: only then can it be
 * told whether the refund is there already.
 */
export async function lastLookUnderKey(
	decision: Decision,
	input: DecisionInput,
	run: RunContext,
): Promise<Decision> {
	const { profile } = run.adapter;
	const isBlind = decision.kind === 'refuse' && input.snapshot.refunds.kind === 'unreadable';
	if (run.reader.findUnderKey === undefined || (decision.kind !== 'plan' && !isBlind))
		return decision;
	const amountMinor = input.price.amountMinor ?? input.snapshot.paidMinor;
	const plan = decision.kind === 'plan' ? decision.plan : planOf(input, amountMinor, profile);
	const there = await run.reader.findUnderKey(plan);
	if (!there.ok) return { kind: 'refuse', reasons: [there.refusal] };
	if (there.value === null) return decision;
	const { value } = there;
	const refunds = { kind: 'listed', refunds: [{ ...value, externalId: plan.key }] } as const;
	return decide({ ...input, snapshot: { ...input.snapshot, refunds } }, profile);
}

/** Looks for the refund of an attempt that this execution did not make among the refunds that the provider shows. */
export async function inquireForeign(
	input: DecisionInput,
	run: RunContext,
): Promise<RefundResult | 'declined' | null> {
	const { snapshot, price, known } = input;
	const { profile } = run.adapter;
	if (known.kind !== 'recorded' || price.amountMinor === null) return null;
	if (snapshot.refunds.kind !== 'listed') return null;
	// What was there before that attempt was recorded when it was claimed.
	const plan = { ...planOf(input, price.amountMinor, profile), seenRefundIds: [] };
	const inquiry = await findAmong(snapshot.refunds.refunds, plan, run);
	if (inquiry.kind !== 'found') return null;
	switch (inquiry.confirmation.kind) {
		case 'confirmed':
			return toSuccess(inquiry.confirmation.refund, 'alreadyRefunded', snapshot, profile);
		case 'declined': {
			// Settled and never taken back: whoever comes to the same answer at once must not free the key for two.
			const { refundId } = inquiry.confirmation.refund;
			const entry = { key: input.claimName, invoice: plan.invoice };
			const end = {
				as: 'pending',
				refundId,
				amountMinor: plan.amountMinor,
				taxMinor: null,
			} as const;
			return await run.claims.settle(entry, end).then(
				() => 'declined' as const,
				() => null,
			);
		}
		case 'otherwise':
		case 'keyUsedUp':
			return null;
	}
}

/** Another amount was confirmed than was asked for. Where refunds are shown, the refund itself decides. */
export async function resolveMismatch(
	plan: RefundPlan,
	{ why, words, mismatch, refundId }: Extract<Meaning, { kind: 'doubt' }>,
	known: Known,
	run: RunContext,
): Promise<RefundResult> {
	const inquiry = await inquire(plan, run, refundId ?? null);
	if (inquiry.kind === 'found' && inquiry.confirmation.kind === 'confirmed') {
		return toSuccess(inquiry.confirmation.refund, 'refunded', plan, run.adapter.profile);
	}
	return mismatch && !mayCountEarlier(mismatch, plan, known, run)
		? confirmedOtherwise(why, plan.amountMinor, mismatch, words)
		: outcomeUnknown(why, plan.amountMinor, words);
}

/** Where refunds are invisible and an earlier one is recorded, a larger amount may be both of them together. */
function mayCountEarlier(
	{ amountMinor }: ProviderRefund,
	plan: RefundPlan,
	known: Known,
	{ adapter }: RunContext,
): boolean {
	const hasEarlier = known.kind === 'recorded' && known.claimed.invoiceHasRefund;
	return (
		!adapter.profile.showsRefunds &&
		hasEarlier &&
		amountMinor !== null &&
		amountMinor > plan.amountMinor
	);
}

/** What is said of a refund that was confirmed with another amount when it was made. */
export function recordedMismatch(
	{ refund }: Extract<Decision, { kind: 'mismatch' }>,
	{ price, snapshot }: DecisionInput,
	{ adapter: { profile } }: RunContext,
): Unknown {
	const message = `${profile.displayName} confirmed another amount than was asked for when the refund under this reference was made. Look at the run that made it.`;
	return {
		...outcomeUnknown(message, price.amountMinor),
		code: 'confirmedOtherwise',
		refundId: refund?.refundId ?? null,
		confirmedMinor: refund?.otherAmounts ? null : (refund?.amountMinor ?? null),
		...(snapshot.refunds.kind === 'invisible' ? { refundId: null } : {}),
	};
}

/** An attempt of this execution is in doubt, and it was of another amount or type. */
export function boundOtherwise(
	{ ask, target }: RefundRequest,
	plan: RefundPlan,
	{ adapter }: RunContext,
): RefundResult {
	const asked = amountOfAsk(ask, plan);
	const text = (minor: MinorUnits) => amountText(adapter.profile, plan, minor);
	const now = asked === null ? 'a full refund' : `a refund of ${text(asked)}`;
	const earlier = `A ${plan.full ? 'full refund' : 'refund'} of ${text(plan.amountMinor)}`;
	return refused(
		refusal(
			'referenceConflict',
			`${earlier} of invoice ${target.invoiceId} under this reference is in doubt, and this item asks for ${now}.`,
		),
		asked,
	);
}
