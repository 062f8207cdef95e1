import type { INodeParameters } from 'n8n-workflow';
import type { ProviderId } from '../../../sandbox';
import { detailsOf, parametersOf, PROVIDERS } from '../../bed';
import {
	booked,
	disputes,
	FROM_ITEM,
	ONE_BY_ONE,
	outcomes,
	sharedBed,
	tickets,
	until,
} from './cases';

const own = sharedBed();
const regular = { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3 } as const;
const stop = { onError: 'stopWorkflow', retryOnFail: true, maxTries: 3 } as const;

const NOW = '={{ $now.toISO() }}';
/** Fields that hold another value each time the node is run. */
const WITH_THE_TIME: Readonly<Record<ProviderId, INodeParameters>> = {
	duro: { options: { concurrency: 1, reason: NOW } },
	layer: { completedAt: NOW, options: { concurrency: 1, memo: NOW } },
	revolv3: { options: { concurrency: 1, reportGroup: NOW } },
	thredfi: { completedAt: NOW, options: { concurrency: 1, memo: NOW } },
};

describe.each(PROVIDERS)('Retry On Fail at %s', (provider) => {
	it('says "refunded" again of what an earlier try has refunded, whatever time stands in its fields', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 2);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422, skip: 1 });
		const parameters = { ...FROM_ITEM, ...WITH_THE_TIME[provider] };
		const { main, failed } = await bed.refund(provider, parameters, items, stop);
		expect(failed).toBeUndefined();
		expect(outcomes(main)).toEqual(['refunded', 'refunded']);
		expect(bed.sandbox.writes(provider)).toHaveLength(3);
	});

	it('sends the others once where the first item fails every time', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		const [bad, ...good] = items;
		const withOneBad = [{ ...bad, amount: '9999.00' }, ...good];
		const { main } = await bed.refund(provider, ONE_BY_ONE, withOneBad, regular);
		expect(outcomes(main)).toEqual(['amountTooHigh', 'refunded', 'refunded', 'refunded']);
		expect(bed.sandbox.writes(provider)).toHaveLength(3);
		expect(booked(bed, provider, items)).toEqual(tickets(good));
		// All three tries have come by: the first item was read at each.
		const reads = bed.sandbox.requests.filter(
			({ call, path, status }) =>
				call === 'readInvoice' && status === 200 && path.includes(bad?.invoice ?? '-'),
		);
		expect(reads).toHaveLength(3);
	});

	it('sends the first ones once where the last item fails every time', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		const [a, b, c, d] = items;
		const withOneBad = [a, b, c, { ...d, amount: '9999.00' }].map((item) => ({ ...item }));
		const { failed } = await bed.refund(provider, ONE_BY_ONE, withOneBad, stop);
		expect(failed?.context).toMatchObject({ itemIndex: 3, code: 'amountTooHigh' });
		expect(failed?.description).toMatch(/\b3 items have their refund/);
		expect(bed.sandbox.writes(provider)).toHaveLength(3);
		expect(booked(bed, provider, items)).toEqual(['TICKET-1', 'TICKET-2', 'TICKET-3']);
	});

	it.each([
		['the first', 0],
		['the last', 3],
	])(
		'books each once, as refunded, where %s item comes through at the second try',
		async (_, skip) => {
			const { bed } = own;
			const items = disputes(bed, provider, 4);
			bed.sandbox.fault({ provider, call: 'readInvoice', kind: 'status', status: 500, skip });
			const { main, failed } = await bed.refund(provider, ONE_BY_ONE, items, stop);
			expect(failed).toBeUndefined();
			expect(outcomes(main)).toEqual(items.map(() => 'refunded'));
			expect(bed.sandbox.writes(provider)).toHaveLength(4);
			expect(booked(bed, provider, items)).toEqual(tickets(items));
		},
	);

	it('says what was finished again word for word, and does not ask the provider for it', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 3);
		bed.sandbox.fault({ provider, call: 'readInvoice', kind: 'status', status: 500, skip: 2 });
		const parameters = { ...ONE_BY_ONE, simplify: false };
		const { main } = await bed.refund(provider, parameters, items, stop);
		const booking = items.map(({ invoice }) => bed.sandbox.refunds(provider, invoice)[0]);
		expect(main.map(({ json }) => json.refundId)).toEqual(booking.map((one) => one?.refundId));
		expect(main.map(({ json }) => typeof json.response)).toEqual(['object', 'object', 'object']);
		expect(main.every(({ json }) => json.response !== null)).toBe(true);
		const [first] = items;
		const aboutFirst = bed.sandbox.requests.filter(
			({ call, path, status }) =>
				call === 'readInvoice' && status === 200 && path.includes(first?.invoice ?? '-'),
		);
		expect(aboutFirst).toHaveLength(1);
	});

	it('never sends a second refund for one whose answer was lost', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 3);
		const lost = { provider, call: 'refund', kind: 'drop', moment: 'afterCommit' } as const;
		bed.sandbox.fault({ ...lost, times: 9 });
		await bed.refund(provider, ONE_BY_ONE, items, regular);
		for (const { invoice } of items) {
			expect(bed.sandbox.refunds(provider, invoice)).toHaveLength(1);
		}
	});
});

