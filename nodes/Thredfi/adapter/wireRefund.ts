import { isWireObject, wireText } from '../../shared/engine/readAnswer';
import type { RefundState, ShownRefund } from '../../shared/engine/snapshot';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { centsOf, unproven, wireId, withoutDocumentUrls, type Proven } from './wire';

/** A `Refund` as Thredfi writes it (§3 [D]), each part proven. */
export interface WireRefund {
	readonly refundId: string;
	readonly externalId: string | null;
	readonly refundedMinor: MinorUnits;
	readonly status: string | null;
	readonly allocations: readonly Allocation[];
	readonly response: unknown;
}

interface Allocation {
	/** null on an allocation to something else than an invoice (a payment, a credit). */
	readonly invoiceId: string | null;
	readonly amountMinor: MinorUnits;
}

/** Proves that a body is a `Refund`. */
export function parseWireRefund(body: unknown): Proven<WireRefund> {
	if (!isWireObject(body)) return unproven('it is not a refund');
	const refundId = wireId(body.id);
	if (refundId === null) return unproven('a refund has no id');
	const { external_id: externalId = null } = body;
	if (externalId !== null && typeof externalId !== 'string') {
		return unproven(`the external_id of refund ${refundId} is not a text`);
	}
	const refundedMinor = minorFromWireInteger(body.refunded_amount);
	if (refundedMinor === null) return unproven(`refund ${refundId} tells no amount`);
	const allocations = allocationsOf(body.allocations);
	if (!allocations) return unproven(`the allocations of refund ${refundId} can't be read`);
	return {
		ok: true,
		value: {
			refundId,
			externalId: wireText(externalId),
			refundedMinor,
			status: wireText(body.status),
			allocations,
			response: withoutDocumentUrls(body),
		},
	};
}

function allocationsOf(value: unknown): readonly Allocation[] | null {
	if (!Array.isArray(value)) return null;
	const allocations: Allocation[] = [];
	for (const entry of value) {
		if (!isWireObject(entry)) return null;
		const { invoice_id: told = null } = entry;
		const invoiceId = wireId(told);
		const amountMinor = centsOf(entry);
		if (amountMinor === null || (told !== null && invoiceId === null)) return null;
		allocations.push({ invoiceId, amountMinor });
	}
	return allocations;
}

/**
 * How a refund stands (§3 [D], design §7). A refund here is a record, so one that is `pending` or `processing`
 * has been recorded. In either case of letters, since invoices show both (§6).
 */
export function stateOf(status: string | null): RefundState {
	switch (status?.toLowerCase()) {
		case 'paid':
		case 'processing':
		case 'pending':
			return 'done';
		case 'failed':
		case 'cancelled':
			return 'spent';
		default:
			return 'unseen';
	}
}

/** The invoices a refund is allocated to, each once. */
export function invoicesOf({ allocations }: WireRefund): readonly string[] {
	return [...new Set(allocations.flatMap(({ invoiceId }) => (invoiceId ? [invoiceId] : [])))];
}

/** What of a refund lies on one invoice; null once the sum stops being exact. */
export function shareOn(invoiceId: string, { allocations }: WireRefund): MinorUnits | null {
	return sumOf(
		allocations.flatMap((entry) => (entry.invoiceId === invoiceId ? [entry.amountMinor] : [])),
	);
}

/** A refund the way the engine sees it. */
export function toShownRefund(
	refund: WireRefund,
	invoiceId: string | null,
	amountMinor: MinorUnits,
): ShownRefund {
	const { refundId, externalId, status, response } = refund;
	const state = stateOf(status);
	return { refundId, externalId, amountMinor, taxMinor: null, status, state, invoiceId, response };
}
