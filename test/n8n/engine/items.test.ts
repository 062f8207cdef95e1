import { SEED } from '../../../sandbox';
import { PROVIDERS } from '../../bed';
import {
	booked,
	disputes,
	FROM_ITEM,
	invoiceOf,
	outcomes,
	sharedBed,
	tickets,
	until,
} from './cases';

const own = sharedBed();

describe.each(PROVIDERS)('several items at %s', (provider) => {
	it('get what their own expressions say, in their order and paired with their input', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 5);
		const { main, error, failed } = await bed.refund(provider, FROM_ITEM, items);

		expect({ failed, error }).toEqual({ failed: undefined, error: [] });
		expect(main.map(({ json }) => [json.invoiceId, json.reference, json.amount])).toEqual(
			items.map(({ invoice, ticket, amount }) => [invoice, ticket, amount]),
		);
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => expect.objectContaining({ item })),
		);
		expect(booked(bed, provider, items)).toEqual(tickets(items));
	});

	it('keep their own type, unit and options', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		const each = items.map((item, index) => ({
			...item,
			...[
				{ type: 'full' },
				{ type: 'percentage', percent: 12.5 },
				{ type: 'amount', amount: 7.5, unit: 'major' },
				{ type: 'amount', amount: 333, unit: 'minor', most: '332' },
			][index],
		}));
		const { main, error } = await bed.refund(
			provider,
			{
				...FROM_ITEM,
				refundType: '={{ $json.type }}',
				percentage: '={{ $json.percent }}',
				amountUnit: '={{ $json.unit ?? "major" }}',
				options: { maximumAmount: '={{ $json.most ?? "100" }}' },
			},
			each,
		);
		expect(main.map(({ json }) => json.amountMinor)).toEqual([10_000, 1_250, 750]);
		expect(outcomes(error)).toEqual(['limitExceeded']);
		expect(bed.sandbox.refunds(provider, items[3]?.invoice)).toEqual([]);
	});

	it('take a number as the amount and as the reference', async () => {
		const { bed } = own;
		const items = [{ ...disputes(bed, provider, 1)[0], amount: 12.5, ticket: 81 }];
		const { main } = await bed.refund(provider, FROM_ITEM, items);
		expect(main[0]?.json).toMatchObject({ outcome: 'refunded', amount: '12.50', reference: '81' });
	});

	it('are refused one by one where an expression yields nothing to refund by', async () => {
		const { bed } = own;
		const [good, ...bad] = disputes(bed, provider, 4);
		const items = [
			{ ...bad[0], amount: null },
			{ ...bad[1], ticket: undefined },
			{ ...bad[2], invoice: '' },
			{ ...good },
		];
		const { main, error } = await bed.refund(provider, FROM_ITEM, items);
		expect(outcomes(error)).toEqual(['invalidParameter', 'invalidParameter', 'invalidParameter']);
		expect(error.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => expect.objectContaining({ item })),
		);
		expect(outcomes(main)).toEqual(['refunded']);
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
	});

	it.each([1, 2, 5])('are worked on %i invoices at a time', async (concurrency) => {
		const { bed } = own;
		const items = disputes(bed, provider, 6);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'delay', times: Infinity });
		const running = bed.refund(provider, { ...FROM_ITEM, options: { concurrency } }, items);
		for (let released = 0; released < items.length;) {
			const held = Math.min(concurrency, items.length - released);
			await until(() => bed.sandbox.writes(provider).length === released + held);
			// Nobody beyond those held has even been read.
			const begun = new Set(bed.sandbox.requests.map((request) => invoiceOf(request, items)));
			begun.delete(undefined);
			expect(begun.size).toBe(released + held);
			bed.sandbox.releaseDelays();
			released += held;
		}
		expect(outcomes((await running).main)).toEqual(items.map(() => 'refunded'));
	});

	it('of one invoice go strictly one after another', async () => {
		const { bed } = own;
		const [first] = disputes(bed, provider, 1);
		const items = ['1.00', '2.00', '3.00'].map((amount) => ({
			...first,
			amount,
			ticket: `T-${amount}`,
		}));
		bed.sandbox.fault({ provider, call: 'refund', kind: 'delay', times: Infinity });
		const options = { concurrency: 20 };
		const running = bed.refund(provider, { ...FROM_ITEM, options }, items);
		for (const sent of [1, 2, 3]) {
			await until(() => bed.sandbox.writes(provider).length === sent);
			expect(bed.sandbox.refunds(provider, first?.invoice)).toHaveLength(sent - 1);
			expect(bed.sandbox.requests.at(-1)?.call).toBe('refund');
			bed.sandbox.releaseDelays();
		}
		expect(outcomes((await running).main)).toEqual(['refunded', 'refunded', 'refunded']);
		const amounts = bed.sandbox.refunds(provider, first?.invoice).map((one) => one.amountMinor);
		expect(amounts).toEqual([100, 200, 300]);
	});

	it('come out of a check and of a read in their order too', async () => {
		const { bed } = own;
		const items = [SEED[provider].paid, SEED[provider].open].map((id) => ({ id }));
		const invoiceId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const checks = await bed.check(provider, { refundType: 'full', invoiceId }, items);
		const reads = await bed.get(provider, { invoiceId }, items);
		for (const { main } of [checks, reads]) {
			expect(main.map(({ json }) => json.invoiceId)).toEqual(items.map(({ id }) => id));
			expect(main.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		}
		expect(checks.main.map(({ json }) => json.wouldRefund)).toEqual([true, false]);
		expect(bed.sandbox.writes(provider)).toEqual([]);
	});
});
