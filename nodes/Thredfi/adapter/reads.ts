import type { ProviderAdapter, ProviderReader } from '../../shared/engine/provider/adapter';
import type { Result } from '../../shared/engine/result/result';
import type { RefundPlan } from '../../shared/engine/decide/plan';
import { senselessAnswer } from '../../shared/engine/provider/readAnswer';
import { isWireObject } from '../../shared/engine/provider/http';
import type { RefundKey } from '../../shared/engine/request/refundKey';
import type { Target } from '../../shared/engine/request/request';
import {
	standingRefunds,
	type ProviderRefund,
	type ProviderRefunds,
	type InvoiceSnapshot,
} from '../../shared/engine/provider/snapshot';
import { restOf, type MinorUnits } from '../../shared/money/minorUnits';
import { fetchRefund, readRefunds } from './earlierRefunds';
import { profile } from './profile';
import { notRefundable, parseWireInvoice } from './invoice';
import { readBody, readPage, readWholeList, type ListToRead, type Reads } from './pages';
import { readPayments } from './payments';
import {
	invoicesOf,
	ownRefund,
	parseWireRefund,
	sumOfRefunds,
	toProviderRefund,
	type WireRefund,
} from './refund';
import { invoicePath, refundsPath } from './request';
import { withoutDocumentUrls } from './wire';

/** Thredfi's books: invoices, payments that name their refunds, and a list of all refunds of a business. */
export const openReader: ProviderAdapter['openReader'] = (http): ProviderReader => ({
	readSnapshot: async (target, key) => await readSnapshot(http, target, key),
	inquire: async (plan, refundId) => await inquire(http, plan, refundId ?? null),
});

/** The invoice, what was paid on it, and its refunds. */
async function readSnapshot(
	http: Reads,
	target: Target,
	key: RefundKey,
): Promise<Result<InvoiceSnapshot>> {
	const { invoiceId } = target;
	const what = `invoice ${invoiceId} of business ${target.businessId ?? ''}`;
	const body = await readBody(http, target, { path: invoicePath(target) }, what);
	if (!body.ok) return body;
	const parsed = parseWireInvoice(body.value, target);
	if (!parsed.ok) return senselessAnswer({ profile }, what, parsed.why);
	const { value: invoice } = parsed;
	const read = invoice.received === null ? await readPayments(http, target) : null;
	if (read?.kind === 'failed') return { ok: false, refusal: read.refusal };
	const payments = read?.kind === 'told' ? read.payments : null;
	const received = invoice.received ?? payments?.received ?? null;
	if (received === null) {
		const why = read?.kind === 'untold' ? `: ${read.why}` : '';
		return senselessAnswer({ profile }, what, `it does not tell what was paid${why}`);
	}
	const refunds = await readRefunds(http, { target, key, invoice, payments });
	if (!refunds.ok) return refunds;
	const { status, currency, exponent } = invoice;
	const { paidMinor } = received;
	return {
		ok: true,
		value: {
			invoiceId,
			status,
			notRefundable: notRefundable(status, invoiceId),
			currency,
			exponent,
			paidMinor,
			taxMinor: null,
			paidAt: invoice.paidAt ?? received.firstAt,
			lastPaymentAt: received.lastAt,
			paidByBankDebit: false,
			refundableMinor: refundableOf(paidMinor, refunds.value),
			refunds: refunds.value,
			response: withoutDocumentUrls(body.value),
		},
	};
}

/** Payments less refunds: no field tells it. A refund that failed or was cancelled took nothing. */
function refundableOf(paidMinor: MinorUnits, refunds: ProviderRefunds): MinorUnits | null {
	if (refunds.kind !== 'listed') return null;
	const standing = sumOfRefunds(standingRefunds(refunds.refunds));
	return standing === null ? null : restOf(paidMinor, standing);
}

/** So many pages at the far end of a long list are looked at: the list has no documented order, the newest may be last. */
const PAGES_AT_THE_END = 2;

/**
 * The refund under the plan's key, wherever it is now (docs/providers/thredfi.md#after-doubt).
 *
 * @param named the refund that the doubtful answer named
 * @returns nothing only where the whole list of refunds was read and holds none; a list that was not read whole, and
 * an invoice that doesn't name the refund either, is a refusal
 */
