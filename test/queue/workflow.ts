import { CREDENTIAL_IDS } from '../../demo/credentials';
import type { ProviderId } from '../../sandbox/types';
import { businessOf } from '../chaos/world/books';

/** What a dispute's webhook brings. */
export interface Dispute {
	readonly invoiceId: string;
	/** An exact decimal, before tax at Revolv3. */
	readonly amount: string;
	/** The disputed payment. */
	readonly reference: string;
	/** Which delivery of it this is; the workflow does nothing with it. */
	readonly delivery: string;
}

/** Where the workflow listens. */
export function pathOf(workflowId: string): string {
	return `dispute-${workflowId}`;
}

/** A dispute's notice comes in, the node refunds, its item is the answer: Continue On Fail and Retry On Fail are on. */
export function disputeWorkflow(provider: ProviderId, workflowId: string) {
	const business = businessOf(provider);
	const credential = { id: CREDENTIAL_IDS[provider], name: `${provider} (sandbox)` };
	return {
		id: workflowId,
		name: `Disputes at ${provider}, ${workflowId}`,
		active: false,
		nodes: [
			{
				id: `webhook-${workflowId}`,
				name: 'Dispute notice',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: pathOf(workflowId),
				parameters: {
					httpMethod: 'POST',
					path: pathOf(workflowId),
					responseMode: 'lastNode',
					responseData: 'firstEntryJson',
					options: {},
				},
			},
			{
				id: `refund-${workflowId}`,
				name: 'Refund',
				type: `n8n-nodes-invoice-refunds.${provider}`,
				typeVersion: 1,
				position: [200, 0],
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1000,
				credentials: { [`${provider}Api`]: credential },
				parameters: {
					resource: 'invoice',
					operation: 'refund',
					...(business === null ? {} : { businessId: business }),
					invoiceId: { __rl: true, mode: 'id', value: '={{ $json.body.invoiceId }}' },
					refundType: 'amount',
					amount: '={{ $json.body.amount }}',
					reference: '={{ $json.body.reference }}',
					options: {},
				},
			},
		],
		connections: { 'Dispute notice': { main: [[{ node: 'Refund', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
