import type { INodeProperties } from 'n8n-workflow';
import {
	billed,
	customerReference,
	invoiceReference,
	updated,
} from '../../../shared/descriptions/filters';
import { listing } from '../../../shared/descriptions/listing';

/** The parameters of `getAll`. Refunds, which are invoices there, are not among them. */
export const getAll: INodeProperties[] = listing([
	...billed,
	customerReference,
	invoiceReference,
	...updated,
]);
