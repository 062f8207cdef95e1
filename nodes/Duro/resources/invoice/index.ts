import type { INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import {
	forGet,
	forRefunds,
	invoiceOperations,
	refundNotice,
} from '../../../shared/descriptions/invoiceOperations';
import { get } from './get.operation';
import { refund } from './refund.operation';

/** Everything the node shows for an invoice. */
export const invoice: INodeProperties[] = [
	invoiceOperations('Record a refund of an invoice, in full or in part', false),
	refundNotice(
		"Duro records the refund; its documentation does not say whether money is sent, and its API shows no earlier refunds. Run 'Check Refund' first.",
	),
	...updateDisplayOptions(forRefunds, refund),
	...updateDisplayOptions(forGet, get),
];
