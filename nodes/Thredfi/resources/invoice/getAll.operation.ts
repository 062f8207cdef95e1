import type { INodeProperties } from 'n8n-workflow';
import {
	customerId,
	customerReference,
	due,
	maximumAmountMinor,
} from '../../../shared/descriptions/filters';
import { listing } from '../../../shared/descriptions/listing';
import { businessId } from './businessId';

/** The parameters of `getAll`. */
export const getAll: INodeProperties[] = [
	businessId,
	...listing([customerId, customerReference, ...due, maximumAmountMinor]),
];
