import type { Result } from '../../shared/engine/result/result';
import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import type { Target } from '../../shared/engine/request/request';
import type { ProviderRefund, ProviderRefunds } from '../../shared/engine/provider/snapshot';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import type { InvoiceRefundAllocation, LayerInvoice } from './invoice';
import type { Reader } from './pages';
import { addsUp, amountOn, isOn, parseRefund, shownRefund, type Whereabouts } from './refund';
import { readRefund, type RefundList } from './refundList';
import { parseEach, wireId, withoutUrls } from './wire';

/** Each is a call of its own; an invoice with more refunds than this is for a person to look at. */
const MOST_REFUNDS = 50;

/** What could be found out about an invoice's refunds. */
export interface Earlier {
	readonly shown: ProviderRefunds;
	/** Whether the list was read far enough to be certain of the key: its refund is among those shown, or there is none. */
	readonly isKeySettled: boolean;
}

/**
 * All refunds of an invoice. Those that its allocations name are fetched; those they do not name are found in the list
 * of refunds, newest first, until they account for every cent. Where the invoice shows no allocations, the list names
 * the invoice: then all of it is read. A refund that is missed could be sent again, so what doesn't add up is said.
 */
export async function readEarlierRefunds(
	http: Reader,
	list: RefundList,
	target: Target,
	invoice: LayerInvoice,
	key: string,
): Promise<Result<Earlier>> {
	const allocations = invoice.refundAllocations;
	const where = whereabouts(invoice);
	if (allocations === null) return await fromWholeList(list, target, invoice, where, key);
	const named = await fetchNamed(http, target, where, allocations);
	if (!named.ok || named.value.shown.kind !== 'listed') return named;
	const unnamed = allocations.filter(({ refundId }) => refundId === null);
	if (unnamed.length === 0) return named;
	return await accountFor(list, target, invoice, where, unnamed, named.value.shown.refunds, key);
}

function listed(refunds: readonly ProviderRefund[], isKeySettled: boolean): Result<Earlier> {
	return { ok: true, value: { shown: { kind: 'listed', refunds }, isKeySettled } };
}

function unreadable(why: string, isKeySettled: boolean): Result<Earlier> {
	return { ok: true, value: { shown: { kind: 'unreadable', why }, isKeySettled } };
}

/** Those whose ids stand on the invoice. What a refund puts on it must be, to the cent, what the invoice shows. */
async function fetchNamed(
	http: Reader,
	target: Target,
	where: Whereabouts,
	allocations: readonly InvoiceRefundAllocation[],
): Promise<Result<Earlier>> {
	const byId = new Map<string, InvoiceRefundAllocation[]>();
	for (const allocation of allocations) {
		const { refundId } = allocation;
		if (refundId !== null) byId.set(refundId, [...(byId.get(refundId) ?? []), allocation]);
	}
	const refunds: ProviderRefund[] = [];
	const unsure = (why: string) => unreadable(why, false);
	if (byId.size > MOST_REFUNDS) {
		return unsure(`Invoice ${target.invoiceId} has more than ${MOST_REFUNDS} refunds.`);
	}
	for (const [refundId, parts] of byId) {
		const read = await readRefund(http, target, refundId);
		if (!read.ok) {
			if (read.refusal.code !== 'earlierRefundsUnknown') return read;
			return unsure(read.refusal.message);
		}
		const ids = new Set(parts.flatMap(({ id }) => (id === null ? [] : [id])));
		const amountMinor = amountOn(read.value, { ...where, allocationIds: ids });
		if (amountMinor === null || amountMinor !== totalOf(parts) || !addsUp(read.value)) {
			return unsure(
				`Layer's refund ${refundId} and invoice ${target.invoiceId} show different amounts.`,
			);
		}
		refunds.push(shownRefund(read.value, target.invoiceId, amountMinor));
	}
	return listed(refunds, false);
}

/**
 * Refunds that the invoice shows and does not name. First those under our own key, which settles a repeated run with
 * one call however long the list is; then page by page.
 */
