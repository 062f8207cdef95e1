import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';
import { simplify } from './simplify';

/** How much of a list is wanted, and of what kind: n8n's own parameters, with the words its guidelines fix. */
export function listing(filters: INodeProperties[]): INodeProperties[] {
	return [
		{
			displayName: labels.returnAll,
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: labels.limit,
			name: 'limit',
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: labels.filtersCollection,
			name: 'filters',
			type: 'collection',
			default: {},
			placeholder: 'Add filter',
			options: filters,
		},
		simplify,
	];
}
