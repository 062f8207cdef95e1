import type { Read } from '../../shared/engine/adapter';
import type { Target } from '../../shared/engine/request';
import type { ShownRefund, ShownRefunds } from '../../shared/engine/snapshot';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { MOST_PAGES, readRefund, readRefundPage, unreadable, type Reader } from './ask';
import type { InvoiceRefundAllocation } from './invoice';
import { addsUp, amountOn, shownRefund } from './shownRefund';
import { parseRefund, type LayerRefund } from './wire';

/** Each is a call of its own; an invoice with more refunds than this is for a person to look at. */
const MOST_REFUNDS = 50;

/**
 * The refunds behind an invoice's allocations. What they put on the invoice must be, to the cent, what the invoice
 * shows, else they are unreadable: a refund that is missed could be sent again.
 */
export async function readEarlierRefunds(
	http: Reader,
	target: Target,
	allocations: readonly InvoiceRefundAllocation[],
	key: string,
): Promise<Read<ShownRefunds>> {
	const read = await behind(http, target, allocations, key);
	if (read.ok) return { ok: true, value: { kind: 'listed', refunds: read.value } };
	// A read that failed is the run's business; one that made no sense is a fact about the refunds.
	if (read.refusal.code !== 'earlierRefundsUnknown') return read;
	return { ok: true, value: { kind: 'unreadable', why: read.refusal.message } };
}

async function behind(
	http: Reader,
	target: Target,
	allocations: readonly InvoiceRefundAllocation[],
	key: string,
): Promise<Read<readonly ShownRefund[]>> {
	const byId = new Map<string, InvoiceRefundAllocation[]>();
	const unnamed: InvoiceRefundAllocation[] = [];
	for (const allocation of allocations) {
		const { refundId } = allocation;
		if (refundId === null) unnamed.push(allocation);
		else byId.set(refundId, [...(byId.get(refundId) ?? []), allocation]);
	}
	if (byId.size > MOST_REFUNDS) {
		return unreadable(`Invoice ${target.invoiceId} has more than ${MOST_REFUNDS} refunds.`);
	}
	const shown: ShownRefund[] = [];
	for (const [refundId, parts] of byId) {
		const read = await readRefund(http, target, refundId);
		if (!read.ok) return read;
		const amountMinor = amountOn(read.value, target.invoiceId, idsOf(parts));
		if (amountMinor === null || amountMinor !== totalOf(parts) || !addsUp(read.value)) {
			return unreadable(
				`Layer's refund ${refundId} and invoice ${target.invoiceId} show different amounts.`,
			);
		}
		shown.push(shownRefund(read.value, target.invoiceId, amountMinor));
	}
	if (unnamed.length === 0) return { ok: true, value: shown };
	const rest = await fromList(http, target, unnamed, new Set(byId.keys()), key);
	return rest.ok ? { ok: true, value: [...shown, ...rest.value] } : rest;
}

/**
 * Refunds that the invoice does not name (no documented field does: design §6). First the few under our own key,
 * which settles a repeated run with one call however long the list is; then page by page.
 */
async function fromList(
	http: Reader,
	target: Target,
	unnamed: readonly InvoiceRefundAllocation[],
	named: ReadonlySet<string>,
	key: string,
): Promise<Read<readonly ShownRefund[]>> {
	const total = totalOf(unnamed);
	if (total === null) return unreadable('What was refunded is too much to be exact.');
	const found = new Map<string, ShownRefund>();
	let cursor: string | null = null;
	for (let page = 0; page <= MOST_PAGES; page++) {
		const filter = page === 0 ? { external_id: key } : {};
		const read = await readRefundPage(http, target, filter, cursor);
		if (!read.ok) {
			// The filter's name is a guess (see `findByKey`): when that makes no sense, the plain list still can.
			if (page === 0 && read.refusal.code === 'earlierRefundsUnknown') continue;
			return read;
		}
		// A row that can't be read is passed over: if it is one of ours, the sum below never comes out.
		for (const refund of read.value.rows.map(parseRefund)) {
			const shown = refund && !named.has(refund.id) ? onInvoice(refund, target, unnamed) : null;
			if (shown?.refundId) found.set(shown.refundId, shown);
		}
		if (totalOf([...found.values()]) === total) return { ok: true, value: [...found.values()] };
		if (page === 0) continue;
		if (read.value.nextCursor === null) {
			return unreadable(
				`The refunds Layer lists are not those that invoice ${target.invoiceId} shows.`,
			);
		}
		cursor = read.value.nextCursor;
	}
	return unreadable(
		`The refunds of invoice ${target.invoiceId} were not all among the first ${MOST_PAGES} pages that Layer lists.`,
	);
}

/** A listed refund, where some of it is on the invoice. */
function onInvoice(
	refund: LayerRefund,
	{ invoiceId }: Target,
	parts: readonly InvoiceRefundAllocation[],
): ShownRefund | null {
	const amountMinor = amountOn(refund, invoiceId, idsOf(parts));
	return amountMinor !== null && amountMinor > 0 && addsUp(refund)
		? shownRefund(refund, invoiceId, amountMinor)
		: null;
}

function idsOf(parts: readonly InvoiceRefundAllocation[]): ReadonlySet<string> {
	return new Set(parts.flatMap(({ id }) => (id === null ? [] : [id])));
}

/** null once it stops being exact. */
function totalOf(
	parts: ReadonlyArray<{ readonly amountMinor: MinorUnits | null }>,
): MinorUnits | null {
	return sumOf(parts.map(({ amountMinor }) => amountMinor));
}