async function accountFor(
	list: RefundList,
	target: Target,
	invoice: LayerInvoice,
	where: Whereabouts,
	unnamed: readonly InvoiceRefundAllocation[],
	named: readonly ProviderRefund[],
	key: string,
): Promise<Result<Earlier>> {
	const total = totalOf(unnamed);
	const known = new Set(named.map(({ refundId }) => refundId));
	// A row that can't be read is passed over: if it is one of this invoice's, the sum never comes out.
	const among = (rows: readonly WireObject[]) =>
		refundsOn(rows, where).filter(
			({ refundId, amountMinor }) => amountMinor !== null && !known.has(refundId),
		);
	const isAll = (rows: readonly WireObject[]) => total !== null && totalOf(among(rows)) === total;
	const ours = await list.scan(target, { external_id: key }, isAll);
	if (ours.kind === 'failed') return { ok: false, refusal: ours.refusal };
	const isIgnored = ours.rows.some((row) => row.external_id !== key);
	const scan =
		ours.kind === 'stopped' || isIgnored
			? ours
			: await list.scan(target, since(invoice), (rows) => isAll([...ours.rows, ...rows]));
	if (scan.kind === 'failed') return { ok: false, refusal: scan.refusal };
	const rows = [...ours.rows, ...scan.rows];
	const isKeySettled = [ours, scan].some(({ kind }) => kind === 'whole') || hasKey(rows, key);
	if (scan.kind === 'stopped') return listed([...named, ...among(rows)], isKeySettled);
	return unreadable(
		scan.kind === 'partial'
			? scan.why
			: `The refunds Layer lists are not those that invoice ${target.invoiceId} shows.`,
		isKeySettled && !hasKey(rows, key),
	);
}

/** The refunds of an invoice that does not show them: each refund in the list names its invoices. */
async function fromWholeList(
	list: RefundList,
	target: Target,
	invoice: LayerInvoice,
	where: Whereabouts,
	key: string,
): Promise<Result<Earlier>> {
	const scan = await list.scan(target, since(invoice), () => false);
	if (scan.kind === 'failed') return { ok: false, refusal: scan.refusal };
	if (scan.kind === 'partial') return unreadable(scan.why, false);
	const refunds = refundsOn(scan.rows, where);
	const isHidden = invoice.status === 'REFUNDED' && refunds.length === 0;
	const why = isHidden
		? `Invoice ${target.invoiceId} is 'REFUNDED', and Layer lists no refund of it.`
		: unreadableAmong(scan.rows);
	return why === null ? listed(refunds, true) : unreadable(why, !hasKey(scan.rows, key));
}

function hasKey(rows: readonly WireObject[], key: string): boolean {
	return rows.some((row) => row.external_id === key);
}

/** No refund of an invoice is older than the invoice. */
function since({ begunAt }: LayerInvoice): Readonly<Record<string, string>> {
	return begunAt === null ? {} : { completed_at_start: begunAt };
}

function whereabouts(invoice: LayerInvoice): Whereabouts {
	const { id, externalId, lineItemIds, paymentIds, refundAllocations } = invoice;
	const ids = (refundAllocations ?? []).map((part) => part.id);
	return {
		invoiceId: id,
		externalId,
		lineItemIds,
		paymentIds,
		allocationIds: new Set(ids.flatMap((one) => (one === null ? [] : [one]))),
	};
}

/** The listed refunds that are on the invoice, or may be: those have no amount. Each once. */
function refundsOn(rows: readonly WireObject[], where: Whereabouts): ProviderRefund[] {
	const found = new Map<string, ProviderRefund>();
	for (const [index, row] of rows.entries()) {
		const refund = parseRefund(row);
		const amountMinor = refund && addsUp(refund) ? amountOn(refund, where) : null;
		const isHere = refund
			? refund.allocations.some((part) => isOn(part, where) !== false)
			: namesInvoice(row, where.invoiceId);
		if (!isHere) continue;
		const id = wireId(row.id);
		const shown = refund
			? shownRefund(refund, where.invoiceId, amountMinor)
			: unreadRefund(row, where.invoiceId);
		found.set(id ?? `row ${index}`, shown);
	}
	return [...found.values()];
}

/** Whether a row that can't be read names the invoice; null where it does not say which it names. */
function namesInvoice(row: WireObject, invoiceId: string): boolean | null {
	const names = parseEach(row.allocations, (part) =>
		isWireObject(part) ? wireId(part.invoice_id) : null,
	);
	return names && names.length > 0 ? names.includes(invoiceId) : null;
}

/** A refund of the invoice that can't be read further. */
function unreadRefund(row: WireObject, invoiceId: string): ProviderRefund {
	return {
		refundId: wireId(row.id),
		externalId: wireText(row.external_id),
		amountMinor: null,
		taxMinor: null,
		status: wireText(row.status),
		state: 'done',
		invoiceId,
		response: withoutUrls(row),
	};
}

/** Why a list does not tell an invoice's refunds: one that can't be read may be any invoice's. Else null. */
function unreadableAmong(rows: readonly WireObject[]): string | null {
	const row = rows.find((one) => parseRefund(one) === null && namesInvoice(one, '') === null);
	return row
		? `Layer lists a refund (${wireId(row.id) ?? 'without id'}) that can't be read.`
		: null;
}

/** null once it stops being exact. */
function totalOf(
	parts: ReadonlyArray<{ readonly amountMinor: MinorUnits | null }>,
): MinorUnits | null {
	return sumOf(parts.map(({ amountMinor }) => amountMinor));
}
