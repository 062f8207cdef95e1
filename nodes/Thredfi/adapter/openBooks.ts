import type { Adapter, Books, Read } from '../../shared/engine/adapter';
import type { RefundPlan } from '../../shared/engine/plan';
import { isWireObject, senselessAnswer } from '../../shared/engine/readAnswer';
import type { RefundKey } from '../../shared/engine/refundKey';
import type { Target } from '../../shared/engine/request';
import {
	standingRefunds,
	type ShownRefund,
	type ShownRefunds,
	type Snapshot,
	UNTOLD_PAYMENT,
} from '../../shared/engine/snapshot';
import { restOf, type MinorUnits } from '../../shared/money/minorUnits';
import { facts } from './facts';
import { readBody, type Reads } from './readBody';
import { readRefundList } from './readRefundList';
import { readRefunds, sumOfRefunds } from './readRefunds';
import { invoicePath, withoutDocumentUrls } from './wire';
import { notRefundable, parseWireInvoice } from './wireInvoice';
import { invoicesOf, parseWireRefund, stateOf, toShownRefund } from './wireRefund';

/** Thredfi's books: invoices that name their refunds, and a list of all refunds of a business. */
export const openBooks: Adapter['openBooks'] = (http): Books => ({
	readSnapshot: async (target, key) => await readSnapshot(http, target, key),
	readBack: async (plan) => await readBack(http, plan),
});

async function readSnapshot(http: Reads, target: Target, key: RefundKey): Promise<Read<Snapshot>> {
	const { invoiceId } = target;
	const what = `invoice ${invoiceId} of business ${target.businessId ?? ''}`;
	const body = await readBody(http, target, { path: invoicePath(target) }, what);
	if (!body.ok) return body;
	const invoice = parseWireInvoice(body.value, invoiceId);
	if (!invoice.ok) return senselessAnswer({ facts }, what, invoice.why);
	const refunds = await readRefunds(http, target, key, invoice.value);
	if (!refunds.ok) return refunds;
	const { status, currency, exponent, paidMinor } = invoice.value;
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
			...UNTOLD_PAYMENT,
			refundableMinor: refundableOf(paidMinor, refunds.value),
			refunds: refunds.value,
			response: withoutDocumentUrls(body.value),
		},
	};
}

/** Payments less refunds (§6 [I]: no field tells it). One that failed or was cancelled took nothing. */
function refundableOf(paidMinor: MinorUnits, refunds: ShownRefunds): MinorUnits | null {
	if (refunds.kind !== 'listed') return null;
	const standing = sumOfRefunds(standingRefunds(refunds.refunds));
	return standing === null ? null : restOf(paidMinor, standing);
}

/** The refund under the plan's key, wherever it is now. The list shows it also once it is off the invoice. */
async function readBack(http: Reads, plan: RefundPlan): Promise<Read<readonly ShownRefund[]>> {
	const { target, key } = plan;
	const hasKey = (row: unknown) => isWireObject(row) && row.external_id === key;
	const list = await readRefundList(http, target, hasKey);
	if (list.kind === 'failed') return { ok: false, refusal: list.refusal };
	// The order of the list is not documented (§4 [ND]): in a long one the newest may be last. The invoice knows.
	if (list.kind === 'partial') return await readBackFromInvoice(http, plan, list.why);
	const row = list.rows.find(hasKey);
	if (row === undefined) return { ok: true, value: [] };
	const parsed = parseWireRefund(row);
	if (!parsed.ok) return senselessAnswer({ facts }, 'refunds', parsed.why);
	const { value: refund } = parsed;
	const [only = null, ...others] = invoicesOf(refund);
	// A cancelled refund may have lost its allocations; its key is made of the invoice's id and still names it.
	const isSpent = only === null && stateOf(refund.status) === 'spent';
	const invoiceId = isSpent ? target.invoiceId : others.length > 0 ? null : only;
	return { ok: true, value: [toShownRefund(refund, invoiceId, refund.refundedMinor)] };
}

async function readBackFromInvoice(
	http: Reads,
	{ target, key }: RefundPlan,
	why: string,
): Promise<Read<readonly ShownRefund[]>> {
	const snapshot = await readSnapshot(http, target, key);
	if (!snapshot.ok) return snapshot;
	const { refunds } = snapshot.value;
	if (refunds.kind !== 'listed') return senselessAnswer({ facts }, 'refunds', why);
	return { ok: true, value: refunds.refunds.filter(({ externalId }) => externalId === key) };
}
