import type { ReadRefund } from '../../shared/engine/adapter';
import { isWireObject, senselessAnswer } from '../../shared/engine/readAnswer';
import { refusal } from '../../shared/engine/result';
import { labels } from '../../shared/labels';
import { childRefund, currentRefund } from './childRefund';
import { environmentOf } from './environmentOf';
import { facts } from './facts';
import { readOriginal } from './original';
import { readInvoice } from './readInvoice';
import { wireId } from './wireId';

/**
 * A refund is a child invoice (documented). The invoice it was made on is read as well: it alone tells the
 * currency for sure, and the tax in what went back.
 */
export const readRefund: ReadRefund = async (http, { refundId }) => {
	const what = `refund ${refundId}`;
	const senseless = (why: string) => senselessAnswer({ facts }, what, why);
	const body = await readInvoice(http, refundId, what);
	if (!body.ok) return body;
	const child = body.value;
	if (!isWireObject(child)) return senseless('it is not an invoice');
	if (wireId(child.invoiceId) !== refundId) return senseless('it is about another invoice');
	// Not `providerAnswerInvalid`: Revolv3's answer is sound, the id is of the wrong thing. There is no such refund.
	if (child.parentInvoiceId === null) {
		const message = `'${labels.refundId}' ${refundId} is an invoice at Revolv3 and not a refund of one.`;
		return { ok: false, refusal: refusal('invoiceNotFound', message) };
	}
	const parentId = wireId(child.parentInvoiceId);
	if (parentId === null) return senseless('it does not say which invoice was refunded');
	const parent = await readInvoice(http, parentId);
	if (!parent.ok) {
		const isGone = parent.refusal.code === 'invoiceNotFound';
		return isGone ? senseless(`it names invoice ${parentId}, which Revolv3 does not have`) : parent;
	}
	const read = readOriginal(parent.value, parentId);
	if (!read.ok)
		return senseless(`invoice ${parentId}, which it was made on, is unclear: ${read.why}`);
	const { original } = read;
	if (original.parentInvoiceId !== null) {
		return senseless(`invoice ${parentId}, which it was made on, is itself a refund`);
	}
	return {
		ok: true,
		value: currentRefund(childRefund(child, original, environmentOf(http)), original),
	};
};
