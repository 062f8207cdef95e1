import type { Read } from '../../shared/engine/adapter';
import { senselessAnswer } from '../../shared/engine/readAnswer';
import type { RefundKey } from '../../shared/engine/refundKey';
import type { Target } from '../../shared/engine/request';
import { standingRefunds, type ShownRefunds, type Snapshot } from '../../shared/engine/snapshot';
import { restOf, type MinorUnits } from '../../shared/money/minorUnits';
import { facts } from './facts';
import { readBody, type Reads } from './readBody';
import { readPayments } from './readPayments';
import { readRefunds } from './readRefunds';
import { sumOfRefunds } from './shownRefunds';
import { invoicePath, withoutDocumentUrls } from './wire';
import { notRefundable, parseWireInvoice } from './wireInvoice';

/** The invoice, what was paid on it, and its refunds. */
export async function readSnapshot(
	http: Reads,
	target: Target,
	key: RefundKey,
): Promise<Read<Snapshot>> {
	const { invoiceId } = target;
	const what = `invoice ${invoiceId} of business ${target.businessId ?? ''}`;
	const body = await readBody(http, target, { path: invoicePath(target) }, what);
	if (!body.ok) return body;
	const parsed = parseWireInvoice(body.value, target);
	if (!parsed.ok) return senselessAnswer({ facts }, what, parsed.why);
	const { value: invoice } = parsed;
	const read = invoice.received === null ? await readPayments(http, target) : null;
	if (read?.kind === 'failed') return { ok: false, refusal: read.refusal };
	const payments = read?.kind === 'told' ? read.payments : null;
	const received = invoice.received ?? payments?.received ?? null;
	if (received === null) {
		const why = read?.kind === 'untold' ? `: ${read.why}` : '';
		return senselessAnswer({ facts }, what, `it does not tell what was paid${why}`);
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
function refundableOf(paidMinor: MinorUnits, refunds: ShownRefunds): MinorUnits | null {
	if (refunds.kind !== 'listed') return null;
	const standing = sumOfRefunds(standingRefunds(refunds.refunds));
	return standing === null ? null : restOf(paidMinor, standing);
}
