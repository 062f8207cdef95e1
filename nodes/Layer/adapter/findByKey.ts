import type { Read } from '../../shared/engine/adapter';
import type { Target } from '../../shared/engine/request';
import type { ShownRefund } from '../../shared/engine/snapshot';
import { MOST_PAGES, readRefund, readRefundPage, unreadable, type Reader } from './ask';
import { addsUp, amountOn, onlyInvoiceOf, shownRefund } from './shownRefund';
import { isOptionalText, wireId, type LayerRefund } from './wire';

const BAD_REQUEST = 400;

/**
 * The refund under a key, or null when the list proves that there is none.
 *
 * The list has a filter by external id, whose name no page shows (dossier §4, [ND]); `external_id` is how sibling
 * lists spell it. A server that ignores it answers with everything, so rows are compared exactly and pages walked;
 * one that turns the name down (`UnexpectedQueryParam`, §2) is asked for everything.
 */
export async function findByKey(
	http: Reader,
	target: Target,
	key: string,
): Promise<Read<ShownRefund | null>> {
	let filter: { readonly external_id?: string } = { external_id: key };
	let cursor: string | null = null;
	for (let page = 1; page <= MOST_PAGES; page++) {
		const read = await readRefundPage(http, target, filter, cursor);
		if (!read.ok) {
			if (page > 1 || read.refusal.httpStatus !== BAD_REQUEST) return read;
			filter = {};
			continue;
		}
		const { rows, nextCursor } = read.value;
		const row = rows.find((one) => one.external_id === key);
		if (row) return await readFound(http, target, wireId(row.id), key);
		if (!rows.every((one) => isOptionalText(one.external_id))) {
			return unreadable("Layer's list of refunds can't be read.");
		}
		if (nextCursor === null) return { ok: true, value: null };
		// A cursor that doesn't move would turn one page into ten and prove nothing.
		if (nextCursor === cursor) return unreadable("Layer's list of refunds does not end.");
		cursor = nextCursor;
	}
	return unreadable(
		`Layer lists more than ${MOST_PAGES} pages of refunds, so it can't be told whether this one is among them.`,
	);
}

/** The refund itself, since only its own page documents all its fields (dossier §3.5, [D]). */
async function readFound(
	http: Reader,
	target: Target,
	refundId: string | null,
	key: string,
): Promise<Read<ShownRefund | null>> {
	if (refundId === null) return unreadable('Layer lists a refund under this key without its id.');
	const read = await readRefund(http, target, refundId);
	if (!read.ok) return read;
	const shown = read.value.externalId === key ? shownUnderKey(read.value, target.invoiceId) : null;
	return shown
		? { ok: true, value: shown }
		: unreadable(`Layer's refund ${refundId} under this key contradicts itself.`);
}

/** On the asked invoice, else on the one it was made on instead; null where it can't be told. */
function shownUnderKey(refund: LayerRefund, invoiceId: string): ShownRefund | null {
	if (!addsUp(refund)) return null;
	const amountMinor = amountOn(refund, invoiceId, new Set());
	if (amountMinor === null) return null;
	if (amountMinor > 0) return shownRefund(refund, invoiceId, amountMinor);
	const other = onlyInvoiceOf(refund);
	return other === null ? null : shownRefund(refund, other, refund.refundedMinor);
}
