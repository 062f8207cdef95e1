import type { ReadRefund } from '../../engine/provider/adapter';
import { parseRefundTarget } from '../../engine/request/parseIds';
import type { RefundTarget } from '../../engine/request/request';
import { refusal, refused } from '../../engine/result/result';
import { labels } from '../../labels';
import { nobody } from '../items/items';
import { guarded, shown, type Operation, type Worked } from './operation';
import { readRefundTarget, readSimplify } from './readParameters';
import { toRefundItem } from '../items/refundItem';
import type { Session } from './session';

/** A refund as it stands, by its own id. */
export const getRefund: Operation = {
	prepare: (context, itemIndex, session) => {
		const { profile, readRefund } = session.run.adapter;
		const raw = readRefundTarget(context, itemIndex, profile);
		if (!raw.ok) return { ...raw, asked: nobody };
		const asked = { ...nobody, refundId: shown(raw.value.refundId) || null };
		const simplify = readSimplify(context, itemIndex);
		if (!simplify.ok) return { ...simplify, asked };
		if (!readRefund) {
			const why = `'${labels.resource}' can't be a refund here: ${profile.displayName} gives refunds no ids.`;
			return { ok: false, refusal: refusal('invalidParameter', why), asked };
		}
		const target = parseRefundTarget(raw.value, profile);
		if (!target.ok) return { ...target, asked };
		const { refundId } = target.value;
		const work = async () => await read(readRefund, target.value, simplify.value, session);
		return { ok: true, job: { queue: refundId, asked: { ...asked, refundId }, work } };
	},
};

async function read(
	readRefund: ReadRefund,
	target: RefundTarget,
	simplify: boolean,
	{ run }: Session,
): Promise<Worked> {
	const result = await guarded(async () => {
		const current = await readRefund(run.http, target);
		return current.ok ? { current: current.value } : refused(current.refusal);
	});
	return 'outcome' in result
		? { failure: result }
		: { json: toRefundItem(result.current, run.adapter.profile, simplify) };
}
