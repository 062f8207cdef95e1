import type { INodeProperties } from 'n8n-workflow';
import { refundProperties } from '../../../shared/descriptions/refundOperations';
import { getAll } from './getAll.operation';

/** Everything the node shows for a refund. */
export const refund: INodeProperties[] = refundProperties({
	placeholder: 'e.g. 2002',
	description:
		'The number of the invoice that Revolv3 made for the refund, not of the refunded one',
	list: getAll,
});
