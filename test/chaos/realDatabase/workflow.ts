import type { ProviderId } from '../../../sandbox/types';
import { CREDENTIAL_IDS } from '../../../demo/credentials';
import { businessOf } from '../world/books';
import { PROVIDERS } from '../provider';

const FOLDER = 'chaos';
export const WORKFLOW_ID = 'chaosOnARealDatabase';

/** Where a provider's branch of the workflow listens. */
export function pathOf(provider: ProviderId): string {
	return `${FOLDER}-${provider}`;
}

/** One webhook per provider, its items taken apart, refunded, and all of them answered. */
export function chaosWorkflow() {
	const branches = PROVIDERS.map((provider, row) => branchOf(provider, row * 200));
	return {
		id: WORKFLOW_ID,
		name: 'Chaos on a real database',
		active: false,
		nodes: branches.flatMap(({ nodes }) => nodes),
		connections: Object.assign({}, ...branches.map(({ connections }) => connections)) as object,
		settings: { executionOrder: 'v1' },
	};
}

function branchOf(provider: ProviderId, y: number) {
	const business = businessOf(provider);
	const [webhook, apart, refund] = [
		`Notice ${provider}`,
		`Items ${provider}`,
		`Refund ${provider}`,
	];
	const type = `${provider}Api`;
	return {
		nodes: [
			{
				id: `webhook-${provider}`,
				name: webhook,
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, y],
				webhookId: pathOf(provider),
				parameters: {
					httpMethod: 'POST',
					path: pathOf(provider),
					responseMode: 'lastNode',
					responseData: 'allEntries',
					options: {},
				},
			},
			{
				id: `apart-${provider}`,
				name: apart,
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, y],
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			},
			{
				id: `refund-${provider}`,
				name: refund,
				type: `n8n-nodes-invoice-refunds.${provider}`,
				typeVersion: 1,
				position: [400, y],
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
				credentials: { [type]: { id: CREDENTIAL_IDS[provider], name: `${provider} (sandbox)` } },
				parameters: {
					resource: 'invoice',
					operation: 'refund',
					...(business === null ? {} : { businessId: business }),
					invoiceId: { __rl: true, mode: 'id', value: '={{ $json.invoiceId }}' },
					refundType: '={{ $json.refundType }}',
					amount: '={{ $json.amount }}',
					percentage: '={{ $json.percentage }}',
					reference: '={{ $json.reference }}',
					options: {},
				},
			},
		],
		connections: {
			[webhook]: { main: [[{ node: apart, type: 'main', index: 0 }]] },
			[apart]: { main: [[{ node: refund, type: 'main', index: 0 }]] },
		},
	};
}
