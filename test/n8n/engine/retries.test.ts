import { PROVIDERS } from '../../bed';
import { booked, disputes, ONE_BY_ONE, outcomes, sharedBed, tickets, until } from './cases';

const own = sharedBed();
const regular = { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3 } as const;
const stop = { onError: 'stopWorkflow', retryOnFail: true, maxTries: 3 } as const;

describe.each(PROVIDERS)('Retry On Fail at %s', (provider) => {
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
