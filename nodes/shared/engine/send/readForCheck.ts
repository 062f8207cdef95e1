import { decide, type Decision } from '../decide/decide';
import { type Known } from '../decide/decisionInput';
import { priceOf } from '../decide/price';
import type { RefundRequest } from '../request/request';
import { refused, type Code, type Refused } from '../result/result';
import type { RunContext } from '../runContext';
import type { InvoiceSnapshot } from '../provider/snapshot';
import { lastLookUnderKey } from './earlierAttempt';
import { decisionInputOf, entryOf, hidesRecorded } from './recorded';
import { pricedByRecord, questionOf, type Priced } from './recordedAmounts';

/** What was read for one row. Rows are read side by side, and judged in the order of the input. */
export interface CheckRead {
	readonly request: RefundRequest;
	readonly snapshot: InvoiceSnapshot;
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
	const first = await readOnce(request, run);
	if ('outcome' in first || !hidesRecorded(first.snapshot, first.known)) return first;
	await run.reader.refresh?.(request.target);
	return await readOnce(request, run);
}

async function readOnce(request: RefundRequest, run: RunContext): Promise<CheckRead | Refused> {
	const read = await run.reader.readSnapshot(request.target, request.key);
	if (!read.ok) return refused(read.refusal);
	const priced = priceOf(request, read.value, run.adapter.profile);
	if (!priced.ok) return refused(priced.refusal);
	const asRead = { snapshot: read.value, price: priced.price };
	const { known, claimName, told } = await recorded(request, asRead, run);
	const input = decisionInputOf(request, told, known, request.key, run);
	const decision = decide({ ...input, claimName }, run.adapter.profile);
	const underKey = await lastLookUnderKey(decision, input, run);
	const failed = underKey.kind === 'refuse' && READS.has(underKey.reasons[0].code);
	if (failed && underKey !== decision) return refused(underKey.reasons[0]);
	const { snapshot } = told;
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
	priced: Priced,
	run: RunContext,
): Promise<{ readonly known: Known; readonly claimName: string; readonly told: Priced }> {
	const { profile } = run.adapter;
	const question = { ...questionOf(request, priced, profile), keep: false };
	let claimName: string = request.key;
	for (;;) {
		const entry = entryOf(request, claimName, run);
		const known: Known = await run.claims.claim(entry, question).then(
			(claimed) => ({ kind: 'recorded', claimed }),
			() => ({ kind: 'unavailable' }),
		);
		const told = pricedByRecord(request, priced, known, profile);
		const decision = decide(decisionInputOf(request, told, known, claimName, run), profile);
		if (decision.kind !== 'declined') return { known, claimName, told };
		claimName = `${claimName} after ${decision.refundId}`;
	}
}
