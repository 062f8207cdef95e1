import type { IExecuteFunctions } from 'n8n-workflow';
import { invoiceName } from '../../engine/claims';
import { outcomeUnknown } from '../../engine/result/outcome';
import { parseTarget } from '../../engine/request/parseIds';
import { parseRequest } from '../../engine/request/parseRequest';
import type { RawParameters } from '../../engine/request/rawParameters';
import { refundKey } from '../../engine/request/refundKey';
import type { RefundRequest, Target } from '../../engine/request/request';
import { isSuccess, refused, type Refused } from '../../engine/result/result';
import type { InvoiceSnapshot } from '../../engine/provider/snapshot';
import type { ItemContext } from '../../engine/runContext';
import { readForCheck, type CheckRead } from '../../engine/send/readForCheck';
import { entryOf, invoiceOf } from '../../engine/send/recorded';
import { untoldIn, withRecorded } from '../../engine/send/recordedAmounts';
import { refundInvoice } from '../../engine/send/refundInvoice';
import { done, type Look, type Step } from '../../engine/send/step';
import { toInvoiceItem } from '../items/invoiceItem';
import { nobody, toCheckItem, toSuccessItem, type Asked } from '../items/items';
import {
	guarded,
	internalError,
	shown,
	type Job,
	type Operation,
	type Prepared,
	type Worked,
} from './operation';
import { readParameters, readSimplify, readTarget } from './readParameters';
import type { Session } from './session';
import { whenUnlocked, withLock } from '../withLock';

/** Refunds the invoice of each item. */
export const refund: Operation = {
	prepare: (context, itemIndex, session) =>
		withRequest(context, itemIndex, session, ({ request, simplify }) => {
			const { run, shared } = session;
			const item = { run, place: `${shared.runIndex} ${itemIndex}` };
			if (!simplify) shared.journal.show(request.key);
			let look: Look = 'first';
			const work = async (): Promise<Worked> => {
				const name = invoiceOf(request, run);
				// Nobody waits in a place of the pool: not for a lock, and not for time.
				const busy = whenUnlocked(name);
				if (busy) return { wait: busy };
				const step = await withLock(name, async () => await lookAt(request, item, look));
				switch (step.kind) {
					case 'notBegun':
						return { notBegun: true };
					case 'wait':
						look = step.next;
						return { wait: shared.waitingRoom.wait(request.key, step.until, step.endsWith) };
					case 'done':
						return isSuccess(step.result)
							? { json: toSuccessItem(step.result, request, run.adapter.profile, simplify) }
							: { failure: step.result };
				}
			};
			const isNew = run.journal.find(request.key) === null;
			return isNew && run.adapter.profile.keysAreFoundAt === 'workflow'
				? { work, claims: entryOf(request, request.key, run) }
				: { work };
		}),
};

/** A fault of ours is not the provider's; after a send it is not known what came of it. */
async function lookAt(request: RefundRequest, item: ItemContext, look: Look): Promise<Step> {
	try {
		return await refundInvoice(request, item, look);
	} catch (bug) {
		const { run } = item;
		const entry = run.journal.find(request.key);
		if (entry?.success && entry.place === item.place) return done(entry.success);
		const { message } = internalError(bug);
		if (entry?.attempt) return done(outcomeUnknown(message, entry.attempt.plan.amountMinor));
		const claim = entryOf(request, request.key, run);
		await run.claims.settle(claim, { as: 'released' }).catch(() => undefined);
		return done(refused(internalError(bug)));
	}
}

/** What `refund` would do now. */
export const checkRefund: Operation = {
	prepare: (context, itemIndex, session) =>
		withRequest(context, itemIndex, session, ({ request, simplify }) => {
			const { run, shared } = session;
			const turn = shared.checkOrder.next();
			let read: CheckRead | Refused | null = null;
			const work = async (): Promise<Worked> => {
				if (read === null) {
					read = await guarded(async () => await readForCheck(request, run));
					return { wait: Promise.race([turn.before, shared.stopped]) };
				}
				const found = read;
				const result =
					'outcome' in found
						? found
						: await guarded(async () => await Promise.resolve(shared.checkLedger.judge(found)));
				turn.finish();
				return 'outcome' in result
					? { failure: result }
					: { json: toCheckItem(result, request, run.adapter.profile, simplify) };
			};
			return { work };
		}),
};

