import type { MinorUnits } from '../../money/minorUnits';
import { amountOfAsk, priceOf, type Price } from '../price';
import { invoiceName, type ClaimEntry, type Claimed, type Settlement } from '../claims';
import { decide, planOf, type Case, type Decision, type Known } from '../decide';
import type { ProviderFacts } from '../facts';
import type { Meaning } from '../interpret';
import type { AskedPlan, JournalEntry } from '../journal';
import { confirmedOtherwise, outcomeUnknown, toSuccess } from '../outcome';
import type { RefundPlan } from '../plan';
import type { RefundRequest } from '../request';
import {
	isSuccess,
	refusal,
	refused,
	type Refusal,
	type RefundResult,
	type Unknown,
} from '../result';
import type { ItemContext, RunContext } from '../runContext';
import type { ShownRefund, Snapshot } from '../snapshot';
import { findAmong, inquire } from './inquire';
import { resolveInDoubt } from './resolveInDoubt';
import { sendOnce } from './sendOnce';
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

/** A step, and what its settling needs to know. */
interface Looked {
	readonly step: Step;
	readonly claimName: string;
	/** An attempt under the key was in doubt before this look, so a note of it may have to go. */
	readonly wasInDoubt: boolean;
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
		await run.books.refresh?.(request.target);
	}
	let isClosed = false;
	for (let isFresh = look !== 'first'; ; isFresh = true) {
		const read = await readAndPrice(request, run);
		if (!read.ok) return as(done(await afterFailedRead(read.refusal, request, run)));
		const known = await claim(request, claimName, read, run);
		wasInDoubt ||= isOpen(known);
		const theCase = caseOf(request, read, known, claimName, run);
		const decided = decide(theCase, run.adapter.facts);
		const decision = await lastLookUnderKey(decided, theCase, run);
		switch (decision.kind) {
			case 'found': {
				const { refund } = decision;
				return as(done(toSuccess(refund, 'alreadyRefunded', read.snapshot, run.adapter.facts)));
			}
			case 'mismatch':
				return as(done(recordedMismatch(decision, theCase, run)));
			case 'declined':
				claimName = `${claimName} after ${decision.refundId}`;
				continue;
			case 'refuse':
				return as(done(refused(decision.reasons[0], read.price.amountMinor)));
			case 'plan': {
				const until = run.clock.now() + run.waits.openAttemptMs;
				if (look === 'first' && mayBeOvertaken(decision.plan, known, run))
					return as(waitUntil(until, 'last'));
				return as(await send(decision.plan, theCase, item));
			}
			case 'open': {
				const inquired = await inquireForeign(theCase, run);
				if (inquired === 'declined') {
					if (isClosed) return as(done(outcomeUnknown(decision.why, read.price.amountMinor)));
					isClosed = true;
					continue;
				}
				if (inquired) return as(done(inquired));
				if (!isFresh && run.adapter.facts.showsRefunds) {
					await run.books.refresh?.(request.target);
					continue;
				}
				if (look === 'first' && isUnderWay(known)) {
					const until = run.clock.now() + run.waits.openAttemptMs;
					return as(waitUntil(until, 'last', entryOf(request, claimName, run)));
				}
				return as(done(outcomeUnknown(decision.why, read.price.amountMinor)));
			}
		}
	}
}

/** Where refunds are invisible, another attempt that is under way may be of a part of what `full` would give back. */
function mayBeOvertaken(plan: RefundPlan, known: Known, { adapter }: RunContext): boolean {
	return (
		plan.full &&
		!adapter.facts.showsRefunds &&
		known.kind === 'recorded' &&
		known.claimed.anotherIsUnderWay
	);
}

function isUnderWay(known: Known): boolean {
	return (
		known.kind === 'recorded' &&
		known.claimed.state.kind === 'open' &&
		known.claimed.state.isUnderWay
	);
}

