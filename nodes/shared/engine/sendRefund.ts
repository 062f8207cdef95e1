import { confirmRefund } from './confirm';
import type { Errand } from './desk';
import { interpret } from './interpret';
import { toSuccess } from './outcome';
import type { RefundPlan } from './plan';
import { refusal, refused, type RefundResult } from './result';
import { sendOnce, sentAtOf } from './sendOnce';
import { settleDoubt } from './settleDoubt';
import type { Attempt } from './slot';

/** The first send under a key. What was claimed in memory for it is the caller's to close. */
export async function sendRefund(plan: RefundPlan, errand: Errand): Promise<RefundResult> {
	const { desk, slot } = errand;
	const { facts } = desk.adapter;
	const there = await desk.books.findUnderKey?.(plan);
	if (there && !there.ok) return refused(there.refusal, plan.amountMinor);
	if (there?.value) {
		const found = confirmRefund(
			plan,
			{ kind: 'claims', refund: there.value, alreadyThere: true },
			facts,
		);
		return found.kind === 'confirmed'
			? toSuccess(found.refund, 'alreadyRefunded', plan, facts)
			: refused(
					refusal(
						'referenceConflict',
						`${facts.displayName} holds another refund under this reference.`,
					),
					plan.amountMinor,
				);
	}
	const attempt: Attempt = {
		plan,
		request: desk.adapter.toRequest(plan),
		sentAt: desk.clock.now(),
		resends: 0,
		doubt: 'silence',
		why: `The refund was sent to ${facts.displayName}, and no answer was seen.`,
	};
	// Noted before the send: whatever cuts the next line short leaves an attempt that the next try settles.
	slot.open(attempt);
	desk.lastWriters.note(plan.invoice);
	const outcome = await sendOnce(attempt.request, plan, desk);
	const meaning = interpret(outcome, plan, desk.adapter);
	switch (meaning.kind) {
		case 'confirmed':
			desk.books.noteRefund?.(plan, meaning.refund);
			return toSuccess(
				meaning.refund,
				meaning.alreadyThere ? 'alreadyRefunded' : 'refunded',
				plan,
				facts,
			);
		case 'nothingMoved':
			return refused(meaning.refusal, plan.amountMinor);
		case 'doubt': {
			const sentAt = sentAtOf(outcome) ?? attempt.sentAt;
			const doubtful: Attempt = { ...attempt, sentAt, doubt: meaning.doubt, why: meaning.why };
			slot.open(doubtful);
			return await settleDoubt(doubtful, errand, meaning);
		}
	}
}
