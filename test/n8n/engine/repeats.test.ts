import { detailsOf, parametersOf, PROVIDERS, type Bed } from '../../bed';
import type { ProviderId } from '../../../sandbox';
import { booked, disputes, FROM_ITEM, outcomes, sharedBed, tickets } from './cases';

const own = sharedBed();

const nodeAt = (bed: Bed, provider: ProviderId) => ({
	type: `n8n-nodes-invoice-refunds.${provider}`,
	parameters: parametersOf(provider, 'refund', bed.sandbox, FROM_ITEM),
	onError: 'continueErrorOutput' as const,
});

describe.each(PROVIDERS)('the same disputes again at %s', (provider) => {
	it('are already refunded in the next execution', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 3);
		const first = await bed.refund(provider, FROM_ITEM, items);
		const second = await bed.refund(provider, FROM_ITEM, items);
		expect(outcomes(first.main)).toEqual(items.map(() => 'refunded'));
		expect(outcomes(second.main)).toEqual(items.map(() => 'alreadyRefunded'));
		expect(second.main.map(({ json }) => [json.refundId, json.amount])).toEqual(
			first.main.map(({ json }) => [json.refundId, json.amount]),
		);
		expect(bed.sandbox.writes(provider)).toHaveLength(3);
	});

	it('are booked once by two executions side by side', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		const runs = await Promise.all([1, 2].map(() => bed.refund(provider, FROM_ITEM, items)));
		expect(booked(bed, provider, items)).toEqual(tickets(items));
		for (const index of items.keys()) {
			expect(runs.map(({ main }) => outcomes(main)[index]).sort()).toEqual([
				'alreadyRefunded',
				'refunded',
			]);
		}
	});

	it('are booked once by two branches of one workflow', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 3);
		const [a, b] = await bed.n8n.runTwiceInBranches({ node: nodeAt(bed, provider), items });
		expect([...outcomes(a.main), ...outcomes(b.main)].sort()).toEqual([
			...items.map(() => 'alreadyRefunded'),
			...items.map(() => 'refunded'),
		]);
		expect(booked(bed, provider, items)).toEqual(tickets(items));
	});

	it('are booked once in a loop that meets one of them in two rounds', async () => {
		const { bed } = own;
		const [a, b] = disputes(bed, provider, 2);
		const items = [a, b, a].flatMap((item) => (item ? [item] : []));
		const result = await bed.n8n.runInLoop({ node: nodeAt(bed, provider), items, batchSize: 1 });
		const rounds = [0, 1, 2].map((round) => outcomes(result.outputs('Node', round).main));
		expect(rounds).toEqual([['refunded'], ['refunded'], ['alreadyRefunded']]);
		expect(bed.sandbox.writes(provider)).toHaveLength(2);
	});

	it('are booked once by an agent that calls the tool again, each call an item of its own run', async () => {
		const { bed } = own;
		const [a] = disputes(bed, provider, 1);
		const items = [a, a, a].flatMap((item) => (item ? [item] : []));
		const result = await bed.n8n.runInLoop({ node: nodeAt(bed, provider), items, batchSize: 1 });
		const calls = [0, 1, 2].map((call) => outcomes(result.outputs('Node', call).main)[0]);
		expect(calls).toEqual(['refunded', 'alreadyRefunded', 'alreadyRefunded']);
		expect(bed.sandbox.refunds(provider, a?.invoice)).toHaveLength(1);
	});
});

describe.each(PROVIDERS)('one invoice twice in one input at %s', (provider) => {
	it('is already refunded under the same reference, and a conflict with another amount', async () => {
		const { bed } = own;
		const [a] = disputes(bed, provider, 1);
		const items = [{ ...a }, { ...a }, { ...a, amount: '5.00' }];
		const { main, error } = await bed.refund(provider, FROM_ITEM, items);
		expect(outcomes(main)).toEqual(['refunded', 'alreadyRefunded']);
		expect(outcomes(error)).toEqual(['referenceConflict']);
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
	});

	it('is refunded twice under two references', async () => {
		const { bed } = own;
		const [a] = disputes(bed, provider, 1);
		const items = [{ ...a }, { ...a, ticket: 'ANOTHER' }];
		const { main } = await bed.refund(provider, FROM_ITEM, items);
		expect(outcomes(main)).toEqual(['refunded', 'refunded']);
		expect(bed.sandbox.refunds(provider, a?.invoice)).toHaveLength(2);
	});

	it('has a refund already where neither has a reference', async () => {
		const { bed } = own;
		const [a] = disputes(bed, provider, 1);
		const items = [{ ...a }, { ...a }, { ...a, amount: '5.00' }];
		const { main, error } = await bed.refund(provider, { ...FROM_ITEM, reference: '' }, items);
		expect(outcomes(main)).toEqual(['refunded']);
		expect(outcomes(error)).toEqual(['alreadyHasRefund', 'alreadyHasRefund']);
		expect(error.map((item) => detailsOf(item).outcome)).toEqual(['refused', 'refused']);
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
	});
});
