import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { labels } from '../labels';

/**
 * What can be done with an invoice. The actions are what an AI model is told about a tool, so the one that can't be
 * undone says so.
 *
 * @param refund what the refund does at this provider
 * @param isListed whether the provider documents a list of invoices
 */
export function invoiceOperations(refund: string, isListed: boolean): INodeProperties {
	const operations: INodePropertyOptions[] = [
		{
			name: 'Check Refund',
			value: 'checkRefund',
			description: 'See whether a refund would go through; nothing is sent or remembered',
			action: 'Check refund of invoice',
		},
		{ name: 'Get', value: 'get', description: 'Retrieve an invoice', action: 'Get invoice' },
		...(isListed ? [getMany] : []),
		{
			name: 'Refund',
			value: 'refund',
			description: refund,
			action: 'Refund invoice (irreversible)',
		},
	];
	return {
		displayName: labels.operation,
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['invoice'] } },
		// Not the main action: a node that was only dropped on the canvas and run must refund nothing.
		default: 'checkRefund',
		options: operations,
	};
}

const getMany: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	description: 'Retrieve a list of invoices',
	action: 'Get many invoices',
};

/** What a person has to know right before refunding. Shown for the operation that sends, not for the check. */
export function refundNotice(text: string): INodeProperties {
	return {
		displayName: text,
		name: 'refundNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['invoice'], operation: ['refund'] } },
	};
}

/** Where the refund's parameters show: `checkRefund` takes the same ones, so that switching over loses nothing. */
export const forRefunds = { show: { resource: ['invoice'], operation: ['checkRefund', 'refund'] } };

/** Where the parameters of `get` show. */
export const forGet = { show: { resource: ['invoice'], operation: ['get'] } };

/** Where the parameters of `getAll` show. */
export const forGetAll = { show: { resource: ['invoice'], operation: ['getAll'] } };
