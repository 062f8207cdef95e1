import type { INodeProperties } from 'n8n-workflow';
import { updated } from '../../../shared/descriptions/filters';
import { listing } from '../../../shared/descriptions/listing';
import { invoiceId } from '../invoice/invoiceId';

/** The parameters of `getAll`: refunds are found through the invoice they were made on. */
export const getAll: INodeProperties[] = [invoiceId, ...listing([...updated])];
