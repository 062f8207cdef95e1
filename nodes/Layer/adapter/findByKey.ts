import type { Read } from '../../shared/engine/adapter';
import { type WireObject } from '../../shared/engine/readAnswer';
import type { Target } from '../../shared/engine/request';
import type { ShownRefund } from '../../shared/engine/snapshot';
import { readRefund, unreadable, type Reader } from './ask';
import type { RefundList } from './refundList';
import { addsUp, amountOn, onlyInvoiceOf, shownRefund } from './shownRefund';
import { isOptionalText, parseRefund, wireId, type LayerRefund } from './wire';

/**
 * The refund under a key, or null when the list proves that there is none: it was read to its end, and each row was
 * compared exactly, since a server may ignore the filter.
 *
 * @param isAccountedFor every refund of the invoice is known, and none is under this key. Then a list that is too long
 * does not stand in the way: a key is made of its invoice, so nothing else carries it
 */
export async function findByKey(
	http: Reader,
	list: RefundList,
	target: Target,
	key: string,
	isAccountedFor = false,
): Promise<Read<ShownRefund | null>> {
	const isOurs = (row: WireObject) => row.external_id === key;
	const scan = await list.scan(target, { external_id: key }, (rows) => rows.some(isOurs));
	if (scan.kind === 'failed') return { ok: false, refusal: scan.refusal };
	const row = scan.rows.find(isOurs);
	if (row) return await readFound(http, target, row, key);
	if (scan.kind === 'partial') {
		return isAccountedFor ? { ok: true, value: null } : unreadable(scan.why);
	}
	return scan.rows.every((one) => isOptionalText(one.external_id))
		? { ok: true, value: null }
		: unreadable("Layer's list of refunds can't be read.");
}

/** The refund a row shows; where the row is not whole, the refund itself is read. */
async function readFound(
	http: Reader,
	target: Target,
	row: WireObject,
	key: string,
): Promise<Read<ShownRefund | null>> {
	const listed = shownUnderKey(parseRefund(row), target.invoiceId);
	if (listed) return { ok: true, value: listed };
	const refundId = wireId(row.id);
	if (refundId === null) return unreadable('Layer lists a refund under this key without its id.');
	const read = await readRefund(http, target, refundId);
	if (!read.ok) return read;
	const shown = read.value.externalId === key ? shownUnderKey(read.value, target.invoiceId) : null;
	return shown
		? { ok: true, value: shown }
		: unreadable(`Layer's refund ${refundId} under this key contradicts itself.`);
}

/** On the asked invoice, else on the one it was made on instead; null where it can't be told. */
function shownUnderKey(refund: LayerRefund | null, invoiceId: string): ShownRefund | null {
	if (!refund || !addsUp(refund)) return null;
	const amountMinor = amountOn(refund, {
		invoiceId,
		externalId: null,
		lineItemIds: null,
		paymentIds: null,
		allocationIds: new Set(),
	});
	if (amountMinor === null) return null;
	if (amountMinor > 0) return shownRefund(refund, invoiceId, amountMinor);
	const other = onlyInvoiceOf(refund);
	return other === null ? null : shownRefund(refund, other, refund.refundedMinor);
}
