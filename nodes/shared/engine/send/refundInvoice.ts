import { amountOfAsk, priceOf } from '../decide/price';
import { decide } from '../decide/decide';
import { type DecisionInput } from '../decide/decisionInput';
import type { AskedPlan, JournalEntry } from '../journal';
import { outcomeUnknown, toSuccess } from '../result/outcome';
import type { RefundPlan } from '../decide/plan';
import type { RefundRequest } from '../request/request';
import { refusal, refused, type Refusal, type RefundResult } from '../result/result';
import type { ItemContext, RunContext } from '../runContext';
import {
	boundOtherwise,
	inquireForeign,
	lastLookUnderKey,
	recordedMismatch,
	resolveMismatch,
} from './earlierAttempt';
import {
	decisionInputOf,
	claim,
	entryOf,
	hidesRecorded,
	invoiceOf,
	isOpen,
	isUnderWay,
	mayBeOvertaken,
} from './recorded';
import { pricedByRecord, type Priced } from './recordedAmounts';
import { resolveInDoubt } from './resolveInDoubt';
import { sendOnce } from './sendOnce';
import { settle, type Looked } from './settle';
import { done, waitUntil, type Look, type Step } from './step';

/**
 * One look at one item: refunds its invoice, at most once per key, and says what became of it, or that the item has to
 * wait and be looked at again. Called under the invoice's lock. Never rejects for anything that a provider, a store or a
 * user can do.
 *
 * lock → read → claim → decide → send → confirm → settle → unlock
 */
export async function refundInvoice(
	request: RefundRequest,
	item: ItemContext,
	look: Look,
): Promise<Step> {
	const looked = await takeLook(request, item, look);
	const { step } = looked;
	switch (step.kind) {
		case 'done':
			return done(await settle(step.result, request, looked, item));
		case 'notBegun': {
			const entry = entryOf(request, looked.claimName, item.run);
			await item.run.claims.settle(entry, { as: 'released' }).catch(() => undefined);
			return step;
		}
		case 'wait':
			return step;
	}
}

async function takeLook(request: RefundRequest, item: ItemContext, look: Look): Promise<Looked> {
	const { run, place } = item;
	const entry = run.journal.find(request.key);
	let claimName: string = entry?.plan.claimName ?? request.key;
	let wasInDoubt = entry?.attempt !== undefined;
	const as = (step: Step): Looked => ({ step, claimName, wasInDoubt });
	if (entry) {
		const earlier = await fromJournal(entry, request, item, look);
		if (earlier) return as(earlier);
		if (request.reference === '' && entry.success && isSecondOfRun(entry, place)) {
			return as(done(refused(secondWithoutReference(request))));
		}
	}
	if (look !== 'first' || run.lastWriters.isAnother(invoiceOf(request, run))) {
		await run.reader.refresh?.(request.target);
	}
	let isClosed = false;
	for (let isFresh = look !== 'first'; ; isFresh = true) {
		const read = await readAndPrice(request, run);
		if (!read.ok) return as(done(await afterFailedRead(read.refusal, request, run)));
		const known = await claim(request, claimName, read, run);
		wasInDoubt ||= isOpen(known);
		if (!isFresh && hidesRecorded(read.snapshot, known)) {
			await run.reader.refresh?.(request.target);
			continue;
		}
		const told = pricedByRecord(request, read, known, run.adapter.profile);
		const input = decisionInputOf(request, told, known, claimName, run);
		const decided = decide(input, run.adapter.profile);
		const decision = await lastLookUnderKey(decided, input, run);
		switch (decision.kind) {
			case 'found': {
				const { refund } = decision;
				return as(done(toSuccess(refund, 'alreadyRefunded', read.snapshot, run.adapter.profile)));
			}
			case 'mismatch':
				return as(done(recordedMismatch(decision, input, run)));
			case 'declined':
				claimName = `${claimName} after ${decision.refundId}`;
				continue;
			case 'refuse':
				return as(done(refused(decision.reasons[0], told.price.amountMinor)));
			case 'plan': {
				const until = run.clock.now() + run.waits.openAttemptMs;
				if (look === 'first' && mayBeOvertaken(decision.plan, known, run))
					return as(waitUntil(until, 'last'));
				return as(await send(decision.plan, input, item));
			}
			case 'open': {
				const inquired = await inquireForeign(input, run);
				if (inquired === 'declined') {
					if (isClosed) return as(done(outcomeUnknown(decision.why, told.price.amountMinor)));
					isClosed = true;
					continue;
				}
				if (inquired) return as(done(inquired));
				if (!isFresh && run.adapter.profile.showsRefunds) {
					await run.reader.refresh?.(request.target);
					continue;
				}
				if (look === 'first' && isUnderWay(known)) {
					const until = run.clock.now() + run.waits.openAttemptMs;
					return as(waitUntil(until, 'last', entryOf(request, claimName, run)));
				}
				return as(done(outcomeUnknown(decision.why, told.price.amountMinor)));
			}
		}
	}
}

