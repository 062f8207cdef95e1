import type { Result } from '../../shared/engine/result/result';
import type { RefundKey } from '../../shared/engine/request/refundKey';
import type { Target } from '../../shared/engine/request/request';
import {
	standingRefunds,
	type ProviderRefund,
	type ProviderRefunds,
} from '../../shared/engine/provider/snapshot';
import { sumOf } from '../../shared/money/minorUnits';
import type { RefundShare, WireInvoice } from './invoice';
import { isNotFound, readBody, readWholeList, type Reads, type WholeList } from './pages';
import { readPayments, type Payments } from './payments';
import {
	invoicesOf,
	listed,
	ownRefund,
	parseWireRefund,
	shownHere,
	sumOfRefunds,
	toProviderRefund,
	unclear,
	unreadable,
	type WireRefund,
} from './refund';
import { refundPath, refundsPath } from './request';

/** What is known of an invoice before its refunds are read. */
interface InvoiceBooks {
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
export async function readRefunds(
	http: Reads,
	reader: InvoiceBooks,
): Promise<Result<ProviderRefunds>> {
	const { target, invoice, payments } = reader;
	const named = idsOf(invoice.refundShares);
	const ids = new Set([...(named ?? []), ...(idsOf(payments?.refundShares ?? []) ?? [])]);
	const refunds =
		named !== null && ids.size <= MOST_REFUNDS
			? await fetchEach(http, target, ids, invoice.refundShares ?? [])
			: await readFromList(http, reader);
	return refunds.ok && payments ? { ok: true, value: explained(refunds.value, payments) } : refunds;
}

async function readFromList(http: Reads, reader: InvoiceBooks): Promise<Result<ProviderRefunds>> {
	const { target } = reader;
	const list = await readWholeList(http, target, {
		path: refundsPath(target),
		filters: {},
		what: 'refunds',
	});
	switch (list.kind) {
		case 'failed':
			return { ok: false, refusal: list.refusal };
		case 'whole':
			return await pickFromList(http, reader, list.rows);
		case 'found':
		case 'partial':
			return await readFromPayments(http, target, reader.payments, list);
	}
}

/** The refunds of the invoice out of all refunds of the business. */
async function pickFromList(
	http: Reads,
	{ target, key, invoice, payments }: InvoiceBooks,
	rows: readonly unknown[],
): Promise<Result<ProviderRefunds>> {
	const refunds = new Map<string, ProviderRefund>();
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
function agrees(refunds: readonly ProviderRefund[], told: readonly RefundShare[] | null): boolean {
	if (told === null) return true;
	const sum = sumOf(told.map(({ amountMinor }) => amountMinor));
	if (sum === null) return told.length === 0 || refunds.length > 0;
	return [refunds, standingRefunds(refunds)].some((some) => {
		const shown = sumOfRefunds(some);
		return shown === null || shown === sum;
	});
}

/** The ids in shares; null where there are no shares, or one leaves its refund out. */
function idsOf(shares: readonly RefundShare[] | null): readonly string[] | null {
	if (shares === null || shares.some(({ refundId }) => refundId === null)) return null;
	return shares.flatMap(({ refundId }) => refundId ?? []);
}

/** A payment that is called refunded while no refund is to be seen: then not all refunds are seen. */
function explained(refunds: ProviderRefunds, { isRefunded }: Payments): ProviderRefunds {
	const isUnexplained =
		isRefunded && refunds.kind === 'listed' && standingRefunds(refunds.refunds).length === 0;
	return isUnexplained ? unclear('a payment is refunded, and no refund says so') : refunds;
}

/** The refunds that the invoice's payments name, each fetched; the list of all refunds can't be used. */
async function readFromPayments(
	http: Reads,
	target: Target,
	known: Payments | null,
	list: Extract<WholeList, { kind: 'partial' | 'found' }>,
): Promise<Result<ProviderRefunds>> {
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
): Promise<Result<boolean>> {
	for (const row of rows) {
		const parsed = parseWireRefund(row);
		if (!parsed.ok) continue;
		const [invoiceId, ...others] = invoicesOf(parsed.value);
		const stands = standingRefunds([toProviderRefund(parsed.value, null, null)]).length > 0;
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

/** Each refund of an invoice is one more request. */
const MOST_REFUNDS = 50;

/**
 * The refunds of an invoice by their own ids; those of other invoices are left out.
 *
 * @param told what the invoice says of each; empty where it says nothing
 */
async function fetchEach(
	http: Reads,
	target: Target,
	ids: ReadonlySet<string>,
	told: readonly RefundShare[],
): Promise<Result<ProviderRefunds>> {
	const refunds: ProviderRefund[] = [];
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
): Promise<Result<WireRefund | string>> {
	const what = `refund ${refundId}`;
	const body = await readBody(http, target, { path: refundPath(target, refundId) }, what);
	if (isNotFound(body)) return { ok: true, value: `it names ${what}, which Thredfi does not have` };
	if (!body.ok) return body;
	const parsed = parseWireRefund(body.value);
	if (!parsed.ok) return { ok: true, value: parsed.why };
	const isSame = parsed.value.refundId === refundId;
	return { ok: true, value: isSame ? parsed.value : `${what} is shown as another one` };
}
