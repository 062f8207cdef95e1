import { invoiceId as sharedInvoiceId } from '../../../shared/descriptions/invoiceId';

/** The list is the one of the business. */
export const invoiceId = sharedInvoiceId({
	list: true,
	placeholder: 'e.g. 0c9d5a7e-6b1f-4e83-8d2a-5f4b3c2d1e0f',
	dependsOn: 'businessId',
});
