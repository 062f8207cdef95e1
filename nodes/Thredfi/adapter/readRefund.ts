import type { ReadRefund } from '../../shared/engine/adapter';
import { isWireObject, senselessAnswer } from '../../shared/engine/readAnswer';
import { facts } from './facts';
import { readBody } from './readBody';
import { refundPath } from './wire';
import { currencyOf } from './wireInvoice';
import { invoicesOf, parseWireRefund, toShownRefund } from './wireRefund';

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
	const money = currencyOf(isWireObject(body.value) ? body.value.currency : null);
	if (!money) return senselessAnswer({ facts }, what, 'its currency is not in ISO 4217');
	const [invoiceId = null, ...others] = invoicesOf(refund);
	return {
		ok: true,
		value: {
			...money,
			refund: toShownRefund(refund, others.length > 0 ? null : invoiceId, refund.refundedMinor),
			mayChange: isOnItsWay(refund.status),
		},
	};
};

/** §5 [D]: `pending` becomes `processing` and `paid` as payments are booked; it is recorded from the start. */
function isOnItsWay(status: string | null): boolean {
	const word = status?.toLowerCase();
	return word === 'pending' || word === 'processing';
}
