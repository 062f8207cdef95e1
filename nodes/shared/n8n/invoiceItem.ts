import { sumOf } from '../money/minorUnits';
import type { IDataObject } from 'n8n-workflow';
import type { ProviderFacts } from '../engine/facts';
import { standingRefunds, type Snapshot } from '../engine/snapshot';
import { nested } from './items';

/**
 * An invoice in ten flat fields, amounts in minor units; null where the provider does not let it be known.
 * `simplify` off adds the provider's own object as `response`.
 */
export function toInvoiceItem(
	snapshot: Snapshot,
	{ provider, showsRefunds }: ProviderFacts,
	simplify: boolean,
): IDataObject {
	const standing =
		snapshot.refunds.kind === 'listed' ? standingRefunds(snapshot.refunds.refunds) : null;
	return {
		provider,
		invoiceId: snapshot.invoiceId,
		status: snapshot.status,
		currency: snapshot.currency,
		paidMinor: snapshot.paidMinor,
		taxMinor: snapshot.taxMinor,
		refundedMinor: standing ? sumOf(standing.map(({ amountMinor }) => amountMinor)) : null,
		refundableMinor: showsRefunds ? snapshot.refundableMinor : null,
		refundCount: standing ? standing.length : null,
		canBeRefunded:
			snapshot.notRefundable === null && snapshot.paidMinor > 0 && snapshot.refundableMinor !== 0,
		...(simplify ? {} : { response: nested(snapshot.response) }),
	};
}
