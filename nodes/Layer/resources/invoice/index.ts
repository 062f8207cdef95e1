import type { INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import {
	forGet,
	forGetAll,
	forRefunds,
	invoiceOperations,
	refundNotice,
} from '../../../shared/descriptions/invoiceOperations';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { refund } from './refund.operation';

/** Everything the node shows for an invoice. */
export const invoice: INodeProperties[] = [
	invoiceOperations('Record a refund of an invoice in the books, in full or in part', true),
	refundNotice(
		"This records a refund in the books; nothing in Layer's documentation says that money is sent. Send the money back where it was paid.",
	),
	...updateDisplayOptions(forRefunds, refund),
	...updateDisplayOptions(forGet, get),
	...updateDisplayOptions(forGetAll, getAll),
];
