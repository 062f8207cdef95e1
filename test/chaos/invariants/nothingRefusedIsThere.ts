import { Broken, type Execution, type Facts } from '../story';
import { haveOneKey, inWords } from '../wish';
import { fits, underKeyOf } from './bookingsOf';
import { reportsOf, type Report } from './reports';

/** Said where the provider's books or the memory could not be looked at: they speak of this attempt alone. */
const NOT_LOOKED: ReadonlySet<string> = new Set([
	'invalidParameter',
	'credentialRejected',
	'providerUnavailable',
	'rateLimited',
	'providerAnswerInvalid',
	'invoiceNotFound',
	// Two reads of the books that another process wrote in between don't fit together.
	'earlierRefundsUnknown',
	'memoryUnavailable',
]);

/**
 * `refused` means that nothing moved: not by this execution, now or later; and not by an earlier one either, where this
 * one could look. The second item without a reference is meant to be refused although the first one's refund is there.
 */
export function nothingRefusedIsThere(
	{ wish, code, outcome }: Report,
	execution: Execution,
	facts: Facts,
): void {
	if (outcome !== 'refused') return;
	const { running, startedAtSeq, batch } = execution;
	const twins = batch.wishes.filter((one) => haveOneKey(one, wish));
	const secondOfTwo = twins.length > 1 && wish.reference === '' && code === 'alreadyHasRefund';
	// Another item or branch of the same execution has it, and says so unless a stop or a cancel took its word away.
	const isOneOfMany = twins.length > 1 || (execution.results ?? []).length > 1;
	const isTwins =
		(isOneOfMany && (batch.onError === 'stopWorkflow' || execution.cancelled)) ||
		reportsOf(execution).some(
			({ outcome: other, wish: one }) => haveOneKey(one, wish) && other !== 'refused',
		);
	for (const entry of underKeyOf(wish, facts)) {
		if (!entry.counts || !fits(entry, wish)) continue;
		const own = entry.booking.by === running.name && !isTwins;
		const couldLook =
			entry.seq <= (startedAtSeq[entry.account] ?? 0) &&
			!running.disturbed &&
			!NOT_LOOKED.has(code ?? '');
		if (secondOfTwo || (wish.type === 'full' && code === 'referenceConflict')) continue;
		if (!own && !couldLook) continue;
		throw new Broken(
			'lie',
			`${running.name} refused ${inWords(wish)} (${code ?? 'no code'}), and it is in the books with ${entry.amountMinor}${own ? ', by its own request' : ''}`,
		);
	}
}
