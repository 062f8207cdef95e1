import type { IDataObject } from 'n8n-workflow';
import type { ProviderProfile } from '../../engine/provider/profile';
import { unitIsSure } from '../../engine/decide/price';
import { standingRefunds, type InvoiceSnapshot } from '../../engine/provider/snapshot';
import { sumOf } from '../../money/minorUnits';
import { inMajor, nested } from './items';

/**
 * An invoice in ten flat fields; null where the provider does not let it be known, or where it is only a guess.
 * `simplify` off adds minor units, the tax and the provider's own object.
 *
 * @param isHidden a refund of the invoice is recorded, and the provider lists none
 */
export function toInvoiceItem(
	snapshot: InvoiceSnapshot,
	profile: ProviderProfile,
	simplify: boolean,
	isHidden = false,
): IDataObject {
	const { refunds, paidMinor, taxMinor } = snapshot;
	const standing = refunds.kind === 'listed' ? standingRefunds(refunds.refunds) : null;
	// How much of an earlier refund was tax may be a guess: then what is left is one too.
	const isGuess = isHidden || (standing?.some(({ otherAmounts }) => otherAmounts) ?? true);
	const refundedMinor = isGuess
		? null
		: sumOf((standing ?? []).map(({ amountMinor }) => amountMinor));
	const refundableMinor = isGuess || !profile.showsRefunds ? null : snapshot.refundableMinor;
	const exponent = unitIsSure(profile, snapshot.exponent) ? snapshot.exponent : null;
	return {
		provider: profile.provider,
		invoiceId: snapshot.invoiceId,
		status: snapshot.status,
		currency: snapshot.currency,
		paid: inMajor(paidMinor, exponent),
		refunded: inMajor(refundedMinor, exponent),
		refundable: inMajor(refundableMinor, exponent),
		refundableMinor,
		refundCount: standing && !isHidden ? standing.length : null,
		canBeRefunded:
			snapshot.notRefundable === null && paidMinor > 0 && snapshot.refundableMinor !== 0,
		...(simplify
			? {}
			: { paidMinor, refundedMinor, taxMinor, response: nested(snapshot.response) }),
	};
}
