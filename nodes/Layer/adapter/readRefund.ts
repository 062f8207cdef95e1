import type { CurrentRefund, Read, ReadRefund } from '../../shared/engine/adapter';
import { bodyOfRead, senselessAnswer } from '../../shared/engine/readAnswer';
import type { RefundTarget } from '../../shared/engine/request';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import type { Reader } from './ask';
import { facts } from './facts';
import { refundPath } from './paths';
import { addsUp, onlyInvoiceOf, shownRefund } from './shownRefund';
import { toWords } from './toWords';
import { parseRefund, payloadOf, type LayerRefund } from './wire';

/** The only status of a refund that a page shows (documented). What may follow the others is not documented. */
const LAST_STATUS = 'PAID';

/** A refund of the business, on whichever invoices it was recorded. */
export const readRefund: ReadRefund = async (http, target) => {
	const what = `refund ${target.refundId} of business ${target.businessId ?? 'none'}`;
	const read = await readWireRefund(http, target, what);
	if (!read.ok) return read;
	const refund = read.value;
	if (!addsUp(refund)) {
		return senselessAnswer({ facts }, what, 'its parts do not add up to its amount');
	}
	return { ok: true, value: currentRefund(refund) };
};

/** A refund on whichever invoices it was recorded. */
export function currentRefund(refund: LayerRefund): CurrentRefund {
	return {
		refund: shownRefund(refund, onlyInvoiceOf(refund), refund.refundedMinor),
		mayChange: refund.status !== LAST_STATUS,
		// No page shows a currency on anything.
		currency: null,
		exponent: EXPONENT_WITHOUT_CURRENCY,
	};
}

/** @param what names the refund, for the message */
export async function readWireRefund(
	http: Reader,
	target: RefundTarget,
	what: string,
): Promise<Read<LayerRefund>> {
	const path = refundPath(target, target.refundId);
	const outcome = await http.read({ method: 'GET', path });
	const body = bodyOfRead(outcome, what, { facts, toWords });
	if (!body.ok) return body;
	const refund = parseRefund(payloadOf(body.value));
	if (!refund) return senselessAnswer({ facts }, what, 'it is not a readable refund');
	return refund.id === target.refundId.toLowerCase()
		? { ok: true, value: refund }
		: senselessAnswer({ facts }, what, 'it is about another refund');
}
