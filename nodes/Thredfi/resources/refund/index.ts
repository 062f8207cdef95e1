import type { INodeProperties } from 'n8n-workflow';
import { refundProperties } from '../../../shared/descriptions/refundOperations';
import { businessId } from '../invoice/businessId';
import { getAll } from './getAll.operation';

/** Everything the node shows for a refund. */
export const refund: INodeProperties[] = refundProperties({
	business: businessId,
	placeholder: 'e.g. 5f0e3b2c-8d7a-4c61-b9f4-2a1c0d9e8b76',
	description: 'The ID that Thredfi gave the refund, a UUID',
	list: getAll,
});
