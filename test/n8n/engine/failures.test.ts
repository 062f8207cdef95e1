/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { detailsOf, PROVIDERS } from '../../bed';
import {
	aMoment,
	booked,
	disputes,
	FROM_ITEM,
	invoiceOf,
	ONE_BY_ONE,
	outcomes,
	sharedBed,
	tickets,
	until,
} from './cases';
import { ITEM_KEYS } from '../../contract/itemKeys';

const own = sharedBed();

describe.each(PROVIDERS)('a failed item at %s', (provider) => {
	it('takes the place of its input on the regular output, with exactly three keys', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 3);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422, skip: 1 });
		const { main, failed } = await bed.refund(provider, ONE_BY_ONE, items, {
			onError: 'continueRegularOutput',
		});
		expect(failed).toBeUndefined();
		expect(outcomes(main)).toEqual(['refunded', 'providerRefused', 'refunded']);
		expect(Object.keys(main[1]?.json ?? {})).toEqual(['error', 'message', 'details']);
		expect(Object.keys(detailsOf(main[1]))).toEqual(ITEM_KEYS.details);
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('goes to the error output with the fields of its input, and the others do not', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 3).map((item) => ({ ...item, error: '', note: 'mine' }));
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422, skip: 1 });
		const { main, error } = await bed.refund(provider, ONE_BY_ONE, items);
		expect(outcomes(main)).toEqual(['refunded', 'refunded']);
		expect(error).toHaveLength(1);
		const { json, pairedItem } = error[0] ?? { json: {} as IDataObject, pairedItem: undefined };
		expect(Object.keys(json).sort()).toEqual(
			[...Object.keys(items[1] ?? {}), 'message', 'details'].sort(),
		);
		expect(json).toMatchObject({ ...items[1], error: expect.stringMatching(/\S/) as string });
		expect(pairedItem).toEqual({ item: 1 });
		expect(detailsOf(error[0])).toMatchObject({
			outcome: 'refused',
			code: 'providerRefused',
			provider,
			invoiceId: items[1]?.invoice,
			reference: items[1]?.ticket,
			amountMinor: 200,
			httpStatus: 422,
		});
	});

	it('stops the workflow before anything more is sent, and says what is done', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422, skip: 2 });
		const { main, failed } = await bed.refund(provider, ONE_BY_ONE, items, {
			onError: 'stopWorkflow',
		});
		expect(main).toEqual([]);
		expect(bed.sandbox.writes(provider)).toHaveLength(3);
		expect(booked(bed, provider, items)).toEqual(['TICKET-1', 'TICKET-2']);
		expect(failed).toMatchObject({
			context: {
				itemIndex: 2,
				outcome: 'refused',
				code: 'providerRefused',
				provider,
				invoiceId: items[2]?.invoice,
				reference: 'TICKET-3',
				amountMinor: 300,
				httpStatus: 422,
			},
		});
		expect(Object.keys(Object(failed?.context))).toEqual(
			expect.arrayContaining([...ITEM_KEYS.details]),
		);
		expect(failed?.description).toMatch(/\b2 items have their refund/);
	});

	it('stops the workflow once calls in flight are finished, naming the lowest item that failed', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 6);
		const refund = { provider, call: 'refund' } as const;
		bed.sandbox.fault({ ...refund, kind: 'delay' });
		bed.sandbox.fault({ ...refund, kind: 'delay' });
		// The last of the three: once it has failed, nothing more is sent.
		bed.sandbox.fault({ ...refund, kind: 'status', status: 422 });
		const running = bed.refund(provider, FROM_ITEM, items, { onError: 'stopWorkflow' });
		await until(() => bed.sandbox.writes(provider).length === 3);
		const places = bed.sandbox
			.writes(provider)
			.map((write) => items.findIndex(({ invoice }) => invoice === invoiceOf(write, items)));
		const [held = -1, doomed = -1, refused = -1] = places;
		bed.sandbox.refundInPortal(provider, items[doomed]?.invoice ?? '', 10_000);
		await until(() => bed.sandbox.writes(provider)[2]?.status === 422);
		await aMoment();
		bed.sandbox.releaseDelays();

		const { failed } = await running;
		// Settling the doomed one may ask again for the same refund; for another invoice nobody asks.
		const sent = bed.sandbox.writes(provider).map((write) => invoiceOf(write, items));
		expect(new Set(sent).size).toBe(3);
		expect(booked(bed, provider, items)).toEqual([items[held]?.ticket]);
		// Duro's 409 proves nothing, and an unknown item speaks for the run before any refused one.
		const speaks = provider === 'duro' ? doomed : Math.min(refused, doomed);
		expect(failed?.context).toMatchObject({ itemIndex: speaks });
		expect(failed?.description).toMatch(/\b1 item has its refund/);
	});

	it('names the one that is unknown, where one before it was refunded and one was refused', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 3);
		const [made, refused, lost] = items.map(({ invoice }) => invoice);
		const refund = { provider, call: 'refund' } as const;
		for (const invoiceId of [made, refused]) {
			bed.sandbox.fault({ ...refund, kind: 'delay', delayMs: 500, invoiceId: invoiceId ?? '' });
		}
		bed.sandbox.fault({ ...refund, kind: 'drop', times: Infinity, invoiceId: lost ?? '' });
		bed.sandbox.switches.duro.tooMuch = 422;
		const running = bed.refund(provider, FROM_ITEM, items, { onError: 'stopWorkflow' });
		const sent = () => bed.sandbox.writes(provider).map((write) => invoiceOf(write, items));
		await until(() => new Set(sent()).size === 3);
		// All of it: nothing is left for the refund that is held.
		bed.sandbox.refundInPortal(provider, refused ?? '', 10_000);
		const { failed } = await running;
		expect(failed?.context).toMatchObject({
			itemIndex: 2,
			outcome: 'unknown',
			code: 'outcomeUnknown',
			invoiceId: lost,
			reference: 'TICKET-3',
		});
		expect(failed?.description).not.toMatch(/This run (?:made|recorded) no refund/);
		expect(booked(bed, provider, items)).toEqual(['TICKET-1']);
	});

	it('sends nothing after the first failure for those that are still being read', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 20);
		const [first, ...others] = items;
		const read = { provider, call: 'readInvoice' } as const;
		for (const { invoice } of others) {
			bed.sandbox.fault({ ...read, kind: 'delay', delayMs: 400, invoiceId: invoice });
		}
		const gone = { kind: 'status', status: 404, invoiceId: first?.invoice ?? '' } as const;
		bed.sandbox.fault({ ...read, ...gone });
		const parameters = { ...FROM_ITEM, options: { concurrency: 20 } };
		const { failed } = await bed.refund(provider, parameters, items, { onError: 'stopWorkflow' });
		expect(failed?.context).toMatchObject({ itemIndex: 0, code: 'invoiceNotFound' });
		expect(bed.sandbox.writes(provider)).toEqual([]);
	});

	it('does not keep the run that follows from refunding the rest, once each', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 4);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422, skip: 2 });
		await bed.refund(provider, ONE_BY_ONE, items, { onError: 'stopWorkflow' });
		const { main } = await bed.refund(provider, ONE_BY_ONE, items);
		expect(outcomes(main)).toEqual(['alreadyRefunded', 'alreadyRefunded', 'refunded', 'refunded']);
		expect(booked(bed, provider, items)).toEqual(tickets(items));
	});
});

describe.each(PROVIDERS)('a fault of our own at %s', (provider) => {
	it('is internalError, never said of the provider, and leaves nothing behind', async () => {
		const { bed } = own;
		const folder = provider.replace(/^./, (letter) => letter.toUpperCase());
		const adapters = jest.requireActual<Record<string, { buildRefundRequest: () => unknown }>>(
			join(__dirname, `../../../dist/nodes/${folder}/adapter/index.js`),
		);
		const [adapter] = Object.values(adapters);
		if (!adapter) throw new Error('There is no adapter');
		const broken = jest.spyOn(adapter, 'buildRefundRequest').mockImplementation(() => {
			throw new Error('broken for this test');
		});
		const items = disputes(bed, provider, 2);
		const { error } = await bed.refund(provider, FROM_ITEM, items);
		broken.mockRestore();
		expect(error.map(detailsOf)).toMatchObject(
			items.map(() => ({ outcome: 'refused', code: 'internalError', httpStatus: null })),
		);
		expect(bed.sandbox.writes(provider)).toEqual([]);
		expect(outcomes((await bed.refund(provider, FROM_ITEM, items)).main)).toEqual(
			items.map(() => 'refunded'),
		);
	});
});
