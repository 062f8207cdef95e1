import type { CurrentRefund } from '../../shared/engine/provider/adapter';
import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import type { ProviderRefund } from '../../shared/engine/provider/snapshot';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import {
	isOptionalText,
	parseAllocation,
	parseEach,
	wireId,
	withoutUrls,
	type LayerAllocation,
} from './wire';

/** A customer refund (docs/providers/layer.md#what-counts-as-confirmed). */
export interface LayerRefund {
	readonly id: string;
	readonly externalId: string | null;
	/** Over all its allocations, which may be on several invoices. */
	readonly refundedMinor: MinorUnits;
	readonly status: string | null;
	readonly isDedicated: boolean | null;
	readonly allocations: readonly LayerAllocation[];
	readonly wire: WireObject;
}

/** null when any part that money hangs on is missing or malformed. */
export function parseRefund(value: unknown): LayerRefund | null {
	if (!isWireObject(value)) return null;
	const id = wireId(value.id);
	const refundedMinor = minorFromWireInteger(value.refunded_amount);
	const allocations = parseEach(value.allocations, parseAllocation);
	if (id === null || refundedMinor === null || allocations === null) return null;
	if (!isOptionalText(value.external_id)) return null;
	return {
		id,
		externalId: wireText(value.external_id),
		refundedMinor,
		status: wireText(value.status),
		isDedicated: typeof value.is_dedicated === 'boolean' ? value.is_dedicated : null,
		allocations,
		wire: value,
	};
}

/** By what an allocation may name an invoice. */
export interface Whereabouts {
	readonly invoiceId: string;
	readonly externalId: string | null;
	/** null where the invoice doesn't show its lines. */
	readonly lineItemIds: ReadonlySet<string> | null;
	/** null where the invoice doesn't show its payments. */
	readonly paymentIds: ReadonlySet<string> | null;
	/** Allocations of refunds that the invoice itself shows. */
	readonly allocationIds: ReadonlySet<string>;
}

/**
 * What of a refund lies on one invoice: a refund may cover several (documented).
 *
 * @returns zero when nothing does; null when it can't be told, or the sum is not exact
 */
export function amountOn(refund: LayerRefund, where: Whereabouts): MinorUnits | null {
	const parts = refund.allocations.map((part) => ({ part, isHere: isOn(part, where) }));
	if (parts.some(({ isHere }) => isHere === null)) return null;
	return sumOf(parts.flatMap(({ part, isHere }) => (isHere ? [part.amountMinor] : [])));
}

/**
 * Whether an allocation is on the invoice; null where it can't be told. One that names no invoice may name a line of it.
 * A payment may cover several invoices, so one of the invoice's own payments decides nothing. One that names nothing of
 * these is put against a customer.
 */
export function isOn(part: LayerAllocation, where: Whereabouts): boolean | null {
	if (part.invoiceId !== null) return part.invoiceId === where.invoiceId;
	if (part.id !== null && where.allocationIds.has(part.id)) return true;
	if (part.invoiceExternalId !== null) return part.invoiceExternalId === where.externalId;
	if (part.lineItemId !== null) return where.lineItemIds?.has(part.lineItemId) ?? null;
	if (part.paymentId === null || where.paymentIds?.has(part.paymentId) === false) return false;
	return null;
}

/** Allocations add up to the refund (documented); one that doesn't contradicts itself. */
export function addsUp(refund: LayerRefund): boolean {
	return sumOf(refund.allocations.map((part) => part.amountMinor)) === refund.refundedMinor;
}

/** The one invoice all parts of a refund are on; null where there are several, or a part names none. */
export function onlyInvoiceOf({ allocations }: LayerRefund): string | null {
	const [first] = allocations;
	if (!first || allocations.some((part) => part.invoiceId !== first.invoiceId)) return null;
	return first.invoiceId;
}

/** A refund as the engine sees it. */
export function shownRefund(
	refund: LayerRefund,
	invoiceId: string | null,
	amountMinor: MinorUnits | null,
): ProviderRefund {
	return {
		refundId: refund.id,
		externalId: refund.externalId,
		amountMinor,
		taxMinor: null,
		status: refund.status,
		// The words of a customer refund's status are not documented. A refund in the books is recorded whatever its
		// payments say, so all of them are done (docs/providers/layer.md#what-counts-as-confirmed).
		state: 'done',
		invoiceId,
		response: withoutUrls(refund.wire),
	};
}

/** The only status of a refund that a page shows (documented). What may follow the others is not documented. */
const LAST_STATUS = 'PAID';

/** A refund on whichever invoices it was recorded. */
export function currentRefund(refund: LayerRefund): CurrentRefund {
	return {
		refund: shownRefund(refund, onlyInvoiceOf(refund), refund.refundedMinor),
		mayChange: refund.status !== LAST_STATUS,
		// No page shows a currency on anything.
		currency: null,
		exponent: EXPONENT_WITHOUT_CURRENCY,
	};
}
