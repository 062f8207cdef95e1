import { interpret, type Meaning } from './interpret';
import type { AttemptRecord } from '../journal';
import type { ItemContext } from '../runContext';

/** What a send came to, and the attempt as it stands after it. */
export interface Sent {
	readonly meaning: Meaning;
	readonly attempt: AttemptRecord;
}

/**
 * Sends the attempt's request once and reads the answer. The attempt is journalled before the send: whatever cuts the
 * send short leaves an attempt that the next try settles.
 */
export async function sendOnce(
	planned: Pick<AttemptRecord, 'plan' | 'request'> & Partial<AttemptRecord>,
	{ run, place }: ItemContext,
): Promise<Sent> {
	const { plan, request } = planned;
	const { journal, clock, adapter } = run;
	const sentAt = clock.now();
	const before: AttemptRecord = {
		plan,
		request,
		firstSentAt: planned.firstSentAt ?? sentAt,
		sentAt,
		endedAt: sentAt,
		doubt: 'silence',
		metSilence: true,
		onlyConflicts: false,
		refundId: planned.refundId ?? null,
		why: `The refund was sent to ${adapter.profile.displayName}, and no answer was seen.`,
	};
	journal.keep(plan.key, { place, plan, attempt: before });
	run.lastWriters.note(plan.invoice);
	// The one line that moves money.
	const outcome = await run.http.write(request, () => !run.maySend());
	const meaning = interpret(outcome, plan, adapter);
	if (meaning.kind !== 'doubt') {
		if (meaning.kind === 'confirmed') run.reader.noteRefund?.(plan, meaning.refund);
		return { meaning, attempt: before };
	}
	const after: AttemptRecord = {
		...before,
		sentAt: outcome.kind === 'noAnswer' ? (outcome.sentAt ?? sentAt) : sentAt,
		endedAt: clock.now(),
		doubt: meaning.doubt,
		metSilence: (planned.metSilence ?? false) || meaning.doubt === 'silence',
		onlyConflicts: (planned.onlyConflicts ?? true) && meaning.doubt === 'conflict',
		refundId: meaning.refundId ?? before.refundId,
		why: meaning.why,
	};
	journal.keep(plan.key, { place, plan, attempt: after });
	return { meaning, attempt: after };
}
