import type { Books, Read } from '../../shared/engine/adapter';
import { bodyOfRead, senselessAnswer } from '../../shared/engine/readAnswer';
import { refusal } from '../../shared/engine/result';
import type { Target } from '../../shared/engine/request';
import type { ShownRefund, ShownRefunds, Snapshot } from '../../shared/engine/snapshot';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { NOTHING, restOf, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import type { Reader } from './ask';
import { readEarlierRefunds, type Earlier } from './earlierRefunds';
import { facts } from './facts';
import { findByKey } from './findByKey';
import { parseInvoice, type LayerInvoice } from './invoice';
import { notRefundable } from './notRefundable';
import { invoicePath } from './paths';
import { RefundList } from './refundList';
import { isDedicated } from './toRequest';
import { toWords } from './toWords';
import { payloadOf } from './wire';
import { withoutUrls } from './withoutUrls';

/** One run's view of Layer's books. No refund is kept: another run may write between two items. */
export function openBooks(http: Reader): Books {
	const list = new RefundList(http);
	// What the last look at an invoice has shown of its key, for the look right before the send.
	const looks = new Map<string, Earlier & { readonly key: string }>();
	const readSnapshot: Books['readSnapshot'] = async (target, key) => {
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
		readBack: async ({ target, key }) => {
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

function underKey(refunds: readonly ShownRefund[], key: string): readonly ShownRefund[] {
	return refunds.filter(({ externalId }) => externalId === key);
}

function isNone(shown: ShownRefunds): boolean {
	return shown.kind === 'listed' && shown.refunds.length === 0;
}

const UNPAID_UNKNOWN = 'it does not show what was paid';

function senseless(target: Target, why: string): Read<never> {
	return senselessAnswer({ facts }, nameOf(target), why);
}

/** Layer answers 404 for an unknown business too (documented), so both are named. */
function nameOf({ businessId, invoiceId }: Target): string {
	return `invoice ${invoiceId} of business ${businessId ?? 'none'}`;
}

/** The invoice with what was paid on it. Without that sum there is nothing to plan with. */
async function readInvoice(
	http: Reader,
	target: Target,
): Promise<Read<{ readonly invoice: LayerInvoice; readonly paidMinor: MinorUnits }>> {
	const { businessId, invoiceId } = target;
	const outcome = await http.read({ method: 'GET', path: invoicePath(target) });
	const body = bodyOfRead(outcome, nameOf(target), { facts, toWords });
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
	refunds: ShownRefunds,
): Snapshot {
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
