import type { Read } from '../../shared/engine/adapter';
import type { Http } from '../../shared/engine/http';
import { refusal, type Refusal } from '../../shared/engine/result';
import type { Target } from '../../shared/engine/request';
import { readWireRefund } from './readRefund';
import type { LayerRefund } from './wire';

/** Reads go through this alone, so that nothing here can write. */
export type Reader = Pick<Http, 'read'>;

/** One of the invoice's refunds, by its id. */
export async function readRefund(
	http: Reader,
	target: Target,
	refundId: string,
): Promise<Read<LayerRefund>> {
	const { businessId } = target;
	const read = await readWireRefund(http, { businessId, refundId }, `refund ${refundId}`);
	return read.ok ? read : { ok: false, refusal: unseen(read.refusal) };
}

/** The invoice was there a moment ago: these codes say that its refunds can't be seen, not that it is gone. */
export function unseen(failed: Refusal): Refusal {
	switch (failed.code) {
		case 'invoiceNotFound':
		case 'providerAnswerInvalid':
			return { ...failed, code: 'earlierRefundsUnknown' };
		default:
			return failed;
	}
}

/** What the invoice's refunds are could not be established; never to be taken for "none". */
export function unreadable(why: string): Read<never> {
	return { ok: false, refusal: refusal('earlierRefundsUnknown', why) };
}
