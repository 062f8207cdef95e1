import { confirmRefund, findInReadBack } from './confirm';
import type { Desk, Errand } from './desk';
import { interpret, type Meaning } from './interpret';
import { confirmedOtherwise, outcomeUnknown, toSuccess } from './outcome';
import { NO_WORDS, refusal, refused, type RefundResult } from './result';
import { referenceSpent } from './reasons';
import { sendOnce, sentAtOf } from './sendOnce';
import type { Attempt } from './slot';
import type { ShownRefund } from './snapshot';
import { tiedRefunds } from './tiedRefunds';

type DoubtfulMeaning = Extract<Meaning, { kind: 'doubt' }>;

/** Resends of one attempt, over all tries of a run. */
const MOST_RESENDS = { identicalOnce: 1, sameKeyAfterAnswer: 2, never: 0 } as const;

/**
 * Finds out what became of a send whose answer said nothing for sure (design §5.4, §7 "after doubt"):
 * read back; not found, resend where a key makes that safe; else `unknown`.
 * A refusal to a resend says nothing about the send before it, so from here `refused` needs a refund that was seen.
 */
export async function settleDoubt(
	first: Attempt,
	errand: Errand,
	answer: DoubtfulMeaning | null = null,
): Promise<RefundResult> {
	const { desk, slot } = errand;
	const { facts } = desk.adapter;
	let attempt = first;
	let latest = answer;
	for (;;) {
		const seen = await readBackTwice(attempt, desk, latest?.refundId ?? null);
		const settled =
			seen && settleBy(seen, attempt, desk, attempt.resends === 0 && attempt.doubt === 'conflict');
		if (settled) return settled;
		// Whatever is there under the key is there: a resend is for a refund that was not found.
		if (seen || latest?.otherwise || !mayResend(attempt, desk)) break;

		if (facts.resend === 'sameKeyAfterAnswer') {
			await desk.clock.sleep(desk.waits.resendPauseMs * (attempt.resends + 1));
		}
		attempt = {
			...attempt,
			sentAt: desk.clock.now(),
			resends: attempt.resends + 1,
			doubt: 'silence',
		};
		slot.open(attempt);
		const outcome = await sendOnce(attempt.request, attempt.plan, desk);
		const meaning = interpret(outcome, attempt.plan, desk.adapter);
		if (meaning.kind === 'confirmed') {
			desk.books.noteRefund?.(attempt.plan, meaning.refund);
			return toSuccess(meaning.refund, 'refunded', attempt.plan, facts);
		}
		if (meaning.kind === 'nothingMoved') {
			if (meaning.refusal.code === 'referenceSpent')
				return refused(meaning.refusal, attempt.plan.amountMinor);
			// Settled no further by asking again: the first send is as doubtful as before.
			slot.open({ ...attempt, doubt: 'unclear' });
			return outcomeUnknown(
				`${attempt.why} ${meaning.refusal.message}`,
				attempt.plan.amountMinor,
				meaning.refusal,
			);
		}
		latest = meaning;
		const sentAt = sentAtOf(outcome) ?? attempt.sentAt;
		attempt = { ...attempt, sentAt, doubt: meaning.doubt, why: meaning.why };
		slot.open(attempt);
	}
	const { amountMinor } = attempt.plan;
	return latest?.otherwise
		? confirmedOtherwise(attempt.why, amountMinor, latest.otherwise, latest.words)
		: outcomeUnknown(attempt.why, amountMinor, latest?.words ?? NO_WORDS);
}

/** The attempt's own refund as the provider shows it, looked for twice since it may be booked a moment late. */
async function readBackTwice(
	attempt: Attempt,
	desk: Desk,
	refundId: string | null,
): Promise<ShownRefund | null> {
	for (const pause of [0, desk.waits.secondLookAfterMs]) {
		if (desk.books.readBack === undefined) return null;
		if (pause > 0) await desk.clock.sleep(pause);
		const read = await desk.books.readBack(attempt.plan, refundId);
		if (!read.ok) continue;
		const tied = await tiedRefunds(attempt.plan, read.value, desk);
		const found =
			tied && findInReadBack(attempt.plan, read.value, tied, desk.adapter.facts, refundId);
		if (found) return found;
	}
	return null;
}

/** What a refund that was found means; null when it settles nothing. */
function settleBy(
	seen: ShownRefund,
	{ plan }: Attempt,
	desk: Desk,
	wasThere: boolean,
): RefundResult | null {
	const { facts } = desk.adapter;
	const confirmation = confirmRefund(
		plan,
		{ kind: 'claims', refund: seen, alreadyThere: wasThere },
		facts,
	);
	switch (confirmation.kind) {
		case 'confirmed':
			return toSuccess(confirmation.refund, wasThere ? 'alreadyRefunded' : 'refunded', plan, facts);
		case 'otherwise':
			return confirmedOtherwise(
				`${facts.displayName} holds a refund under this reference, of another amount than was asked for.`,
				plan.amountMinor,
				confirmation.refund,
			);
		case 'declined':
			return refused(
				refusal(
					'providerRefused',
					`The refund is '${seen.status ?? 'declined'}' at ${facts.displayName}.`,
				),
				plan.amountMinor,
			);
		case 'spent':
			return refused(referenceSpent(seen.status, facts), plan.amountMinor);
		case 'unclear':
			return null;
	}
}

/** Design §7 "after doubt". Never widened without a source: a resend without a key is a second refund. */
function mayResend({ doubt, resends, sentAt }: Attempt, { adapter, clock, waits }: Desk): boolean {
	const { resend } = adapter.facts;
	if (resends >= MOST_RESENDS[resend]) return false;
	switch (resend) {
		case 'never':
			return false;
		case 'identicalOnce':
			return true;
		case 'sameKeyAfterAnswer':
			return (
				doubt === 'serverError' ||
				(doubt === 'silence' && clock.now() - sentAt >= waits.silenceBeforeResendMs)
			);
	}
}
