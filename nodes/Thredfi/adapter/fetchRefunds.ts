import type { Read } from '../../shared/engine/adapter';
import type { Target } from '../../shared/engine/request';
import type { ShownRefund, ShownRefunds } from '../../shared/engine/snapshot';
import { isNotFound, readBody, type Reads } from './readBody';
import { listed, shownHere, unreadable } from './shownRefunds';
import { refundPath } from './wire';
import type { RefundShare } from './wireAllocations';
import { parseWireRefund, type WireRefund } from './wireRefund';

/** Each refund of an invoice is one more request. */
export const MOST_REFUNDS = 50;

/**
 * The refunds of an invoice by their own ids; those of other invoices are left out.
 *
 * @param told what the invoice says of each; empty where it says nothing
 */
export async function fetchEach(
	http: Reads,
	target: Target,
	ids: ReadonlySet<string>,
	told: readonly RefundShare[],
): Promise<Read<ShownRefunds>> {
	const refunds: ShownRefund[] = [];
	for (const refundId of ids) {
		const read = await fetchRefund(http, target, refundId);
		if (!read.ok) return read;
		if (typeof read.value === 'string') return unreadable(read.value);
		const shares = told.filter((share) => share.refundId === refundId);
		const shown = shownHere(read.value, target.invoiceId, shares);
		if (shown) refunds.push(shown);
	}
	return listed(refunds);
}

/** @returns the refund, or what is wrong with it */
export async function fetchRefund(
	http: Reads,
	target: Target,
	refundId: string,
): Promise<Read<WireRefund | string>> {
	const what = `refund ${refundId}`;
	const body = await readBody(http, target, { path: refundPath(target, refundId) }, what);
	if (isNotFound(body)) return { ok: true, value: `it names ${what}, which Thredfi does not have` };
	if (!body.ok) return body;
	const parsed = parseWireRefund(body.value);
	if (!parsed.ok) return { ok: true, value: parsed.why };
	const isSame = parsed.value.refundId === refundId;
	return { ok: true, value: isSame ? parsed.value : `${what} is shown as another one` };
}
