import type { INodeProperties } from 'n8n-workflow';
import { labels } from '../labels';

/** When the money went back, for providers that keep books. */
export const completedAt: INodeProperties = {
	displayName: labels.completedAt,
	name: 'completedAt',
	type: 'dateTime',
	default: '',
	description:
		'When the money went back. Empty means now. Without a time zone, the workflow’s zone applies. The future is refused.',
};