/** What an item of this execution has come to under the key, in this try or an earlier one; null: look anew. */
async function fromJournal(
	entry: JournalEntry,
	request: RefundRequest,
	item: ItemContext,
	look: Look,
): Promise<Step | null> {
	const { attempt, success, mismatch, plan } = entry;
	if (!isSameAsk(request, plan)) {
		return attempt ? done(boundOtherwise(request, attempt.plan, item.run)) : null;
	}
	if (success) return entry.place === item.place ? done(success) : null;
	if (mismatch) return done(mismatch);
	if (!attempt) return null;
	// A neighbour's item of this try is waiting for the same attempt: whoever comes back first settles it for both.
	if (look === 'first' && entry.place !== item.place && item.run.isWaiting(request.key)) {
		return waitUntil(attempt.sentAt + item.run.waits.openAttemptMs, 'last');
	}
	return await resolveInDoubt(attempt, item, look);
}

/** Another item of this very run, and neither an earlier loop round nor another call of a tool. */
function isSecondOfRun(entry: JournalEntry, place: string): boolean {
	const [run, item] = place.split(' ');
	const [earlierRun, earlierItem] = entry.place.split(' ');
	return run === earlierRun && item !== earlierItem;
}

/** Same request, by type and amount: never by a memo, a date or anything else that may differ in the next try. */
function isSameAsk({ ask }: RefundRequest, plan: AskedPlan): boolean {
	if (ask.type === 'full' || plan.full) return ask.type === 'full' && plan.full;
	return amountOfAsk(ask, plan) === plan.amountMinor;
}

async function readAndPrice(
	request: RefundRequest,
	run: RunContext,
): Promise<({ readonly ok: true } & Priced) | { readonly ok: false; readonly refusal: Refusal }> {
	const read = await run.reader.readSnapshot(request.target, request.key);
	if (!read.ok) return read;
	const priced = priceOf(request, read.value, run.adapter.profile);
	return priced.ok ? { ok: true, snapshot: read.value, price: priced.price } : priced;
}

/** A read failed. That is a refusal, unless an attempt under this key is known to be open. */
async function afterFailedRead(
	failed: Refusal,
	request: RefundRequest,
	run: RunContext,
): Promise<RefundResult> {
	const entry = entryOf(request, request.key, run);
	const open = await run.claims.isOpen([entry]).catch(() => new Set());
	return open.has(entry.key)
		? outcomeUnknown(
				`An earlier attempt under this reference is not settled, and it can't be settled now. ${failed.message}`,
				null,
				failed,
			)
		: refused(failed);
}

async function send(plan: RefundPlan, input: DecisionInput, item: ItemContext): Promise<Step> {
	const { run } = item;
	const { adapter, total } = run;
	const goesBack = plan.amountMinor + (plan.taxMinor ?? 0);
	// From here to the send nothing is awaited: what was checked can't be passed by a neighbour.
	if (!run.maySend()) return { kind: 'notBegun' };
	if (!total.reserve(plan.key, plan.currency, goesBack, input.price.maximumTotalMinor)) {
		const again = decide(
			decisionInputOf(input.request, input, input.known, input.claimName, run),
			adapter.profile,
		);
		if (again.kind === 'refuse') return done(refused(again.reasons[0], plan.amountMinor));
		return done(
			refused(refusal('limitExceeded', 'The total of this run is used up.'), plan.amountMinor),
		);
	}
	const { meaning, attempt } = await sendOnce(
		{ plan, request: adapter.buildRefundRequest(plan) },
		item,
	);
	switch (meaning.kind) {
		case 'confirmed':
			return done(
				toSuccess(
					meaning.refund,
					meaning.alreadyThere ? 'alreadyRefunded' : 'refunded',
					plan,
					adapter.profile,
				),
			);
		case 'nothingMoved':
			// The run ended while the request waited for its turn.
			if (isEnded(meaning.refusal) && !isOpen(input.known)) {
				run.journal.clear(plan.key);
				total.giveBack(plan.key);
				return { kind: 'notBegun' };
			}
			// A refusal says nothing about an earlier attempt under the key that is still in doubt.
			return isOpen(input.known)
				? done(
						outcomeUnknown(
							`An earlier attempt under this reference is still in doubt. ${meaning.refusal.message}`,
							plan.amountMinor,
							meaning.refusal,
						),
					)
				: done(refused(meaning.refusal, plan.amountMinor));
		case 'doubt':
			return meaning.mismatch
				? done(await resolveMismatch(plan, meaning, input.known, run))
				: await resolveInDoubt(attempt, item, 'first', meaning);
	}
}

function isEnded({ cause }: Refusal): boolean {
	return cause === 'stopped' || cause === 'cancelled';
}

function secondWithoutReference({ target }: RefundRequest): Refusal {
	return refusal(
		'alreadyHasRefund',
		`Another item of this run has refunded invoice ${target.invoiceId}, and neither has a reference.`,
	);
}
