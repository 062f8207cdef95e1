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
	invoiceOperations('Send the money of an invoice back, in full or in part', true),
	refundNotice(
		"A refund sends money back to the payer and can't be taken back. Run 'Check Refund' first: it makes every check and sends nothing.",
	),
	...updateDisplayOptions(forRefunds, refund),
	...updateDisplayOptions(forGet, get),
	...updateDisplayOptions(forGetAll, getAll),
];
