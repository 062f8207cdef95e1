import type { IExecuteFunctions } from 'n8n-workflow';
import { checkInvoice } from '../engine/checkInvoice';
import { entryOf } from '../engine/look';
import { outcomeUnknown } from '../engine/outcome';
import { parseTarget } from '../engine/parseIds';
import { parseRequest } from '../engine/parseRequest';
import type { RawParameters } from '../engine/rawParameters';
import { invoiceName } from '../engine/recall';
import { refundInvoice } from '../engine/refundInvoice';
import { refundKey } from '../engine/refundKey';
import type { RefundRequest, Target } from '../engine/request';
import { isSuccess, refusal, refused } from '../engine/result';
import { toInvoiceItem } from './invoiceItem';
import { nobody, toCheckItem, toSuccessItem, type Asked } from './items';
import { guarded, shown, type Job, type Operation, type Prepared, type Worked } from './operation';
import { readParameters, readSimplify, readTarget } from './readParameters';
import { hashOf, type Session } from './session';

/** Refunds the invoice of each item. */
export const refund: Operation = {
	prepare: (context, itemIndex, session) =>
		withRequest(context, itemIndex, session, ({ request, simplify, raw }) => {
			const slot = session.log.slot(itemIndex, request.key, hashOf(raw), !simplify);
			const work = async () => {
				try {
					const result = await refundInvoice(request, { desk: session.desk, slot });
					return isSuccess(result)
						? { json: toSuccessItem(result, request, session.desk.adapter.facts, simplify) }
						: { failure: result };
				} catch (bug) {
					// Ours, not the provider's. After a send it is not known what came of it; nor may a refund that is
					// there be called refused, because its answer can't be shown.
					const text = `The node itself went wrong (${bug instanceof Error ? bug.message : 'unknown'}).`;
					return {
						failure:
							slot.attempt || slot.success
								? outcomeUnknown(text, null)
								: refused(refusal('providerAnswerInvalid', text)),
					};
				}
			};
			return slot.attempt || slot.success
				? { work }
				: { work, claims: entryOf(request, session.desk) };
		}),
};

/** All that `refund` does up to the write. */
export const checkRefund: Operation = {
	prepare: (context, itemIndex, session) =>
		withRequest(context, itemIndex, session, ({ request }) => ({
			work: async () => {
				const result = await guarded(async () => await checkInvoice(request, session.desk));
				return 'outcome' in result
					? { failure: result }
					: { json: toCheckItem(result, request, session.desk.adapter.facts) };
			},
		})),
};

/** The invoice as it stands, and what is left of it. */
export const getInvoice: Operation = {
	prepare: (context, itemIndex, session) => {
		const { facts } = session.desk.adapter;
		const raw = readTarget(context, itemIndex, facts);
		if (!raw.ok) return { ...raw, asked: nobody };
		const asked = askedOf(raw.value);
		const simplify = readSimplify(context, itemIndex);
		if (!simplify.ok) return { ...simplify, asked };
		const target = parseTarget(raw.value, facts);
		if (!target.ok) return { ...target, asked };
		const work = async () => await readInvoice(target.value, simplify.value, session);
		return { ok: true, job: { queue: nameOf(target.value, session), asked, work } };
	},
};

async function readInvoice(target: Target, simplify: boolean, session: Session): Promise<Worked> {
	const { facts } = session.desk.adapter;
	// No refund is under this key: it only lets the adapter read as it always does.
	const key = refundKey(
		facts.provider,
		session.environment,
		target.businessId,
		target.invoiceId,
		'',
	);
	const result = await guarded(async () => {
		const read = await session.desk.books.readSnapshot(target, key);
		return read.ok ? { snapshot: read.value } : refused(read.refusal);
	});
	return 'outcome' in result
		? { failure: result }
		: { json: toInvoiceItem(result.snapshot, facts, simplify) };
}

interface Ready {
	readonly request: RefundRequest;
	readonly simplify: boolean;
	readonly raw: RawParameters;
}

function withRequest(
	context: IExecuteFunctions,
	itemIndex: number,
	session: Session,
	workOf: (ready: Ready) => Pick<Job, 'work' | 'claims'>,
): Prepared {
	const { facts } = session.desk.adapter;
	const raw = readParameters(context, itemIndex, facts);
	if (!raw.ok) return { ...raw, asked: nobody };
	const simplify = readSimplify(context, itemIndex);
	if (!simplify.ok) return { ...simplify, asked: askedOf(raw.value) };
	const parsed = parseRequest(raw.value, {
		facts,
		environment: session.environment,
		timezone: context.getTimezone(),
		now: session.desk.clock.now(),
	});
	if (!parsed.ok) return { ...parsed, asked: askedOf(raw.value) };
	const request = parsed.value;
	const asked = { ...nobody, invoiceId: request.target.invoiceId, reference: request.reference };
	const work = workOf({ request, simplify: simplify.value, raw: raw.value });
	return { ok: true, job: { queue: nameOf(request.target, session), asked, ...work } };
}

function nameOf(target: Target, { desk, environment }: Session): string {
	return invoiceName(desk.adapter.facts.provider, environment, target);
}

/** What can be told of an item that could not be parsed: only texts and numbers, as they were. */
function askedOf(raw: Partial<RawParameters>): Asked {
	return { ...nobody, invoiceId: shown(raw.invoiceId) || null, reference: shown(raw.reference) };
}
