import type { Webhook } from '../../shared/webhook/webhook';
import { checkSignature } from './checkSignature';
import { readEvent } from './readEvent';

export const revolv3Webhook: Webhook = {
	displayName: 'Revolv3',
	credential: { type: 'revolv3WebhookApi', field: 'webhookKey' },
	signsAddress: true,
	signsTime: false,
	testEvent: 'WebhookTest',
	checkSignature,
	readEvent,
};
