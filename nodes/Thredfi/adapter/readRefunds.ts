import type { Read } from '../../shared/engine/adapter';
import type { RefundKey } from '../../shared/engine/refundKey';
import type { Target } from '../../shared/engine/request';
import { standingRefunds, type ShownRefund, type ShownRefunds } from '../../shared/engine/snapshot';
import { sumOf } from '../../shared/money/minorUnits';
import { fetchEach, fetchRefund, MOST_REFUNDS } from './fetchRefunds';
import type { Reads } from './readBody';
import type { Payments } from './readPayments';
import { explained, idsOf, readFromPayments } from './refundsOfPayments';
import { listed, ownRefund, shownHere, sumOfRefunds, unreadable } from './shownRefunds';
import { refundsPath } from './wire';
import type { RefundShare } from './wireAllocations';
import type { WireInvoice } from './wireInvoice';
import { invoicesOf, parseWireRefund } from './wireRefund';
import { readWholeList } from './wholeList';

/** What is known of an invoice before its refunds are read. */
export interface InvoiceBooks {
	readonly target: Target;
	readonly key: RefundKey;
	readonly invoice: WireInvoice;
	/** Where they had to be read to know what was paid. */
	readonly payments: Payments | null;
}

/**
 * All refunds of an invoice (docs/providers/thredfi.md#earlier-refunds): those it names, each fetched. Where it names
 * none readably, the list of all refunds of the business, whose rows name their invoices; where that list is too long,
 * those that the invoice's payments name. A field that is missing is never "no refunds".
 */
export async function readRefunds(http: Reads, books: InvoiceBooks): Promise<Read<ShownRefunds>> {
	const { target, invoice, payments } = books;
	const named = idsOf(invoice.refundShares);
	const ids = new Set([...(named ?? []), ...(idsOf(payments?.refundShares ?? []) ?? [])]);
	const refunds =
		named !== null && ids.size <= MOST_REFUNDS
			? await fetchEach(http, target, ids, invoice.refundShares ?? [])
			: await readFromList(http, books);
	return refunds.ok && payments ? { ok: true, value: explained(refunds.value, payments) } : refunds;
}

async function readFromList(http: Reads, books: InvoiceBooks): Promise<Read<ShownRefunds>> {
	const { target } = books;
	const list = await readWholeList(http, target, {
		path: refundsPath(target),
		filters: {},
		what: 'refunds',
	});
	switch (list.kind) {
		case 'failed':
			return { ok: false, refusal: list.refusal };
		case 'whole':
			return await pickFromList(http, books, list.rows);
		case 'found':
		case 'partial':
			return await readFromPayments(http, target, books.payments, list);
	}
}

/** The refunds of the invoice out of all refunds of the business. */
async function pickFromList(
	http: Reads,
	{ target, key, invoice, payments }: InvoiceBooks,
	rows: readonly unknown[],
): Promise<Read<ShownRefunds>> {
	const refunds = new Map<string, ShownRefund>();
	const listedIds = new Set<string>();
	let fetches = 0;
	for (const row of rows) {
		const parsed = parseWireRefund(row);
		if (!parsed.ok) return unreadable(parsed.why);
		let refund = parsed.value;
		listedIds.add(refund.refundId);
		if (refund.allocations === null) {
			// A row that leaves out its invoices is read by its own id before anything is said of it.
			fetches += 1;
			if (fetches > MOST_REFUNDS) return unreadable('its rows do not name their invoices');
			const own = await fetchRefund(http, target, refund.refundId);
			if (!own.ok) return own;
			if (typeof own.value === 'string') return unreadable(own.value);
			refund = own.value;
		}
		if (refund.allocations === null) {
			return unreadable(`the allocations of refund ${refund.refundId} can't be read`);
		}
		if (refund.externalId === key) {
			const own = ownRefund(refund, target);
			if (own === null) {
				return unreadable(
					`refund ${refund.refundId} has this refund's key and is on another invoice`,
				);
			}
			refunds.set(refund.refundId, own);
		} else if (invoicesOf(refund).includes(target.invoiceId)) {
			const shown = shownHere(refund, target.invoiceId, []);
			if (shown) refunds.set(refund.refundId, shown);
		}
	}
	// Named by a payment and not in the list: read by its own id, as the list may hide some.
	const named = idsOf(payments?.refundShares ?? []) ?? [];
	const hidden = new Set(named.filter((refundId) => !listedIds.has(refundId)));
	if (hidden.size > MOST_REFUNDS) return unreadable(`it has more than ${MOST_REFUNDS} refunds`);
	const fetched = await fetchEach(http, target, hidden, []);
	if (!fetched.ok || fetched.value.kind !== 'listed') return fetched;
	const all = [...refunds.values(), ...fetched.value.refunds];
	return agrees(all, invoice.refundShares)
		? listed(all)
		: unreadable('the invoice and the list of refunds differ on the amount');
}

/** Whether refunds add up to what the invoice says without naming them. */
function agrees(refunds: readonly ShownRefund[], told: readonly RefundShare[] | null): boolean {
	if (told === null) return true;
	const sum = sumOf(told.map(({ amountMinor }) => amountMinor));
	if (sum === null) return told.length === 0 || refunds.length > 0;
	return [refunds, standingRefunds(refunds)].some((some) => {
		const shown = sumOfRefunds(some);
		return shown === null || shown === sum;
	});
}
