import type { ProviderId } from '../types';
import { minorDigits, toDecimalText } from '../wire/decimal';

/** An amount for a person; where the unit is not sure (Thredfi, ISK), in the API's own units. */
export function moneyText(provider: ProviderId, minor: number, currency: string): string {
	const digits = minorDigits(currency);
	if (provider === 'thredfi' && digits !== 2) return `${minor} ${currency} (API units)`;
	return `${toDecimalText(minor, digits)} ${currency}`.trim();
}