function isOpen(known: Known): boolean {
	return known.kind === 'recorded' && known.claimed.state.kind === 'open';
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
		return attempt
			? done(
					refused(
						refusal(
							'referenceConflict',
							`A refund of invoice ${request.target.invoiceId} under this reference is in doubt, and it was of another amount.`,
						),
					),
				)
			: null;
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

interface Priced {
	readonly snapshot: Snapshot;
	readonly price: Price;
}

async function readAndPrice(
	request: RefundRequest,
	run: RunContext,
): Promise<({ readonly ok: true } & Priced) | { readonly ok: false; readonly refusal: Refusal }> {
	const read = await run.books.readSnapshot(request.target, request.key);
	if (!read.ok) return read;
	const priced = priceOf(request, read.value, run.adapter.facts);
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

async function claim(
	request: RefundRequest,
	claimName: string,
	priced: Priced,
	run: RunContext,
): Promise<Known> {
	const { refunds } = priced.snapshot;
	const shown = refunds.kind === 'listed' ? refunds.refunds : [];
	try {
		const claimed = await run.claims.claim(entryOf(request, claimName, run), {
			refundIds: shown.flatMap(({ refundId }) => (refundId === null ? [] : [refundId])),
			amounts: amountsOf(request, priced, run.adapter.facts),
			keep: run.adapter.facts.keysAreFoundAt === 'workflow',
		});
		return { kind: 'recorded', claimed: withJournal(claimed, request, run) };
	} catch {
		return { kind: 'unavailable' };
	}
}

/** Amounts the refund under the key may have been confirmed with, as far as anything tells. */
export function amountsOf(
	{ ask }: RefundRequest,
	{ snapshot, price }: Priced,
	{ keysAreFoundAt }: ProviderFacts,
): ReadonlyArray<MinorUnits | 'full'> {
	const asked = price.amountMinor === null ? [] : [price.amountMinor];
	// A note of an attempt in doubt binds the type of `full`, and the amount of anything else.
	if (keysAreFoundAt === 'provider') return ask.type === 'full' ? ['full'] : asked;
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const unsure = shown.flatMap(({ amountMinor, otherAmounts }) => [
		...(amountMinor === null ? [] : [amountMinor]),
		...(otherAmounts ?? []),
	]);
	const whole = ask.type === 'full' ? [snapshot.paidMinor, snapshot.refundableMinor] : [];
	return [...new Set([...asked, ...unsure, ...whole].filter((one) => one !== null))];
}

/** This execution knows its own refunds better than a store that says yes and no. */
function withJournal(claimed: Claimed, request: RefundRequest, { journal }: RunContext): Claimed {
	const success = journal.find(request.key)?.success;
	if (!success) return claimed;
	return {
		...claimed,
		own: new Set([...claimed.own, ...(success.refundId === null ? [] : [success.refundId])]),
		state: {
			kind: 'settled',
			as: success.outcome === 'pending' ? 'pending' : 'refunded',
			amountMinor: success.amountMinor,
		},
	};
}

function caseOf(
	request: RefundRequest,
	{ snapshot, price }: Priced,
	known: Known,
	claimName: string,
	run: RunContext,
): Case {
	return {
		request,
		snapshot,
		price,
		known,
		claimName,
		runTotalMinor: run.total.of(snapshot.currency),
		now: new Date(run.clock.now()).toISOString(),
	};
}

/**
 * The look under the key right before the send, and where the refunds of the invoice can't be read: only then can it be
 * told whether the refund is there already.
 */
export async function lastLookUnderKey(
	decision: Decision,
	theCase: Case,
	run: RunContext,
): Promise<Decision> {
	const { facts } = run.adapter;
	const isBlind = decision.kind === 'refuse' && theCase.snapshot.refunds.kind === 'unreadable';
	if (run.books.findUnderKey === undefined || (decision.kind !== 'plan' && !isBlind))
		return decision;
	const amountMinor = theCase.price.amountMinor ?? theCase.snapshot.paidMinor;
	const plan = decision.kind === 'plan' ? decision.plan : planOf(theCase, amountMinor, facts);
	const there = await run.books.findUnderKey(plan);
	if (!there.ok) return { kind: 'refuse', reasons: [there.refusal] };
	if (there.value === null) return decision;
	const { value } = there;
	const refunds = { kind: 'listed', refunds: [{ ...value, externalId: plan.key }] } as const;
	return decide({ ...theCase, snapshot: { ...theCase.snapshot, refunds } }, facts);
}

/** Looks for the refund of an attempt that this execution did not make among the refunds that the provider shows. */
async function inquireForeign(
	theCase: Case,
	run: RunContext,
): Promise<RefundResult | 'declined' | null> {
	const { snapshot, price, known } = theCase;
	const { facts } = run.adapter;
	if (known.kind !== 'recorded' || price.amountMinor === null) return null;
	if (snapshot.refunds.kind !== 'listed') return null;
	// What was there before that attempt was recorded when it was claimed.
	const plan = { ...planOf(theCase, price.amountMinor, facts), seenRefundIds: [] };
	const inquiry = await findAmong(snapshot.refunds.refunds, plan, run);
	if (inquiry.kind !== 'found') return null;
	switch (inquiry.confirmation.kind) {
		case 'confirmed':
			return toSuccess(inquiry.confirmation.refund, 'alreadyRefunded', snapshot, facts);
		case 'declined': {
			// Settled and never taken back: whoever comes to the same answer at once must not free the key for two.
			const { refundId } = inquiry.confirmation.refund;
			const entry = { key: theCase.claimName, invoice: plan.invoice };
			const end = { as: 'pending', refundId, amountMinor: plan.amountMinor } as const;
			return await run.claims.settle(entry, end).then(
				() => 'declined' as const,
				() => null,
			);
		}
		case 'otherwise':
		case 'spent':
			return null;
	}
}

async function send(plan: RefundPlan, theCase: Case, item: ItemContext): Promise<Step> {
	const { run } = item;
	const { adapter, total } = run;
	const goesBack = plan.amountMinor + (plan.taxMinor ?? 0);
	// From here to the send nothing is awaited: what was checked can't be passed by a neighbour.
	if (!run.maySend()) return { kind: 'notBegun' };
	if (!total.reserve(plan.key, plan.currency, goesBack, theCase.price.maximumTotalMinor)) {
		const again = decide(
			caseOf(theCase.request, theCase, theCase.known, theCase.claimName, run),
			adapter.facts,
		);
		if (again.kind === 'refuse') return done(refused(again.reasons[0], plan.amountMinor));
		return done(
			refused(refusal('limitExceeded', 'The total of this run is used up.'), plan.amountMinor),
		);
	}
	const { meaning, attempt } = await sendOnce({ plan, request: adapter.toRequest(plan) }, item);
	switch (meaning.kind) {
		case 'confirmed':
			return done(
				toSuccess(
					meaning.refund,
					meaning.alreadyThere ? 'alreadyRefunded' : 'refunded',
					plan,
					adapter.facts,
				),
			);
		case 'nothingMoved':
			// The run ended while the request waited for its turn.
			if (isEnded(meaning.refusal) && !isOpen(theCase.known)) {
				run.journal.clear(plan.key);
				total.giveBack(plan.key);
				return { kind: 'notBegun' };
			}
			// A refusal says nothing about an earlier attempt under the key that is still in doubt.
			return isOpen(theCase.known)
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
				? done(await resolveMismatch(plan, meaning, theCase.known, run))
				: await resolveInDoubt(attempt, item, 'first', meaning);
	}
}

function isEnded({ cause }: Refusal): boolean {
	return cause === 'stopped' || cause === 'cancelled';
}

/** Another amount was confirmed than was asked for. Where refunds are shown, the refund itself decides. */
async function resolveMismatch(
	plan: RefundPlan,
	{ why, words, mismatch, refundId }: Extract<Meaning, { kind: 'doubt' }>,
	known: Known,
	run: RunContext,
): Promise<RefundResult> {
	const inquiry = await inquire(plan, run, refundId ?? null);
	if (inquiry.kind === 'found' && inquiry.confirmation.kind === 'confirmed') {
		return toSuccess(inquiry.confirmation.refund, 'refunded', plan, run.adapter.facts);
	}
	return mismatch && !mayCountEarlier(mismatch, plan, known, run)
		? confirmedOtherwise(why, plan.amountMinor, mismatch, words)
		: outcomeUnknown(why, plan.amountMinor, words);
}

/** Where refunds are invisible and an earlier one is recorded, a larger amount may be both of them together. */
function mayCountEarlier(
	{ amountMinor }: ShownRefund,
	plan: RefundPlan,
	known: Known,
	{ adapter }: RunContext,
): boolean {
	const hasEarlier = known.kind === 'recorded' && known.claimed.invoiceHasRefund;
	return (
		!adapter.facts.showsRefunds &&
		hasEarlier &&
		amountMinor !== null &&
		amountMinor > plan.amountMinor
	);
}

/** The one place where an end is recorded: in this execution's journal, in the claims and in the run's total. */
async function settle(
	result: RefundResult,
	request: RefundRequest,
	{ claimName, wasInDoubt }: Looked,
	{ run, place }: ItemContext,
): Promise<RefundResult> {
	const { journal, claims, total, adapter } = run;
	const entry = journal.find(request.key);
	const sent = entry?.attempt ? { ...entry, attempt: entry.attempt } : null;
	const isClaimed = adapter.facts.keysAreFoundAt === 'workflow';
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
			await record({ as: outcome === 'pending' ? 'pending' : 'refunded', refundId, amountMinor });
		} else if (wasInDoubt) {
			await record({ as: 'closed', bound });
		}
		return result;
	}
	if (result.outcome === 'refused') {
		// Said of this request: the attempt in doubt under its key is another one.
		if (result.code === 'referenceConflict') return await released(result, record);
		if (sent) {
			journal.clear(request.key);
			total.giveBack(request.key);
			const { refundId, amountMinor } = result;
			// A declined refund stays attributed to its key, and the new attempt gets a key of its own.
			if (isClaimed && refundId !== null && amountMinor !== null) {
				await record({ as: 'pending', refundId, amountMinor });
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

function recordedMismatch(
	{ refund }: Extract<Decision, { kind: 'mismatch' }>,
	{ price, snapshot }: Case,
	{ adapter: { facts } }: RunContext,
): Unknown {
	const message = `${facts.displayName} confirmed another amount than was asked for when the refund under this reference was made. Look at the run that made it.`;
	return {
		...outcomeUnknown(message, price.amountMinor),
		code: 'confirmedOtherwise',
		refundId: refund?.refundId ?? null,
		confirmedMinor: refund?.otherAmounts ? null : (refund?.amountMinor ?? null),
		...(snapshot.refunds.kind === 'invisible' ? { refundId: null } : {}),
	};
}

/** The request as the claims know it. */
export function entryOf(request: RefundRequest, claimName: string, run: RunContext): ClaimEntry {
	return { key: claimName, invoice: invoiceOf(request, run) };
}

export function invoiceOf(
	request: RefundRequest,
	{ adapter }: Pick<RunContext, 'adapter'>,
): string {
	return invoiceName(adapter.facts.provider, request.environment, request.target);
}

function secondWithoutReference({ target }: RefundRequest): Refusal {
	return refusal(
		'alreadyHasRefund',
		`Another item of this run has refunded invoice ${target.invoiceId}, and neither has a reference.`,
	);
}
