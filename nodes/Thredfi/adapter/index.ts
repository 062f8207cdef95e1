import type { Adapter } from '../../shared/engine/adapter';
import { facts } from './facts';
import { listInvoices, listRefunds, readRefund } from './lists';
import { openBooks } from './reads';
import { toRequest } from './request';
import { toReading, toWords } from './response';

/** Refunds of invoices in Thredfi's books. */
export const thredfi: Adapter = {
	facts,
	openBooks,
	listInvoices,
	listRefunds,
	readRefund,
	toRequest,
	toReading,
	toWords,
};
