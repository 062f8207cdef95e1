import { confirmedOtherwise, outcomeUnknown, toSuccess } from '../result/outcome';
import type { AttemptRecord, Doubt } from '../journal';
import { referenceSpent } from '../decide/reasons';
import { NO_WORDS, refusal, refused, type ProviderWords } from '../result/result';
import type { ItemContext, RunContext } from '../runContext';
import type { Waits } from '../waits';
import { inquire, type Inquiry } from './inquire';
import { sendOnce } from './sendOnce';
import { done, waitUntil, type Look, type Step } from './step';

/** Resends in one try of an execution: with the first send at most two requests whose answers prove nothing. */
const MOST_RESENDS = { identicalOnce: 1, sameKeyAfterAnswer: 1, never: 0 } as const;

/**
 * Finds out what became of a refund that was sent and whose end is not known: inquire at the provider; if it is not
 * there, send the identical request again where a key makes that safe; wait; inquire once more; else `unknown`.
 * From here on `refused` needs a refund that was seen, since an answer to a resend says nothing about the send before it.
 *
 * @param look a refund that is booked a moment after its answer is found by the second; the last waits for nothing more
 */
export async function resolveInDoubt(
	first: AttemptRecord,
	item: ItemContext,
	look: Look,
	told: { readonly words: ProviderWords } = { words: NO_WORDS },
): Promise<Step> {
	const { run } = item;
	let attempt = first;
	let { words } = told;
	for (;;) {
		const inquiry = await inquire(attempt.plan, run, attempt.refundId);
		if (inquiry.kind === 'found') return done(resultOf(inquiry, attempt, run));
		if (isProvenConflict(attempt, inquiry, run) && look === 'last') {
			return done(
				refused(
					{ ...words, code: 'providerRefused', message: provenConflict(attempt, run) },
					attempt.plan.amountMinor,
				),
			);
		}
		// What is there under the key is there: a resend is for a refund that was not found.
		const isEarly = look === 'first' && !hasSecondLook(attempt, run);
		if (inquiry.kind === 'unclear' || isEarly || !mayResend(attempt, run)) break;
		if (!run.maySend()) break;
		run.journal.countResend(attempt.plan.key);
		const sent = await sendOnce(attempt, item);
		const { meaning } = sent;
		if (meaning.kind === 'confirmed') {
			return done(toSuccess(meaning.refund, 'refunded', attempt.plan, run.adapter.profile));
		}
		if (meaning.kind === 'nothingMoved') {
			if (meaning.refusal.code === 'referenceSpent')
				return done(refused(meaning.refusal, attempt.plan.amountMinor));
			// The send before is as doubtful as it was.
			run.journal.keep(attempt.plan.key, { place: item.place, plan: attempt.plan, attempt });
			return done(
				outcomeUnknown(
					`${attempt.why} ${meaning.refusal.message}`,
					attempt.plan.amountMinor,
					meaning.refusal,
				),
			);
		}
		if (meaning.mismatch) {
			return done(
				confirmedOtherwise(meaning.why, attempt.plan.amountMinor, meaning.mismatch, meaning.words),
			);
		}
		words = meaning.words;
		attempt = sent.attempt;
	}
	const next = look === 'last' || !run.maySend() ? null : nextLook(attempt, look, run);
	if (next) return next;
	const unknown = outcomeUnknown(attempt.why, attempt.plan.amountMinor, words);
	return done({ ...unknown, refundId: attempt.refundId });
}

