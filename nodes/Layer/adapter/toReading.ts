import type { Reading, WireShape } from '../../shared/engine/adapter';
import type { HttpAnswer } from '../../shared/engine/http';
import { isWireObject } from '../../shared/engine/readAnswer';
import { onlyInvoiceOf, shownRefund } from './shownRefund';
import { isDedicated } from './toRequest';
import { hasErrors, parseRefund, payloadOf } from './wire';

/**
 * What Layer claims in the answer to either write (dossier §3.5: one schema for 200 and 201).
 *
 * The amount is `refunded_amount` (design §7). Everything the pages call required has to be there; `external_id`
 * may be absent ([D]) and is passed on as null then.
 */
export function toReading({ status, body }: HttpAnswer, shape: WireShape): Reading {
	const dedicated = isDedicated(shape);
	// 200 and 201 are all that is documented (§3, §4); 202 or 204 would say nothing about a refund.
	if (status !== 200 && status !== 201) return unclear(`Its status ${status} is not documented.`);
	if (isWireObject(body) && hasErrors(body)) {
		return unclear(`It reports errors in an answer of status ${status}.`);
	}
	const refund = parseRefund(payloadOf(body));
	if (!refund) return unclear('It is not a refund with an id, an amount and allocations.');
	if (refund.isDedicated !== dedicated) {
		return unclear(`It does not say that the refund is ${dedicated ? '' : 'not '}dedicated.`);
	}
	const invoiceId = onlyInvoiceOf(refund);
	if (invoiceId === null) return unclear('It does not name one invoice for the whole refund.');
	return {
		kind: 'claims',
		refund: shownRefund(refund, invoiceId, refund.refundedMinor),
		// 200 means "already exists" on the dedicated call only (§3, [D]). On the general one it is the only status
		// anybody has shown (§4) and means nothing.
		alreadyThere: status === 200 && dedicated,
	};
}

function unclear(why: string): Reading {
	return { kind: 'unclear', why };
}