async function inquire(
	http: Reads,
	plan: RefundPlan,
	named: string | null,
): Promise<Result<readonly ProviderRefund[]>> {
	const { target, key } = plan;
	const own = named === null ? null : await fetchRefund(http, target, named);
	if (own?.ok && typeof own.value !== 'string' && own.value.externalId === key) {
		return shown(own.value, plan);
	}
	// A filter by `external_id` is not documented here, and is a partial match on the sibling list of vendor refunds.
	const hasKey = (row: unknown) => isWireObject(row) && row.external_id === key;
	const toRead: ListToRead = { path: refundsPath(target), filters: {}, what: 'refunds' };
	const list = await readWholeList(http, target, toRead, hasKey);
	switch (list.kind) {
		case 'failed':
			return { ok: false, refusal: list.refusal };
		case 'whole':
			// One that the answer named is there, or was; without a readable key nobody can say whose it is.
			return own === null || isOfAnotherKey(own, plan)
				? { ok: true, value: [] }
				: senselessAnswer({ profile }, 'refunds', 'it names a refund that the list does not show');
		case 'found':
			return await shownFrom(http, plan, list.row);
		case 'partial': {
			const row = await findAtTheEnd(http, plan, toRead, list.lastPage, hasKey);
			if (row !== undefined) return await shownFrom(http, plan, row);
			return await findOnInvoice(http, plan, list.why);
		}
	}
}

async function findAtTheEnd(
	http: Reads,
	{ target }: RefundPlan,
	list: ListToRead,
	lastPage: number | null,
	isWanted: (row: unknown) => boolean,
): Promise<unknown> {
	for (let back = 0; lastPage !== null && back < PAGES_AT_THE_END; back++) {
		const read = await readPage(http, target, list, lastPage - back);
		if (read.kind === 'failed' || !read.page.ok) return undefined;
		const row = read.page.value.rows.find(isWanted);
		if (row !== undefined) return row;
	}
	return undefined;
}

async function findOnInvoice(
	http: Reads,
	{ target, key }: RefundPlan,
	why: string,
): Promise<Result<readonly ProviderRefund[]>> {
	const snapshot = await readSnapshot(http, target, key);
	if (!snapshot.ok) return snapshot;
	const { refunds } = snapshot.value;
	const own =
		refunds.kind === 'listed' ? refunds.refunds.filter(({ externalId }) => externalId === key) : [];
	return own.length > 0 ? { ok: true, value: own } : senselessAnswer({ profile }, 'refunds', why);
}

function isOfAnotherKey(
	own: Awaited<ReturnType<typeof fetchRefund>>,
	{ key }: RefundPlan,
): boolean {
	if (!own.ok || typeof own.value === 'string') return false;
	const { externalId } = own.value;
	return externalId !== null && externalId !== key;
}

/** A row as the engine sees it; one that leaves out its invoices is read by its own id first. */
async function shownFrom(
	http: Reads,
	plan: RefundPlan,
	row: unknown,
): Promise<Result<readonly ProviderRefund[]>> {
	const parsed = parseWireRefund(row);
	if (!parsed.ok) return senselessAnswer({ profile }, 'refunds', parsed.why);
	if (parsed.value.allocations !== null) return shown(parsed.value, plan);
	const own = await fetchRefund(http, plan.target, parsed.value.refundId);
	if (!own.ok) return own;
	return typeof own.value === 'string'
		? senselessAnswer({ profile }, 'refunds', own.value)
		: shown(own.value, plan);
}

function shown(refund: WireRefund, { target }: RefundPlan): Result<readonly ProviderRefund[]> {
	const own = ownRefund(refund, target);
	if (own) return { ok: true, value: [own] };
	// On another invoice, or on several: the engine says that it is not this refund.
	const [only = null, ...others] = invoicesOf(refund);
	const invoiceId = others.length > 0 ? null : only;
	return { ok: true, value: [toProviderRefund(refund, invoiceId, refund.refundedMinor)] };
}
