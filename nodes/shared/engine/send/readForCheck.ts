import { decide, type Decision, type Known } from '../decide';
import { priceOf, type Price } from '../price';
import type { RefundRequest } from '../request';
import { refused, type Code, type Refused } from '../result';
import type { RunContext } from '../runContext';
import type { Snapshot } from '../snapshot';
import { lastLookUnderKey } from './earlierAttempt';
import { amountsOf, caseOf, entryOf } from './recorded';

/** What was read for one row. Rows are read side by side, and judged in the order of the input. */
export interface CheckRead {
	readonly request: RefundRequest;
	readonly snapshot: Snapshot;
	readonly known: Known;
	/** What the look under the key found; null: nothing that changes the decision. */
	readonly underKey: Decision | null;
}

/**
 * Reads all that Refund reads up to the send, the claims included. Nothing is claimed, and what asking adds is taken back.
 *
 * @returns a refusal for what stops the check itself: bad input, credential, reads
 */
export async function readForCheck(
	request: RefundRequest,
	run: RunContext,
): Promise<CheckRead | Refused> {
	const read = await run.books.readSnapshot(request.target, request.key);
	if (!read.ok) return refused(read.refusal);
	const snapshot = read.value;
	const priced = priceOf(request, snapshot, run.adapter.facts);
	if (!priced.ok) return refused(priced.refusal);
	const { price } = priced;
	const { known, claimName } = await recorded(request, snapshot, price, run);
	const theCase = caseOf(request, { snapshot, price }, known, request.key, run);
	const decision = decide({ ...theCase, claimName }, run.adapter.facts);
	const underKey = await lastLookUnderKey(decision, theCase, run);
	const failed = underKey.kind === 'refuse' && READS.has(underKey.reasons[0].code);
	if (failed && underKey !== decision) return refused(underKey.reasons[0]);
	return { request, snapshot, known, underKey: underKey === decision ? null : underKey };
}

const READS: ReadonlySet<Code> = new Set([
	'credentialRejected',
	'providerUnavailable',
	'rateLimited',
	'providerAnswerInvalid',
]);

/** The record under the key, or under that of the new attempt after each declined refund. */
async function recorded(
	request: RefundRequest,
	snapshot: Snapshot,
	price: Price,
	run: RunContext,
): Promise<{ readonly known: Known; readonly claimName: string }> {
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const refundIds = shown.flatMap(({ refundId }) => (refundId === null ? [] : [refundId]));
	const amounts = amountsOf(request, { snapshot, price }, run.adapter.facts);
	let claimName: string = request.key;
	for (;;) {
		const entry = entryOf(request, claimName, run);
		const known: Known = await run.claims.claim(entry, { refundIds, amounts, keep: false }).then(
			(claimed) => ({ kind: 'recorded', claimed }),
			() => ({ kind: 'unavailable' }),
		);
		const decision = decide(
			caseOf(request, { snapshot, price }, known, claimName, run),
			run.adapter.facts,
		);
		if (decision.kind !== 'declined') return { known, claimName };
		claimName = `${claimName} after ${decision.refundId}`;
	}
}
