import type { ProviderReader } from '../../shared/engine/provider/adapter';
import { type Result, refusal } from '../../shared/engine/result/result';
import { bodyOfRead, senselessAnswer } from '../../shared/engine/provider/readAnswer';
import { type WireObject } from '../../shared/engine/provider/http';
import type { Target } from '../../shared/engine/request/request';
import type {
	ProviderRefund,
	ProviderRefunds,
	InvoiceSnapshot,
} from '../../shared/engine/provider/snapshot';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { NOTHING, restOf, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { readEarlierRefunds, type Earlier } from './earlierRefunds';
import { profile } from './profile';
import { notRefundable, parseInvoice, type LayerInvoice } from './invoice';
import type { Reader } from './pages';
import {
	addsUp,
	amountOn,
	onlyInvoiceOf,
	parseRefund,
	shownRefund,
	type LayerRefund,
} from './refund';
import { readRefund, RefundList, unreadable } from './refundList';
import { invoicePath, isDedicated } from './request';
import { parseError } from './response';
import { isOptionalText, payloadOf, wireId, withoutUrls } from './wire';

/** One run's view of Layer's books. No refund is kept: another run may write between two items. */
export function openReader(http: Reader): ProviderReader {
	const list = new RefundList(http);
	// What the last look at an invoice has shown of its key, for the look right before the send.
	const looks = new Map<string, Earlier & { readonly key: string }>();
	const readSnapshot: ProviderReader['readSnapshot'] = async (target, key) => {
		looks.delete(target.invoiceId);
		const read = await readInvoice(http, target);
		if (!read.ok) return read;
		const { invoice, paidMinor } = read.value;
		const earlier = await readEarlierRefunds(http, list, target, invoice, key);
		if (!earlier.ok) return earlier;
		const { shown } = earlier.value;
		if (invoice.paidIsLeftOver && !isNone(shown)) return senseless(target, UNPAID_UNKNOWN);
		looks.set(target.invoiceId, { ...earlier.value, key });
		return { ok: true, value: snapshotOf(target, invoice, paidMinor, shown) };
	};
	return {
		readSnapshot,
		// The dedicated call answers 200 for a refund that exists (documented) and rewrites nothing. The other one is an
		// upsert (documented): under a used key it would change that refund, so the key must be proven free.
		findUnderKey: async (plan) => {
			if (isDedicated(plan)) return { ok: true, value: null };
			const { target, key } = plan;
			const look = looks.get(target.invoiceId);
			const isSame = look?.key === key;
			if (isSame && look.isKeySettled) return { ok: true, value: null };
			return await findByKey(http, list, target, key, isSame && look.shown.kind === 'listed');
		},
		inquire: async ({ target, key }) => {
			const found = await findByKey(http, list, target, key);
			if (found.ok) return { ok: true, value: found.value === null ? [] : [found.value] };
			// The list was no help; the invoice's own allocations may still lead to the refund.
			const snapshot = await readSnapshot(target, key);
			return snapshot.ok && snapshot.value.refunds.kind === 'listed'
				? { ok: true, value: underKey(snapshot.value.refunds.refunds, key) }
				: found;
		},
	};
}

function underKey(refunds: readonly ProviderRefund[], key: string): readonly ProviderRefund[] {
	return refunds.filter(({ externalId }) => externalId === key);
}

function isNone(shown: ProviderRefunds): boolean {
	return shown.kind === 'listed' && shown.refunds.length === 0;
}

const UNPAID_UNKNOWN = 'it does not show what was paid';

function senseless(target: Target, why: string): Result<never> {
	return senselessAnswer({ profile }, nameOf(target), why);
}

/** Layer answers 404 for an unknown business too (documented), so both are named. */
function nameOf({ businessId, invoiceId }: Target): string {
	return `invoice ${invoiceId} of business ${businessId ?? 'none'}`;
}

/** The invoice with what was paid on it. Without that sum there is nothing to plan with. */
async function readInvoice(
	http: Reader,
	target: Target,
): Promise<Result<{ readonly invoice: LayerInvoice; readonly paidMinor: MinorUnits }>> {
	const { businessId, invoiceId } = target;
	const outcome = await http.read({ method: 'GET', path: invoicePath(target) });
	const body = bodyOfRead(outcome, nameOf(target), { profile, parseError: parseError });
	if (!body.ok) return body;
	const invoice = parseInvoice(payloadOf(body.value));
	if (!invoice) return senseless(target, 'it is not an invoice');
	if (invoice.id !== invoiceId.toLowerCase())
		return senseless(target, 'it is about another invoice');
	if (invoice.businessId !== null && invoice.businessId !== businessId?.toLowerCase()) {
		return senseless(target, 'it is about another business');
	}
	const { paidMinor, status } = invoice;
	if (paidMinor !== null) return { ok: true, value: { invoice, paidMinor } };
	const why = notRefundable(status, invoiceId);
	return why === null
		? senseless(target, UNPAID_UNKNOWN)
		: { ok: false, refusal: refusal('notRefundable', why) };
}

function snapshotOf(
	target: Target,
	{ status, refundAllocations, paidAt, wire }: LayerInvoice,
	paidMinor: MinorUnits,
	refunds: ProviderRefunds,
): InvoiceSnapshot {
	const parts = refundAllocations ?? (refunds.kind === 'listed' ? refunds.refunds : null);
	const refundedMinor = parts && sumOf(parts.map((one) => one.amountMinor));
	// Payments less refunds (inferred). Not `outstanding_balance`: what refunds do to it is not documented.
	const left = refundedMinor === null ? null : restOf(paidMinor, refundedMinor);
	return {
		invoiceId: target.invoiceId,
		status,
		notRefundable: notRefundable(status, target.invoiceId),
		// No page shows a currency on anything.
		currency: null,
		exponent: EXPONENT_WITHOUT_CURRENCY,
		paidMinor,
		// Amounts include tax (documented): what was paid is what can go back.
		taxMinor: null,
		paidAt,
		lastPaymentAt: paidAt,
		paidByBankDebit: false,
		refundableMinor: status === 'REFUNDED' ? NOTHING : left,
		refunds,
		response: withoutUrls(wire),
	};
}

/**
 * The refund under a key, or null when the list proves that there is none: it was read to its end, and each row was
 * compared exactly, since a server may ignore the filter.
 *
 * @param isAccountedFor every refund of the invoice is known, and none is under this key. Then a list that is too long
 * does not stand in the way: a key is made of its invoice, so nothing else carries it
 */
async function findByKey(
	http: Reader,
	list: RefundList,
	target: Target,
	key: string,
	isAccountedFor = false,
): Promise<Result<ProviderRefund | null>> {
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
): Promise<Result<ProviderRefund | null>> {
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
function shownUnderKey(refund: LayerRefund | null, invoiceId: string): ProviderRefund | null {
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
