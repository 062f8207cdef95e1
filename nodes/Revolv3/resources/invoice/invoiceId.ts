import { invoiceId as sharedInvoiceId } from '../../../shared/descriptions/invoiceId';

/** The original invoice: a refund at Revolv3 is an invoice of its own. */
export const invoiceId = sharedInvoiceId({ list: true, placeholder: 'e.g. 1001' });
