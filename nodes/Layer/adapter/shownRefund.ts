import type { ShownRefund } from '../../shared/engine/snapshot';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import type { LayerRefund } from './wire';
import { withoutUrls } from './withoutUrls';

/**
 * What of a refund lies on one invoice: a refund may cover several (dossier §4, [D]).
 *
 * @param allocationIds allocations the invoice itself shows, for parts that name only a line item or a payment
 * @returns zero when nothing does; null when the sum is not exact
 */
export function amountOn(
	refund: LayerRefund,
	invoiceId: string,
	allocationIds: ReadonlySet<string>,
): MinorUnits | null {
	const parts = refund.allocations.filter((part) =>
		part.invoiceId === null
			? part.id !== null && allocationIds.has(part.id)
			: part.invoiceId === invoiceId,
	);
	return sumOf(parts.map((part) => part.amountMinor));
}

/** Allocations add up to the refund (dossier §4, [D]); one that doesn't contradicts itself. */
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
	amountMinor: MinorUnits,
): ShownRefund {
	return {
		refundId: refund.id,
		externalId: refund.externalId,
		amountMinor,
		taxMinor: null,
		status: refund.status,
		// The words of a customer refund's status are not documented (dossier §3.5, [ND]). A refund in the books is
		// recorded whatever its payments say, so all of them are done (design §7).
		state: 'done',
		invoiceId,
		response: withoutUrls(refund.wire),
	};
}