/** The invoice as it stands, and what is left of it. */
export const getInvoice: Operation = {
	prepare: (context, itemIndex, session) => {
		const { profile } = session.run.adapter;
		const raw = readTarget(context, itemIndex, profile);
		if (!raw.ok) return { ...raw, asked: nobody };
		const asked = askedOf(raw.value);
		const simplify = readSimplify(context, itemIndex);
		if (!simplify.ok) return { ...simplify, asked };
		const target = parseTarget(raw.value, profile);
		if (!target.ok) return { ...target, asked };
		const work = async () => await readInvoice(target.value, simplify.value, session);
		return { ok: true, job: { queue: nameOf(target.value, session), asked, work } };
	},
};

async function readInvoice(target: Target, simplify: boolean, session: Session): Promise<Worked> {
	const { profile } = session.run.adapter;
	// No refund is under this key: it only lets the adapter read as it always does.
	const key = refundKey(
		profile.provider,
		session.environment,
		target.businessId,
		target.invoiceId,
		'',
	);
	const { reader } = session.run;
	const look = async () => {
		const read = await reader.readSnapshot(target, key);
		return read.ok ? await withClaims(read.value, target, session) : refused(read.refusal);
	};
	const result = await guarded(async () => {
		const first = await look();
		if ('outcome' in first || !first.isHidden) return first;
		await reader.refresh?.(target);
		return await look();
	});
	return 'outcome' in result
		? { failure: result }
		: { json: toInvoiceItem(result.snapshot, profile, simplify, result.isHidden) };
}

/**
 * The invoice with what this workflow has recorded of it. "Nothing was refunded" would be a false word about an invoice of
 * which it has recorded a refund.
 */
async function withClaims(
	snapshot: InvoiceSnapshot,
	target: Target,
	{ run, environment }: Session,
): Promise<{ readonly snapshot: InvoiceSnapshot; readonly isHidden: boolean }> {
	const { refunds } = snapshot;
	const { provider, keysAreFoundAt } = run.adapter.profile;
	const listsNone = refunds.kind === 'listed' && refunds.refunds.length === 0;
	const untold = untoldIn(snapshot);
	if (keysAreFoundAt !== 'workflow' || (!listsNone && untold.size === 0)) {
		return { snapshot, isHidden: false };
	}
	const invoice = invoiceName(provider, environment, target);
	const question = {
		refundIds: [...untold.keys()],
		mayBe: { amounts: [], taxes: [] },
		untold,
		keep: false,
	};
	return await run.claims.claim({ key: `${invoice} read`, invoice }, question).then(
		({ invoiceHasRefund, recorded }) => ({
			snapshot: recorded.size > 0 ? withRecorded(snapshot, recorded) : snapshot,
			isHidden: listsNone && invoiceHasRefund,
		}),
		() => ({ snapshot, isHidden: false }),
	);
}

interface Ready {
	readonly request: RefundRequest;
	readonly simplify: boolean;
}

function withRequest(
	context: IExecuteFunctions,
	itemIndex: number,
	session: Session,
	workOf: (ready: Ready) => Pick<Job, 'work' | 'claims'>,
): Prepared {
	const { profile } = session.run.adapter;
	const raw = readParameters(context, itemIndex, profile);
	if (!raw.ok) return { ...raw, asked: nobody };
	const simplify = readSimplify(context, itemIndex);
	if (!simplify.ok) return { ...simplify, asked: askedOf(raw.value) };
	const parsed = parseRequest(raw.value, {
		profile,
		environment: session.environment,
		timezone: context.getTimezone(),
		now: session.run.clock.now(),
	});
	if (!parsed.ok) return { ...parsed, asked: askedOf(raw.value) };
	const request = parsed.value;
	const asked = { ...nobody, invoiceId: request.target.invoiceId, reference: request.reference };
	const work = workOf({ request, simplify: simplify.value });
	return { ok: true, job: { queue: nameOf(request.target, session), asked, ...work } };
}

function nameOf(target: Target, { run, environment }: Session): string {
	return invoiceName(run.adapter.profile.provider, environment, target);
}

/** What can be told of an item that could not be parsed: only texts and numbers, as they were. */
function askedOf(raw: Partial<RawParameters>): Asked {
	return { ...nobody, invoiceId: shown(raw.invoiceId) || null, reference: shown(raw.reference) };
}
