import { NOTHING } from '../money/minorUnits';
import type { Desk, Errand } from './desk';
import { judge, type Known } from './judge';
import { caseOf, entryOf, look, recall, type Looked } from './look';
import { outcomeUnknown, toSuccess } from './outcome';
import type { RefundPlan } from './plan';
import { invoiceName } from './recall';
import type { RefundRequest } from './request';
import { isSuccess, refusal, refused, type Refusal, type RefundResult } from './result';
import { sendRefund } from './sendRefund';
import { settleDoubt } from './settleDoubt';
import { findForeign, unsettled, waitUntilClosed } from './settleForeign';

/**
 * Refunds one invoice, at most once per key, and says what became of it (design §5 and §6).
 * Never rejects for anything a provider, a store or a user can do.
 */
export async function refundInvoice(request: RefundRequest, errand: Errand): Promise<RefundResult> {
	const { desk, slot } = errand;
	const name = invoiceName(desk.adapter.facts.provider, request.environment, request.target);
	return await desk.lockInvoice(name, async () => {
		if (slot.success) return slot.success;
		const result = slot.attempt
			? await settleDoubt(slot.attempt, errand)
			: await tryRefund(request, errand, 'firstLook');
		return await close(result, request, errand);
	});
}

/** Keeps what was found out: a success for good, a refusal as if nothing had been sent, an unknown open. */
async function close(
	result: RefundResult,
	request: RefundRequest,
	{ desk, slot }: Errand,
): Promise<RefundResult> {
	if (isSuccess(result)) {
		slot.finish(result);
		const refundIds = result.refundId === null ? [] : [result.refundId];
		// A store that fails now must not turn a refund that is there into a failure: the entry just stays open.
		await desk.memory
			?.confirm(entryOf(request, desk, refundIds), result.amountMinor)
			.catch(() => undefined);
	} else if (result.outcome === 'refused' && slot.attempt) {
		slot.clear();
		await forget(request, desk);
	}
	return result;
}

/** How far the settling of somebody else's attempt has come. */
type Stage = 'firstLook' | 'secondLook' | 'lastLook';

async function tryRefund(
	request: RefundRequest,
	errand: Errand,
	stage: Stage,
): Promise<RefundResult> {
	const { desk, slot } = errand;
	if (request.reference === '' && slot.keyWasUsed) return refused(secondWithoutReference(request));
	const invoice = entryOf(request, desk).invoice;
	if (desk.lastWriters.isAnother(invoice)) await desk.books.refresh?.(request.target);
	const looked = await look(request, desk);
	if (!looked.ok) return await failedLook(looked.refusal, request, desk);

	const known = await recall(request, looked, desk);
	const verdict = judge(caseOf(request, looked, known, desk), desk.adapter.facts);
	switch (verdict.kind) {
		case 'found':
			return toSuccess(verdict.refund, 'alreadyRefunded', looked.snapshot, desk.adapter.facts);
		case 'refuse': {
			if (isNew(known)) await forget(request, desk);
			return refused(verdict.reasons[0], looked.price.amountMinor);
		}
		case 'open':
			return await settleOpen(verdict.why, request, looked, known, errand, stage);
		case 'plan': {
			const { plan, afterDeclined } = verdict;
			const opened = await beginAgain(request, plan, afterDeclined, desk);
			// The open attempt, if there is one, may be another execution's: it is not this one's to release.
			if (opened === 'storeFailed') return refused(storeFailed(), plan.amountMinor);
			const begun = opened === 'yes' ? await begin(request, plan, desk) : opened;
			if (begun === 'byAnother') {
				return await settleOpen(BEGUN_BY_ANOTHER, request, looked, known, errand, stage);
			}
			const result =
				begun === 'yes'
					? await sendWithinTotal(plan, errand)
					: refused(storeFailed(), plan.amountMinor);
			if (result.outcome === 'refused' && !slot.attempt) await forget(request, desk);
			return result;
		}
	}
}

/** The run's total is taken before the send and given back only when nothing moved. */
async function sendWithinTotal(plan: RefundPlan, errand: Errand): Promise<RefundResult> {
	const { total } = errand.desk;
	const goesBack = plan.amountMinor + (plan.taxMinor ?? NOTHING);
	total.add(plan.currency, goesBack);
	const result = await sendRefund(plan, errand);
	if (result.outcome === 'refused' || result.outcome === 'alreadyRefunded')
		total.add(plan.currency, -goesBack);
	return result;
}

const BEGUN_BY_ANOTHER = 'Another execution has begun an attempt under this reference.';

type Begun = 'yes' | 'byAnother' | 'storeFailed';

/** Takes the new attempt after a declined refund, where there was one. */
async function beginAgain(
	request: RefundRequest,
	{ seenRefundIds }: RefundPlan,
	afterDeclined: string | null,
	desk: Desk,
): Promise<Begun> {
	if (desk.memory === null || afterDeclined === null) return 'yes';
	try {
		const entry = entryOf(request, desk, seenRefundIds);
		return (await desk.memory.claimAgain(entry, afterDeclined)) ? 'yes' : 'byAnother';
	} catch {
		return 'storeFailed';
	}
}

/** The last note before the send; when the store does not take it, nothing is sent. */
async function begin(
	request: RefundRequest,
	{ seenRefundIds }: RefundPlan,
	desk: Desk,
): Promise<Begun> {
	if (desk.memory === null) return 'yes';
	return await desk.memory.begin(entryOf(request, desk, seenRefundIds)).then(
		(isOurs) => (isOurs ? 'yes' : 'byAnother'),
		() => 'storeFailed',
	);
}

/** An attempt under this key is open: look anew, then wait for whoever holds it, then say that it is not known. */
async function settleOpen(
	why: string,
	request: RefundRequest,
	looked: Looked,
	known: Known,
	errand: Errand,
	stage: Stage,
): Promise<RefundResult> {
	const { desk } = errand;
	const found = await findForeign(request, looked, known, desk);
	if (found) return found;
	if (stage === 'firstLook' && desk.adapter.facts.showsRefunds) {
		await desk.books.refresh?.(request.target);
		return await tryRefund(request, errand, 'secondLook');
	}
	if (stage !== 'lastLook' && known.kind === 'recalled' && known.recall.state === 'open') {
		if (await waitUntilClosed(request, desk)) {
			await desk.books.refresh?.(request.target);
			return await tryRefund(request, errand, 'lastLook');
		}
	}
	return unsettled(why, looked);
}

/** A read failed. That is a refusal, unless an attempt under this key is known to be open. */
async function failedLook(
	read: Refusal,
	request: RefundRequest,
	desk: Desk,
): Promise<RefundResult> {
	const open = await desk.memory?.isOpen(entryOf(request, desk)).catch(() => false);
	return open
		? outcomeUnknown(
				`An earlier attempt under this reference is not settled, and it can't be settled now. ${read.message}`,
				null,
				read,
			)
		: refused(read);
}

async function forget(request: RefundRequest, desk: Desk): Promise<void> {
	await desk.memory?.release(entryOf(request, desk)).catch(() => undefined);
}

function isNew(known: Known): boolean {
	return known.kind === 'recalled' && known.recall.state === 'new';
}

function secondWithoutReference({ target }: RefundRequest): Refusal {
	return refusal(
		'alreadyHasRefund',
		`Another item of this run has refunded invoice ${target.invoiceId}, and neither has a reference.`,
	);
}

function storeFailed(): Refusal {
	return refusal('memoryUnavailable', "n8n's own store could not be written before the send.");
}
