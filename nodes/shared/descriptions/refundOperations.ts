import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';
import { labels } from '../labels';
import { simplify } from './simplify';

/** What can be done with a refund that was made: nothing but looking at it. */
const operation: INodeProperties = {
	displayName: labels.operation,
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['refund'] } },
	default: 'get',
	options: [
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve a refund as it stands, for example to wait until it is final',
			action: 'Get refund',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve a list of refunds',
			action: 'Get many refunds',
		},
	],
};

/** Everything a node shows for a refund. @param business where the provider keeps the books of many */
export function refundProperties(how: {
	readonly business?: INodeProperties;
	readonly placeholder: string;
	readonly description: string;
	/** Whose refunds are listed, and by what they can be filtered. */
	readonly list: INodeProperties[];
}): INodeProperties[] {
	const refundId: INodeProperties = {
		displayName: labels.refundId,
		name: 'refundId',
		type: 'string',
		default: '',
		placeholder: how.placeholder,
		description: how.description,
	};
	return [
		operation,
		...updateDisplayOptions({ show: { resource: ['refund'], operation: ['get'] } }, [
			...(how.business ? [how.business] : []),
			refundId,
			simplify,
		]),
		...updateDisplayOptions({ show: { resource: ['refund'], operation: ['getAll'] } }, how.list),
	];
}
