import type { ProviderId } from '../../sandbox/types';
import type { RunOptions } from '../n8n/harness';
import type { Batch } from './story';
import { itemOf, type Accounts } from './wish';
import { businessOf } from './world/books';

/** A workflow whose refund node takes all it needs from its items; with two accounts the credential too. */
export function workflowOf(
	provider: ProviderId,
	invoiceIds: readonly string[],
	batch: Batch,
	accounts: Accounts,
): RunOptions {
	const business = businessOf(provider);
	const byItem = accounts === 2 ? '={{ $json.businessId }}' : business;
	const hasReferences = batch.wishes.some(({ reference }) => reference !== '');
	return {
		workflowId: 'workflow-1',
		items: batch.wishes.map((wish) => ({
			...itemOf(wish, invoiceIds[wish.invoice] ?? ''),
			...(accounts === 2
				? { account: wish.account, businessId: businessOf(provider, wish.account) }
				: {}),
		})),
		node: {
			type: `n8n-nodes-invoice-refunds.${provider}`,
			name: 'Refund',
			onError: batch.onError,
			...(batch.tries === null ? {} : { retryOnFail: true, maxTries: batch.tries }),
			waitBetweenTries: 1,
			parameters: {
				resource: 'invoice',
				operation: 'refund',
				...(business === null ? {} : { businessId: byItem }),
				invoiceId: { __rl: true, mode: 'id', value: '={{ $json.invoiceId }}' },
				refundType: '={{ $json.refundType }}',
				amount: '={{ $json.amount }}',
				percentage: '={{ $json.percentage }}',
				// An expression that yields nothing is refused, so a batch without references has none at all.
				reference: hasReferences ? '={{ $json.reference }}' : '',
				simplify: batch.simplify,
				options: {
					concurrency: batch.concurrency,
					allowEarlierRefunds: batch.allowEarlierRefunds,
					// The only field at Revolv3 that can say whose refund a request is; for the books of the test alone.
					...(provider === 'revolv3' ? { reportGroup: '={{ $json.reference }}' } : {}),
				},
			},
		},
	};
}
