import type { CurrentRefund, ReadRefund } from '../../shared/engine/adapter';
import { isWireObject, senselessAnswer } from '../../shared/engine/readAnswer';
import { facts } from './facts';
import { readBody } from './readBody';
import { refundPath } from './wire';
import { currencyOf } from './wireInvoice';
import { invoicesOf, parseWireRefund, toShownRefund, type WireRefund } from './wireRefund';

/** A refund of the business, on whichever invoices it was recorded. */
export const readRefund: ReadRefund = async (http, target) => {
	const { refundId } = target;
	const what = `refund ${refundId} of business ${target.businessId ?? ''}`;
	const body = await readBody(http, target, { path: refundPath(target, refundId) }, what);
	if (!body.ok) return body;
	const parsed = parseWireRefund(body.value);
	if (!parsed.ok) return senselessAnswer({ facts }, what, parsed.why);
	const { value: refund } = parsed;
	if (refund.refundId !== refundId) {
		return senselessAnswer({ facts }, what, 'it is about another refund');
	}
	const current = currentRefund(refund, body.value);
	return current
		? { ok: true, value: current }
		: senselessAnswer({ facts }, what, 'its currency is not in ISO 4217');
};

/** A refund with the currency its body tells; null where that is not one of ISO 4217. */
export function currentRefund(refund: WireRefund, body: unknown): CurrentRefund | null {
	const money = currencyOf(isWireObject(body) ? body.currency : null);
	if (!money) return null;
	const [invoiceId = null, ...others] = invoicesOf(refund);
	return {
		...money,
		refund: toShownRefund(refund, others.length > 0 ? null : invoiceId, refund.refundedMinor),
		mayChange: isOnItsWay(refund.status),
	};
}

/** `pending` becomes `processing` and `paid` as refund payments are booked (documented); it is recorded from the start. */
function isOnItsWay(status: string | null): boolean {
	const word = status?.toLowerCase();
	return word === 'pending' || word === 'processing';
}
