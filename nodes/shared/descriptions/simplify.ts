import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/** n8n's own switch, with the words its guidelines fix. */
export const simplify: INodeProperties = {
	displayName: labels.simplify,
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
