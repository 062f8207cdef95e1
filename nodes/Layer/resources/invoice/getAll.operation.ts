import type { INodeProperties } from 'n8n-workflow';
import {
	customerId,
	customerReference,
	due,
	sent,
	status,
} from '../../../shared/descriptions/filters';
import { listing } from '../../../shared/descriptions/listing';
import { STATUSES } from '../../adapter/statuses';
import { businessId } from './businessId';

/** The parameters of `getAll`. */
export const getAll: INodeProperties[] = [
	businessId,
	...listing([customerId, customerReference, ...due, ...sent, status(STATUSES)]),
];
