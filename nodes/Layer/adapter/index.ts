import type { Adapter } from '../../shared/engine/adapter';
import { facts } from './facts';
import { listInvoices } from './listInvoices';
import { listRefunds } from './listRefunds';
import { openBooks } from './openBooks';
import { readRefund } from './readRefund';
import { toReading } from './toReading';
import { toRequest } from './toRequest';
import { toWords } from './toWords';

/** Everything this package knows of Layer's wire. */
export const layer: Adapter = {
	facts,
	openBooks,
	listInvoices,
	listRefunds,
	readRefund,
	toRequest,
	toReading,
	toWords,
};
