import type { IDataObject } from 'n8n-workflow';
import type { CurrentRefund, ListedRefund } from '../../engine/provider/adapter';
import type { ProviderProfile } from '../../engine/provider/profile';
import { unitIsSure } from '../../engine/decide/price';
import type { RefundState } from '../../engine/provider/snapshot';
import { sumOf } from '../../money/minorUnits';
import { inMajor, nested } from './items';

/**
 * A refund in ten flat fields; null where the provider does not tell, and `amount` null where its unit is not sure.
 * `simplify` off adds tax and total in minor units, the provider's `externalId` and its own object as `response`.
 */
export function toRefundItem(
	{ refund, mayChange, currency, exponent }: CurrentRefund,
	profile: ProviderProfile,
	simplify: boolean,
): IDataObject {
	const { amountMinor, state } = refund;
	const shownExponent = unitIsSure(profile, exponent) ? exponent : null;
	const totalMinor =
		refund.totalMinor ??
		(profile.amountIsBeforeTax ? sumOf([amountMinor, refund.taxMinor]) : amountMinor);
	return {
		provider: profile.provider,
		refundId: refund.refundId,
		invoiceId: refund.invoiceId,
		status: refund.status,
		isFinal: !mayChange && isSettled(state),
		isRefunded: state === 'done',
		amount: inMajor(amountMinor, shownExponent),
		amountMinor,
		total: inMajor(totalMinor, shownExponent),
		currency,
		...(simplify
			? {}
			: {
					taxMinor: refund.taxMinor,
					totalMinor,
					externalId: refund.externalId,
					response: nested(refund.response),
				}),
	};
}

/** A refund out of a list; of one that can't be read, what little it tells. */
export function toListedRefundItem(
	listed: ListedRefund,
	profile: ProviderProfile,
	simplify: boolean,
): IDataObject {
	if (listed.kind === 'readable') return toRefundItem(listed.current, profile, simplify);
	const { refundId, status, response } = listed;
	return {
		provider: profile.provider,
		refundId,
		invoiceId: null,
		status,
		// Neither yes nor no: nothing else of it is known.
		isFinal: null,
		isRefunded: null,
		amount: null,
		amountMinor: null,
		total: null,
		currency: null,
		...(simplify
			? {}
			: { taxMinor: null, totalMinor: null, externalId: null, response: nested(response) }),
	};
}

/** Nobody knows what comes after a status that nobody has documented, so it is not waited out. */
function isSettled(state: RefundState): boolean {
	switch (state) {
		case 'done':
		case 'declined':
		case 'keyUsedUp':
			return true;
		case 'pending':
		case 'undocumented':
			return false;
	}
}
