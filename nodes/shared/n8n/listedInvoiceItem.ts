import type { IDataObject } from 'n8n-workflow';
import type { ListedInvoice } from '../engine/adapter';
import type { ProviderFacts } from '../engine/facts';
import { unitIsSure } from '../engine/price';
import { minorToText } from '../money/decimal';
import { nested } from './items';

/**
 * An invoice of a list in ten flat fields, by which to find the one to look at; null where the row does not tell.
 * What is left of it, and whether it can be refunded, only the invoice itself tells. The customer is named by the
 * merchant's own reference; names and addresses come with `simplify` off, in the provider's own object.
 */
export function toListedInvoiceItem(
	invoice: ListedInvoice,
	facts: ProviderFacts,
	simplify: boolean,
): IDataObject {
	const { amountMinor, exponent } = invoice;
	const hasAmount = amountMinor !== null && exponent !== null && unitIsSure(facts, exponent);
	return {
		provider: facts.provider,
		invoiceId: invoice.invoiceId,
		number: invoice.number,
		customerReference: invoice.customerReference,
		date: invoice.date,
		status: invoice.status,
		amount: hasAmount ? minorToText(amountMinor, exponent) : null,
		amountMinor,
		taxMinor: invoice.taxMinor,
		currency: invoice.currency,
		...(simplify ? {} : { response: nested(invoice.response) }),
	};
}
