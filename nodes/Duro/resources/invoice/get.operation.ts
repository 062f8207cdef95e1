import type { INodeProperties } from 'n8n-workflow';
import { simplify } from '../../../shared/descriptions/simplify';
import { invoiceId } from './invoiceId';

/** The parameters of `get`. */
export const get: INodeProperties[] = [invoiceId, simplify];
