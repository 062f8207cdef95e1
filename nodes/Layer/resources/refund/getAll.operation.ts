import type { INodeProperties } from 'n8n-workflow';
import { completed, externalId } from '../../../shared/descriptions/filters';
import { listing } from '../../../shared/descriptions/listing';
import { businessId } from '../invoice/businessId';

/** The parameters of `getAll`. */
export const getAll: INodeProperties[] = [businessId, ...listing([...completed, externalId])];
