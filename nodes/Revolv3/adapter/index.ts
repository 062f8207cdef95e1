import type { Adapter } from '../../shared/engine/adapter';
import { facts } from './facts';
import { listInvoices } from './listInvoices';
import { listRefunds } from './listRefunds';
import { openBooks } from './reads';
import { readRefund } from './refund';
import { toRequest } from './request';
import { toReading, toWords } from './response';

/** Revolv3: moves money, takes no key, shows a refund as an invoice of its own under the refunded one. */
export const revolv3: Adapter = {
	facts,
	openBooks,
	listInvoices,
	listRefunds,
	readRefund,
	toRequest,
	toReading,
	toWords,
};
