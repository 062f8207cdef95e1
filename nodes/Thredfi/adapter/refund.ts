import type { CurrentRefund } from '../../shared/engine/provider/adapter';
import type { Result } from '../../shared/engine/result/result';
import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject } from '../../shared/engine/provider/http';
import type { Target } from '../../shared/engine/request/request';
import type {
	RefundState,
	ProviderRefund,
	ProviderRefunds,
} from '../../shared/engine/provider/snapshot';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { currencyOf, type RefundShare } from './invoice';
import { centsOf, unproven, wireId, withoutDocumentUrls, type Proven } from './wire';

/** A `Refund` as Thredfi writes it (docs/providers/thredfi.md#a-refund); null for what can't be read. */
export interface WireRefund {
	readonly refundId: string;
	readonly externalId: string | null;
	/** Of the whole refund, over all its invoices. */
	readonly refundedMinor: MinorUnits | null;
	readonly status: string | null;
	/** null where the field is missing or malformed: never read as "on no invoice". */
	readonly allocations: readonly Allocation[] | null;
	readonly response: unknown;
}

interface Allocation {
	/** null on an allocation to something else than an invoice (a payment, a credit). */
	readonly invoiceId: string | null;
	readonly amountMinor: MinorUnits | null;
}

/** Proves that a body is a `Refund` with an id and, if it has one, a readable key. */
export function parseWireRefund(body: unknown): Proven<WireRefund> {
	if (!isWireObject(body)) return unproven('it is not a refund');
	const refundId = wireId(body.id);
	if (refundId === null) return unproven('a refund has no id');
	const { external_id: externalId = null } = body;
	if (externalId !== null && typeof externalId !== 'string') {
		return unproven(`the external_id of refund ${refundId} is not a text`);
	}
	return {
		ok: true,
		value: {
			refundId,
			externalId: wireText(externalId),
			refundedMinor: minorFromWireInteger(body.refunded_amount),
			status: wireText(body.status),
			allocations: allocationsOf(body.allocations),
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
		if (told !== null && invoiceId === null) return null;
		allocations.push({ invoiceId, amountMinor: centsOf(entry) });
	}
	return allocations;
}

/**
 * How a refund stands. Its five words are documented. A refund here is a record: one that is `pending` or `processing`
 * has been recorded. In either case of letters, since invoices show both.
 */
export function stateOf(status: string | null): RefundState {
	switch (status?.toLowerCase()) {
		case 'paid':
		case 'processing':
		case 'pending':
			return 'done';
		case 'failed':
		case 'cancelled':
			return 'keyUsedUp';
		default:
			return 'undocumented';
	}
}

/** The invoices a refund is allocated to, each once. */
export function invoicesOf({ allocations }: WireRefund): readonly string[] {
	return [
		...new Set((allocations ?? []).flatMap(({ invoiceId }) => (invoiceId ? [invoiceId] : []))),
	];
}

/**
 * What of a refund lies on one invoice: all of it where no allocation names anything else, else those that name it.
 *
 * @param told what the invoice itself says of it; null where it doesn't
 * @returns null where the two differ, or neither tells
 */
function shareOn(
	invoiceId: string,
	{ allocations, refundedMinor }: WireRefund,
	told: MinorUnits | null,
): MinorUnits | null {
	if (allocations === null) return told;
	const here = allocations.filter((entry) => entry.invoiceId === invoiceId);
	// A refund of a payment names no invoice; what the invoice says of it is all there is.
	if (here.length === 0)
		return allocations.every((entry) => entry.invoiceId === null) ? told : null;
	const sum = sumOf(here.map(({ amountMinor }) => amountMinor));
	const share = here.length === allocations.length ? (refundedMinor ?? sum) : sum;
	return share === null || told === null || share === told ? (share ?? told) : null;
}

/** A refund the way the engine sees it. */
export function toProviderRefund(
	refund: WireRefund,
	invoiceId: string | null,
	amountMinor: MinorUnits | null,
): ProviderRefund {
	const { refundId, externalId, status, response } = refund;
	const state = stateOf(status);
	return { refundId, externalId, amountMinor, taxMinor: null, status, state, invoiceId, response };
}

/**
 * A refund as a refund of this invoice; null where it is one of another invoice, which a payment of both names.
 *
 * @param told what the invoice says of it; empty where only a payment names it
 */
export function shownHere(
	refund: WireRefund,
	invoiceId: string,
	told: readonly RefundShare[],
): ProviderRefund | null {
	const invoices = invoicesOf(refund);
	const isElsewhere = invoices.length > 0 && !invoices.includes(invoiceId);
	if (told.length === 0 && isElsewhere) return null;
	const share = told.length === 0 ? null : sumOf(told.map(({ amountMinor }) => amountMinor));
	const shown = toProviderRefund(refund, invoiceId, shareOn(invoiceId, refund, share));
	// One that failed or was cancelled takes nothing off the invoice, whatever amount still stands there.
	return shown.state === 'keyUsedUp' && shown.amountMinor === null
		? { ...shown, amountMinor: refund.refundedMinor }
		: shown;
}

/**
 * The refund under the plan's own key. The key is made of the invoice's id: a refund under it belongs to the invoice,
 * also where it names none, as a cancelled one may.
 *
 * @returns null where it names another invoice
 */
export function ownRefund(refund: WireRefund, { invoiceId }: Target): ProviderRefund | null {
	const invoices = invoicesOf(refund);
	if (invoices.some((other) => other !== invoiceId)) return null;
	const amountMinor = invoices.length > 0 ? shareOn(invoiceId, refund, null) : refund.refundedMinor;
	const shown = toProviderRefund(refund, invoiceId, amountMinor);
	return shown.state === 'keyUsedUp' ? { ...shown, amountMinor: refund.refundedMinor } : shown;
}

/** What refunds add up to; null once the sum stops being exact, and where one's amount is not known. */
export const sumOfRefunds = (refunds: readonly ProviderRefund[]): MinorUnits | null =>
	sumOf(refunds.map(({ amountMinor }) => amountMinor));

export function listed(refunds: readonly ProviderRefund[]): Result<ProviderRefunds> {
	return { ok: true, value: { kind: 'listed', refunds } };
}

export function unreadable(why: string): Result<ProviderRefunds> {
	return { ok: true, value: unclear(why) };
}

export function unclear(why: string): ProviderRefunds {
	return { kind: 'unreadable', why: `Thredfi's refunds of this invoice are not clear: ${why}.` };
}

/** A refund with the currency its body tells; null where that is not one of ISO 4217. */
export function currentRefund(refund: WireRefund, body: unknown): CurrentRefund | null {
	const money = currencyOf(isWireObject(body) ? body.currency : null);
	if (!money) return null;
	const [invoiceId = null, ...others] = invoicesOf(refund);
	return {
		...money,
		refund: toProviderRefund(refund, others.length > 0 ? null : invoiceId, refund.refundedMinor),
		mayChange: isOnItsWay(refund.status),
	};
}

/** `pending` becomes `processing` and `paid` as refund payments are booked (documented); it is recorded from the start. */
function isOnItsWay(status: string | null): boolean {
	const word = status?.toLowerCase();
	return word === 'pending' || word === 'processing';
}
