import type { INodeProperties } from 'n8n-workflow';
import { simplify } from '../../../shared/descriptions/simplify';
import { businessId } from './businessId';
import { invoiceId } from './invoiceId';

/** The parameters of `get`. */
export const get: INodeProperties[] = [businessId, invoiceId, simplify];