/** What a refund that was found means. */
function resultOf(
	{ confirmation }: Extract<Inquiry, { kind: 'found' }>,
	{ plan, onlyConflicts }: AttemptRecord,
	{ adapter: { profile }, journal }: RunContext,
) {
	const { refund } = confirmation;
	switch (confirmation.kind) {
		case 'confirmed': {
			// A single send that met "it is there already" has not made it.
			const wasThere = onlyConflicts && journal.resends(plan.key) === 0;
			return toSuccess(
				confirmation.refund,
				wasThere ? 'alreadyRefunded' : 'refunded',
				plan,
				profile,
			);
		}
		case 'otherwise':
			return confirmedOtherwise(
				`${profile.displayName} holds a refund under this reference, of another amount than was asked for.`,
				plan.amountMinor,
				refund,
			);
		case 'declined':
			return {
				...refused(
					refusal(
						'providerRefused',
						`The refund is '${refund.status ?? 'declined'}' at ${profile.displayName}.`,
					),
					plan.amountMinor,
				),
				refundId: refund.refundId,
			};
		case 'keyUsedUp':
			return refused(referenceSpent(refund.status, profile), plan.amountMinor);
	}
}

/**
 * A 409 of the provider's own to every send so far, and the whole list read twice without the key: no refund was made
 * under it, and none is being made.
 */
function isProvenConflict(
	attempt: AttemptRecord,
	inquiry: Inquiry,
	{ adapter }: RunContext,
): boolean {
	const showsKeys = adapter.profile.keysAreFoundAt === 'provider';
	return showsKeys && attempt.onlyConflicts && inquiry.kind === 'absent';
}

function provenConflict({ why }: AttemptRecord, { adapter }: RunContext): string {
	return `${why} ${adapter.profile.displayName}'s list of refunds was read twice and does not hold it.`;
}

/** Never widened without a source: a resend without a key is a second refund. */
function mayResend(
	attempt: AttemptRecord,
	{ adapter, clock, journal, waits }: RunContext,
): boolean {
	const { resend } = adapter.profile;
	const now = clock.now();
	if (journal.resends(attempt.plan.key) >= MOST_RESENDS[resend]) return false;
	switch (resend) {
		case 'never':
			return false;
		case 'identicalOnce':
			return true;
		case 'sameKeyAfterAnswer':
			return (
				now - attempt.firstSentAt <= waits.greatestResendAgeMs &&
				now >= earliestResendAt(attempt, waits)
			);
	}
}

/** When Duro's key may go out again; null after a doubt that no resend can end. */
function earliestResendAt(
	{ doubt, metSilence, sentAt, endedAt }: AttemptRecord,
	waits: Waits,
): number {
	if (metSilence) return sentAt + waits.silenceBeforeResendMs;
	return ANSWERED.has(doubt) ? endedAt + waits.resendPauseMs : Number.POSITIVE_INFINITY;
}

const ANSWERED: ReadonlySet<Doubt> = new Set(['serverError']);

/** A refund that is booked a moment late would be there by now. */
function hasSecondLook({ endedAt }: AttemptRecord, { reader, clock, waits }: RunContext): boolean {
	return reader.inquire === undefined || clock.now() >= endedAt + waits.secondLookAfterMs;
}

/**
 * The next look, or null when nothing can change any more. A send that met silence may be booked until its time is over;
 * one that was answered, a moment after the answer.
 */
function nextLook(attempt: AttemptRecord, look: Look, run: RunContext): Step | null {
	const { doubt, sentAt, endedAt } = attempt;
	const { adapter, reader, journal, clock, waits } = run;
	const { resend } = adapter.profile;
	if (reader.inquire === undefined) {
		if (resend === 'never' || journal.resends(attempt.plan.key) >= MOST_RESENDS[resend])
			return null;
		const at = earliestResendAt(attempt, waits);
		return at - attempt.firstSentAt > waits.greatestResendAgeMs ? null : waitUntil(at, 'last');
	}
	if (look === 'first' && !hasSecondLook(attempt, run)) {
		return waitUntil(endedAt + waits.secondLookAfterMs, 'second');
	}
	const at = doubt === 'silence' ? sentAt + waits.openAttemptMs : endedAt + waits.secondLookAfterMs;
	// A look that took longer than the wait began before its end: it is not the second one that a proof needs.
	const mayBeProven = adapter.profile.keysAreFoundAt === 'provider' && attempt.onlyConflicts;
	return at > clock.now() || mayBeProven ? waitUntil(at, 'last') : null;
}
