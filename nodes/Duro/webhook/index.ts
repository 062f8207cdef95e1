import type { Webhook } from '../../shared/webhook/webhook';
import { checkSignature } from './checkSignature';
import { readEvent } from './readEvent';

export const duroWebhook: Webhook = {
	displayName: 'Duro',
	credential: { type: 'duroWebhookApi', field: 'signingSecret' },
	signsAddress: false,
	signsTime: true,
	testEvent: null,
	checkSignature,
	readEvent,
};
