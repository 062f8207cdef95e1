import type { IDataObject } from 'n8n-workflow';
import type { ListedInvoice } from '../../engine/provider/adapter';
import type { ProviderProfile } from '../../engine/provider/profile';
import { unitIsSure } from '../../engine/decide/price';
import { sumOf } from '../../money/minorUnits';
import { inMajor, nested } from './items';

/**
 * An invoice of a list in ten flat fields, by which to find the one to look at; null where the row does not tell.
 * What is left of it, and whether it can be refunded, only the invoice itself tells. The customer is named by the
 * merchant's own reference; names and addresses come with `simplify` off, in the provider's own object.
 */
export function toListedInvoiceItem(
	invoice: ListedInvoice,
	profile: ProviderProfile,
	simplify: boolean,
): IDataObject {
	const { amountMinor, taxMinor } = invoice;
	const isSure = invoice.exponent !== null && unitIsSure(profile, invoice.exponent);
	const exponent = isSure ? invoice.exponent : null;
	const totalMinor = profile.amountIsBeforeTax ? sumOf([amountMinor, taxMinor]) : amountMinor;
	return {
		provider: profile.provider,
		invoiceId: invoice.invoiceId,
		number: invoice.number,
		customerReference: invoice.customerReference,
		date: invoice.date,
		status: invoice.status,
		amount: inMajor(amountMinor, exponent),
		amountMinor,
		total: inMajor(totalMinor, exponent),
		currency: invoice.currency,
		...(simplify ? {} : { response: nested(invoice.response) }),
	};
}
