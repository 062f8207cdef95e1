import type { MinorUnits } from '../../money/minorUnits';
import type { ProviderProfile } from '../provider/profile';
import { unitIsSure } from '../decide/price';
import { NO_WORDS, type ProviderWords, type Success, type Unknown } from './result';
import type { KnownRefund, ProviderRefund, InvoiceSnapshot } from '../provider/snapshot';

/** A refund that is there, as the result of an item. A pending one is never called more than pending. */
export function toSuccess(
	refund: KnownRefund,
	whenDone: 'refunded' | 'alreadyRefunded',
	{ currency, exponent }: Pick<InvoiceSnapshot, 'currency' | 'exponent'>,
	profile: ProviderProfile,
): Success {
	return {
		outcome: refund.state === 'pending' ? 'pending' : whenDone,
		refundId: refund.refundId,
		amountMinor: refund.amountMinor,
		taxMinor: refund.taxMinor,
		currency,
		exponent: unitIsSure(profile, exponent) ? exponent : null,
		status: refund.status,
		response: refund.response,
	};
}

/** It may have gone through. */
export function outcomeUnknown(
	message: string,
	amountMinor: MinorUnits | null,
	words: ProviderWords = NO_WORDS,
): Unknown {
	return {
		...words,
		outcome: 'unknown',
		code: 'outcomeUnknown',
		message,
		amountMinor,
		refundId: null,
		confirmedMinor: null,
	};
}

/** A refund is there, and it is not what was asked for. */
export function confirmedOtherwise(
	message: string,
	amountMinor: MinorUnits,
	refund: ProviderRefund,
	words: ProviderWords = NO_WORDS,
): Unknown {
	return {
		...outcomeUnknown(message, amountMinor, words),
		code: 'confirmedOtherwise',
		refundId: refund.refundId,
		confirmedMinor: refund.amountMinor,
	};
}