describe.each(PROVIDERS)('a manual retry at %s', (provider) => {
	it('refunds what was left and says the rest again as refunded', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422, skip: 2 });
		const first = await bed.refund(provider, ONE_BY_ONE, items, { onError: 'stopWorkflow' });
		expect(first.failed?.context).toMatchObject({ itemIndex: 2 });
		const second = await first.retry();
		expect(second.failed).toBeUndefined();
		expect(outcomes(second.main)).toEqual(items.map(() => 'refunded'));
		expect(bed.sandbox.writes(provider)).toHaveLength(5);
		expect(booked(bed, provider, items)).toEqual(tickets(items));
	});

	it('settles what was in doubt without a second refund', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 2);
		const lost = { provider, call: 'refund', kind: 'drop', moment: 'afterCommit' } as const;
		bed.sandbox.fault({ ...lost, skip: 1 });
		// Whatever is asked after the send, until the books can be read again.
		const blind = { provider, kind: 'status', status: 503, times: Infinity } as const;
		const running = bed.refund(provider, ONE_BY_ONE, items, { onError: 'stopWorkflow' });
		await until(() => bed.sandbox.writes(provider).length === 2);
		bed.sandbox.fault({ ...blind, call: 'any' });
		const first = await running;
		expect(first.failed?.context).toMatchObject({ outcome: 'unknown', code: 'outcomeUnknown' });

		bed.sandbox.clearFaults();
		const { main, failed } = await first.retry();
		// Duro can't be asked; once its silence is over, the same key tells.
		expect(outcomes(main)).toEqual(['refunded', 'refunded']);
		expect(failed).toBeUndefined();
		expect(booked(bed, provider, items)).toEqual(tickets(items));
	});
});

describe.each(['duro', 'layer', 'thredfi'] as const)('an outage at %s', (provider) => {
	it('that all tries have met is over at the Retry button, which sends the same once more', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 1);
		const down = { provider, call: 'refund', kind: 'status', status: 503 } as const;
		bed.sandbox.fault({ ...down, times: Infinity });
		const first = await bed.refund(provider, FROM_ITEM, items, stop);
		expect(first.failed?.context).toMatchObject({ outcome: 'unknown', code: 'outcomeUnknown' });
		bed.sandbox.clearFaults();
		const sent = bed.sandbox.writes(provider).length;
		const { main, failed } = await first.retry();
		expect(failed).toBeUndefined();
		expect(outcomes(main)).toEqual(['refunded']);
		const writes = bed.sandbox.writes(provider);
		expect(writes).toHaveLength(sent + 1);
		expect(new Set(writes.map(({ bodyText }) => bodyText)).size).toBe(1);
		expect(booked(bed, provider, items)).toEqual(tickets(items));
	});
});

describe.each(['layer', 'thredfi'] as const)(
	'a lost answer at %s that no read settles',
	(provider) => {
		const lose = () => {
			const { bed } = own;
			const moment = 'afterCommit';
			bed.sandbox.fault({ provider, call: 'refund', kind: 'drop', moment, times: Infinity });
			for (const call of ['readInvoice', 'readRefund', 'listRefunds'] as const) {
				const outage = { kind: 'status', status: 503, times: Infinity, afterRefund: true } as const;
				bed.sandbox.fault({ provider, call, ...outage });
			}
		};
		const bodies = () => new Set(own.bed.sandbox.writes(provider).map(({ bodyText }) => bodyText));

		it('is unknown at the next try too, whatever time stands in its fields, and is sent again byte for byte', async () => {
			const { bed } = own;
			const items = disputes(bed, provider, 1);
			lose();
			const parameters = { ...FROM_ITEM, completedAt: NOW };
			const first = await bed.refund(provider, parameters, items, { ...stop, maxTries: 2 });
			expect(first.failed?.context).toMatchObject({ outcome: 'unknown', code: 'outcomeUnknown' });
			bed.sandbox.clearFaults();
			const { main } = await first.retry();
			expect(outcomes(main)).toEqual(['refunded']);
			expect(bodies().size).toBe(1);
			expect(booked(bed, provider, items)).toEqual(tickets(items));
		});

		it('is sent again byte for byte by the next call of an agent, which is a run of its own', async () => {
			const { bed } = own;
			const [item] = disputes(bed, provider, 1);
			bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 503, times: 2 });
			const parameters = { ...FROM_ITEM, completedAt: NOW };
			const node = {
				type: `n8n-nodes-invoice-refunds.${provider}`,
				parameters: parametersOf(provider, 'refund', bed.sandbox, parameters),
				onError: 'continueRegularOutput',
			} as const;
			const items = [{ ...item }, { ...item }];
			const result = await bed.n8n.runInLoop({ node, items, batchSize: 1 });
			expect(outcomes(result.outputs('Node', 1).main)).toEqual(['refunded']);
			expect(bed.sandbox.writes(provider)).toHaveLength(3);
			expect(bodies().size).toBe(1);
		});

		it('is unknown for each of two equal items', async () => {
			const { bed } = own;
			const items = disputes(bed, provider, 1);
			lose();
			const { main, error } = await bed.refund(provider, FROM_ITEM, [...items, ...items]);
			expect(main).toEqual([]);
			expect(outcomes(error)).toEqual(['outcomeUnknown', 'outcomeUnknown']);
			expect(bodies().size).toBe(1);
			expect(booked(bed, provider, items)).toEqual(tickets(items));
		});
	},
);

describe('another amount than was asked for, confirmed by Duro', () => {
	it('is told with its figure at the Retry button too, and as what it is in later executions', async () => {
		const { bed } = own;
		const items = disputes(bed, 'duro', 1);
		bed.sandbox.fault({ provider: 'duro', call: 'refund', kind: 'otherAmount' });
		const first = await bed.refund('duro', FROM_ITEM, items, stop);
		const retried = await first.retry();
		for (const { failed } of [first, retried]) {
			expect(failed?.context).toMatchObject({ code: 'confirmedOtherwise', confirmedMinor: 101 });
		}
		const later = await bed.refund('duro', FROM_ITEM, items);
		expect(later.error.map(detailsOf)).toMatchObject([{ code: 'confirmedOtherwise' }]);
		expect(bed.sandbox.writes('duro')).toHaveLength(1);
	});
});
