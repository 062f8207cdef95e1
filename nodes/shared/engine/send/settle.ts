import type { Settlement } from '../claims';
import { NOTHING, type MinorUnits } from '../../money/minorUnits';
import type { AskedPlan } from '../journal';
import type { RefundPlan } from '../decide/plan';
import type { RefundRequest } from '../request/request';
import { isSuccess, type RefundResult, type Success, type Unknown } from '../result/result';
import type { ItemContext } from '../runContext';
import { entryOf } from './recorded';
import type { Step } from './step';

/** A step, and what its settling needs to know. */
export interface Looked {
	readonly step: Step;
	readonly claimName: string;
	/** An attempt under the key was in doubt before this look, so a note of it may have to go. */
	readonly wasInDoubt: boolean;
}

/** The one place where an end is recorded: in this execution's journal, in the claims and in the run's total. */
export async function settle(
	result: RefundResult,
	request: RefundRequest,
	{ claimName, wasInDoubt }: Looked,
	{ run, place }: ItemContext,
): Promise<RefundResult> {
	const { journal, claims, total, adapter } = run;
	const entry = journal.find(request.key);
	const sent = entry?.attempt ? { ...entry, attempt: entry.attempt } : null;
	const isClaimed = adapter.profile.keysAreFoundAt === 'workflow';
	// A store that fails now must not turn a refund that is there into a failure: the claim just stays open.
	const record = async (end: Settlement) =>
		await claims.settle(entryOf(request, claimName, run), end).then(
			() => true,
			() => false,
		);
	const bound = request.ask.type === 'full' ? 'full' : (result.amountMinor ?? null);
	if (isSuccess(result)) {
		const { outcome, refundId, amountMinor } = result;
		if (sent) {
			if (outcome === 'alreadyRefunded') total.giveBack(request.key);
			journal.keep(request.key, { place, plan: askedOf(sent.plan), success: result });
		}
		if (isClaimed && (sent || wasInDoubt || refundId !== null)) {
			await record({
				as: outcome === 'pending' ? 'pending' : 'refunded',
				refundId,
				amountMinor,
				taxMinor: taxWorthRecording(result, sent?.attempt.plan ?? null),
			});
		} else if (wasInDoubt) {
			await record({ as: 'closed', bound });
		}
		return result;
	}
	if (result.outcome === 'refused') {
		// Of this request alone: the refund or the attempt that this execution has made under the key keeps its claim.
		if (entry && (!sent || result.code === 'referenceConflict')) return result;
		if (sent) {
			journal.clear(request.key);
			total.giveBack(request.key);
			const { refundId, amountMinor } = result;
			// A declined refund stays attributed to its key, and the new attempt gets a key of its own.
			if (isClaimed && refundId !== null && amountMinor !== null) {
				await record({ as: 'pending', refundId, amountMinor, taxMinor: null });
			} else if (isClaimed || wasInDoubt) await record({ as: 'closed', bound });
			return result;
		}
		return await released(result, record);
	}
	if (result.code === 'confirmedOtherwise') {
		if (sent) {
			journal.keep(request.key, { place: sent.place, plan: askedOf(sent.plan), mismatch: result });
			if (isClaimed) await record({ as: 'mismatch', refundId: result.refundId });
		}
		return result;
	}
	if (!sent) return result;
	const { attempt } = sent;
	const { plan } = attempt;
	if (isClaimed) {
		const isOver =
			!attempt.metSilence || run.clock.now() >= attempt.sentAt + run.waits.openAttemptMs;
		if (isOver) await record({ as: 'givenUp' });
		return result;
	}
	const isNoted = await record({ as: 'inDoubt', bound: plan.full ? 'full' : plan.amountMinor });
	return isNoted ? result : withoutNote(result);
}

/** No tax where none was planned is nothing to remember. */
function taxWorthRecording({ taxMinor }: Success, plan: RefundPlan | null): MinorUnits | null {
	return taxMinor === NOTHING && (plan?.taxMinor ?? NOTHING) === NOTHING ? null : taxMinor;
}

/** The journal is saved with the execution: of a refund that is finished it keeps what tells a changed request. */
function askedOf({ full, amountMinor, exponent, paidMinor, claimName }: AskedPlan): AskedPlan {
	return { full, amountMinor, exponent, paidMinor, claimName };
}

/** Takes the claim back, if this run holds it: nothing was sent under it. */
async function released<T>(result: T, record: (end: Settlement) => Promise<boolean>): Promise<T> {
	await record({ as: 'released' });
	return result;
}

function withoutNote(result: Unknown): Unknown {
	return {
		...result,
		message: `${result.message} n8n's own store could not be written, so a later execution does not know of this attempt: run this reference again only with the same amount.`,
	};
}
