import { invoiceId as sharedInvoiceId } from '../../../shared/descriptions/invoiceId';

/** By ID only: Duro documents no list of invoices. */
export const invoiceId = sharedInvoiceId({ list: false, placeholder: 'e.g. inv_8Fk2' });
