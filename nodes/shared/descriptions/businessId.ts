import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/** Whose invoice it is: Layer and Thredfi keep the books of many businesses. */
export function businessId(description: string): INodeProperties {
	return {
		displayName: labels.businessId,
		name: 'businessId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 7b2f6c1e-0d4a-4f7b-9a55-3c1d2e8f9a10',
		description,
	};
}
