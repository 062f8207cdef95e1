import type { Read } from '../../shared/engine/adapter';
import type { Target } from '../../shared/engine/request';
import { standingRefunds, type ShownRefunds } from '../../shared/engine/snapshot';
import { fetchEach, MOST_REFUNDS } from './fetchRefunds';
import type { Reads } from './readBody';
import { readPayments, type Payments } from './readPayments';
import { unclear, unreadable } from './shownRefunds';
import type { RefundShare } from './wireAllocations';
import { invoicesOf, parseWireRefund, toShownRefund } from './wireRefund';
import type { WholeList } from './wholeList';

/** The ids in shares; null where there are no shares, or one leaves its refund out. */
export function idsOf(shares: readonly RefundShare[] | null): readonly string[] | null {
	if (shares === null || shares.some(({ refundId }) => refundId === null)) return null;
	return shares.flatMap(({ refundId }) => refundId ?? []);
}

/** A payment that is called refunded while no refund is to be seen: then not all refunds are seen. */
export function explained(refunds: ShownRefunds, { isRefunded }: Payments): ShownRefunds {
	const isUnexplained =
		isRefunded && refunds.kind === 'listed' && standingRefunds(refunds.refunds).length === 0;
	return isUnexplained ? unclear('a payment is refunded, and no refund says so') : refunds;
}

/** The refunds that the invoice's payments name, each fetched; the list of all refunds can't be used. */
export async function readFromPayments(
	http: Reads,
	target: Target,
	known: Payments | null,
	list: Extract<WholeList, { kind: 'partial' | 'found' }>,
): Promise<Read<ShownRefunds>> {
	const why = `the list of refunds can't be used: ${list.kind === 'partial' ? list.why : 'it was not read to its end'}`;
	const read = known
		? ({ kind: 'told', payments: known } as const)
		: await readPayments(http, target);
	if (read.kind === 'failed') return { ok: false, refusal: read.refusal };
	if (read.kind === 'untold') return unreadable(`${why}; ${read.why}`);
	const ids = idsOf(read.payments.refundShares);
	if (ids === null) return unreadable(`${why}; the payments do not name their refunds`);
	const distinct = new Set(ids);
	if (distinct.size > MOST_REFUNDS) return unreadable(`it has more than ${MOST_REFUNDS} refunds`);
	if (distinct.size === 0) {
		// No page says that a payment names the refunds of its invoice: naming none proves nothing by itself.
		const rows = list.kind === 'partial' ? list.rows : [];
		if (rows.length === 0) return unreadable(`${why}; the payments name none`);
		const hide = await paymentsHideRefunds(http, target, rows);
		if (!hide.ok) return hide;
		if (hide.value) return unreadable(`${why}; payments do not name the refunds of their invoices`);
	}
	const refunds = await fetchEach(http, target, distinct, []);
	return refunds.ok && !known
		? { ok: true, value: explained(refunds.value, read.payments) }
		: refunds;
}

/** Whether payments are seen to leave out a refund of the invoice they paid, by one refund of another invoice. */
async function paymentsHideRefunds(
	http: Reads,
	target: Target,
	rows: readonly unknown[],
): Promise<Read<boolean>> {
	for (const row of rows) {
		const parsed = parseWireRefund(row);
		if (!parsed.ok) continue;
		const [invoiceId, ...others] = invoicesOf(parsed.value);
		const stands = standingRefunds([toShownRefund(parsed.value, null, null)]).length > 0;
		if (invoiceId === undefined || others.length > 0 || !stands) continue;
		const read = await readPayments(http, { ...target, invoiceId });
		if (read.kind === 'failed') return { ok: false, refusal: read.refusal };
		if (read.kind === 'untold' || read.payments.received.paidMinor === 0) return no;
		const ids = idsOf(read.payments.refundShares);
		return { ok: true, value: ids !== null && !ids.includes(parsed.value.refundId) };
	}
	return no;
}

const no = { ok: true, value: false } as const;
