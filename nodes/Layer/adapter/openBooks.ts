import type { Books, Read } from '../../shared/engine/adapter';
import { bodyOfRead, senselessAnswer } from '../../shared/engine/readAnswer';
import type { Target } from '../../shared/engine/request';
import {
	type ShownRefund,
	type ShownRefunds,
	type Snapshot,
	UNTOLD_PAYMENT,
} from '../../shared/engine/snapshot';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { restOf, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import type { Reader } from './ask';
import { readEarlierRefunds } from './earlierRefunds';
import { facts } from './facts';
import { findByKey } from './findByKey';
import { parseInvoice, type LayerInvoice } from './invoice';
import { notRefundable } from './notRefundable';
import { invoicePath } from './paths';
import { isDedicated } from './toRequest';
import { toWords } from './toWords';
import { payloadOf } from './wire';
import { withoutUrls } from './withoutUrls';

/** One run's view of Layer's books. Nothing is kept: another run may write between two items. */
export function openBooks(http: Reader): Books {
	const readSnapshot: Books['readSnapshot'] = async (target, key) => {
		const read = await readInvoice(http, target);
		if (!read.ok) return read;
		const { invoice, paidMinor } = read.value;
		const refunds = await readRefundsOf(http, target, invoice, key);
		return refunds.ok
			? { ok: true, value: snapshotOf(target, invoice, paidMinor, refunds.value) }
			: refunds;
	};
	return {
		readSnapshot,
		// The dedicated call answers 200 for a refund that exists (dossier §3, [D]) and rewrites nothing. The itemized
		// one is an upsert (§4, [D]): under a used key it would change that refund, so the key must be proven free.
		findUnderKey: async (plan) =>
			isDedicated(plan) ? { ok: true, value: null } : await findByKey(http, plan.target, plan.key),
		readBack: async ({ target, key }) => {
			const found = await findByKey(http, target, key);
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

/** The invoice with what was paid on it. Without that sum there is nothing to plan with, whatever its status. */
async function readInvoice(
	http: Reader,
	target: Target,
): Promise<Read<{ readonly invoice: LayerInvoice; readonly paidMinor: MinorUnits }>> {
	const { businessId, invoiceId } = target;
	// Layer answers 404 for an unknown business too (dossier §3, [D]), so the message names both.
	const what = `invoice ${invoiceId} of business ${businessId ?? 'none'}`;
	const outcome = await http.read({ method: 'GET', path: invoicePath(target) });
	const body = bodyOfRead(outcome, what, { facts, toWords });
	if (!body.ok) return body;
	const senseless = (why: string) => senselessAnswer({ facts }, what, why);
	const invoice = parseInvoice(payloadOf(body.value));
	if (!invoice) return senseless('it is not an invoice');
	if (invoice.id !== invoiceId.toLowerCase()) return senseless('it is about another invoice');
	if (invoice.businessId !== null && invoice.businessId !== businessId?.toLowerCase()) {
		return senseless('it is about another business');
	}
	const { paidMinor } = invoice;
	// A missing or malformed list of payments is not "nothing paid": that would be a word about money we don't have.
	return paidMinor === null
		? senseless('it does not show what was paid')
		: { ok: true, value: { invoice, paidMinor } };
}

async function readRefundsOf(
	http: Reader,
	target: Target,
	{ refundAllocations }: LayerInvoice,
	key: string,
): Promise<Read<ShownRefunds>> {
	if (refundAllocations !== null) {
		return await readEarlierRefunds(http, target, refundAllocations, key);
	}
	const why = `Layer does not show readable refunds for invoice ${target.invoiceId}.`;
	return { ok: true, value: { kind: 'unreadable', why } };
}

function snapshotOf(
	target: Target,
	{ status, refundAllocations, wire }: LayerInvoice,
	paidMinor: MinorUnits,
	refunds: ShownRefunds,
): Snapshot {
	const refundedMinor = refundAllocations && sumOf(refundAllocations.map((one) => one.amountMinor));
	return {
		invoiceId: target.invoiceId,
		status,
		notRefundable: notRefundable(status, target.invoiceId),
		// No page shows a currency on anything (dossier §2, [ND]).
		currency: null,
		exponent: EXPONENT_WITHOUT_CURRENCY,
		paidMinor,
		// Amounts include tax (dossier §6): what was paid is what can go back.
		taxMinor: null,
		...UNTOLD_PAYMENT,
		// Payments less refunds (§6, [I]). Not `outstanding_balance`: what refunds do to it is not documented.
		refundableMinor: refundedMinor === null ? null : restOf(paidMinor, refundedMinor),
		refunds,
		response: withoutUrls(wire),
	};
}
