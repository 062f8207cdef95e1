import { detailsOf, openBed, type Bed } from '../../bed';
import { disputes, FROM_ITEM, ONE_BY_ONE, outcomes, until } from './cases';

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

describe.each(['duro', 'revolv3'] as const)('an attempt in doubt at %s', (provider) => {
	it.each([
		['of another amount', { refundType: 'amount', amount: '30.00' }],
		['of all that is left', { refundType: 'full', options: { allowEarlierRefunds: true } }],
	])(
		'keeps its claim when the same run asks for a refund %s under its key',
		async (what, other) => {
			Object.assign(bed.sandbox.switches.revolv3, {
				listShowsChildren: false,
				customerListShowsChildren: false,
			});
			const settings = { workflowId: `doubt-kept-${provider}-${what}` };
			const first = { refundType: 'amount', amount: '20.00', reference: 'TICKET-1' };
			const moment = 'afterCommit';
			bed.sandbox.fault({ provider, call: 'refund', kind: 'drop', moment, times: 2 });
			const items = [first, { amount: '', ...other, reference: 'TICKET-1' }];
			await bed.refund(
				provider,
				{
					refundType: '={{ $json.refundType }}',
					amount: '={{ $json.amount }}',
					reference: '={{ $json.reference }}',
					options: 'options' in other ? other.options : {},
				},
				items.map((item) => ({ ...item, options: null })),
				settings,
			);
			bed.sandbox.clearFaults();
			await bed.refund(provider, first, [{}], settings);
			expect(bed.sandbox.refunds(provider).filter(({ source }) => source === 'api')).toHaveLength(
				1,
			);
		},
	);
});

describe.each(['duro', 'revolv3'] as const)('a fifth refund of one invoice at %s', (provider) => {
	it('is refused with the reason while four others are in doubt', async () => {
		Object.assign(bed.sandbox.switches.revolv3, {
			listShowsChildren: false,
			customerListShowsChildren: false,
		});
		const settings = { workflowId: `fifth-${provider}` };
		const of = (number: number) => ({
			refundType: 'amount',
			amount: `${number}.00`,
			reference: `TICKET-${number}`,
		});
		for (const number of [1, 2, 3, 4]) {
			bed.sandbox.fault({
				provider,
				call: 'refund',
				kind: 'drop',
				moment: 'afterCommit',
				times: 2,
			});
			await bed.refund(provider, of(number), [{}], settings);
			bed.sandbox.clearFaults();
		}
		const { error } = await bed.refund(provider, of(5), [{}], settings);
		expect(detailsOf(error[0]).code).toBe('earlierRefundsUnknown');
		expect(JSON.stringify(error[0]?.json)).toContain('Four refunds of invoice');
		expect(bed.sandbox.refunds(provider).filter(({ source }) => source === 'api')).toHaveLength(4);
	});
});

describe('an attempt at Revolv3 whose answer was lost, when no list could be read', () => {
	const provider = 'revolv3';
	async function lost(workflowId: string) {
		const items = disputes(bed, provider, 1);
		const moment = 'afterCommit';
		bed.sandbox.fault({ provider, call: 'refund', kind: 'drop', moment });
		for (const call of ['listRefunds', 'listInvoices'] as const) {
			const outage = { kind: 'status', status: 503, times: Infinity, afterRefund: true } as const;
			bed.sandbox.fault({ provider, call, ...outage });
		}
		const { error } = await bed.refund(provider, FROM_ITEM, items, { workflowId });
		expect(outcomes(error)).toEqual(['outcomeUnknown']);
		bed.sandbox.clearFaults();
		return items;
	}

	it('is found by its next run, though another ticket of the invoice was refused meanwhile', async () => {
		const settings = { workflowId: 'refused-meanwhile' };
		const items = await lost(settings.workflowId);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422 });
		const { error } = await bed.refund(
			provider,
			{ ...FROM_ITEM, options: { allowEarlierRefunds: true } },
			items.map((item) => ({ ...item, ticket: 'TICKET-2', amount: '5.00' })),
			settings,
		);
		expect(outcomes(error)).toEqual(['providerRefused']);
		const again = await bed.refund(provider, FROM_ITEM, items, settings);
		expect(outcomes(again.main)).toEqual(['alreadyRefunded']);
		expect(bed.sandbox.refunds(provider, items[0]?.invoice)).toHaveLength(1);
	});

	it('is made once more by its next run where the list shows that it was declined', async () => {
		const settings = { workflowId: 'declined-meanwhile' };
		const items = await lost(settings.workflowId);
		const [declined] = bed.sandbox.refunds(provider, items[0]?.invoice);
		bed.sandbox.settleRefund(String(declined?.refundId), 'RefundDeclined');
		const again = await bed.refund(provider, FROM_ITEM, items, settings);
		const third = await bed.refund(provider, FROM_ITEM, items, settings);
		expect(outcomes([...again.main, ...third.main])).toEqual(['refunded', 'alreadyRefunded']);
		const booked = bed.sandbox.refunds(provider, items[0]?.invoice);
		expect(booked.map(({ counts }) => counts)).toEqual([false, true]);
	});
});

describe('a refund in full at Duro', () => {
	const provider = 'duro';
	const FULL = { ...ONE_BY_ONE, refundType: 'full', amount: '' };

	it('is made after two attempts that met on the invoice and were both refused', async () => {
		const settings = { workflowId: 'both-refused' };
		const [first, second, third] = disputes(bed, provider, 3);
		if (!first || !second || !third) throw new Error('There are three');
		const refund = { provider, call: 'refund' } as const;
		bed.sandbox.fault({ ...refund, kind: 'delay', delayMs: 400, invoiceId: first.invoice });
		const refuse = { kind: 'status', status: 422, times: 2, invoiceId: second.invoice } as const;
		bed.sandbox.fault({ ...refund, ...refuse });
		const run = bed.refund(provider, ONE_BY_ONE, [first, second], settings);
		await until(() => bed.sandbox.writes(provider).length === 1);
		const other = { ...second, ticket: 'TICKET-OTHER', amount: '3.00' };
		const met = await bed.refund(provider, FROM_ITEM, [other], settings);
		expect(outcomes([...met.error, ...(await run).error])).toEqual([
			'providerRefused',
			'providerRefused',
		]);
		const list = [third, { ...second, ticket: 'TICKET-FULL' }];
		const { main } = await bed.refund(provider, FULL, list, settings);
		expect(outcomes(main)).toEqual(['refunded', 'refunded']);
	});

	it('that is unknown can be made under the new reference that its next step speaks of', async () => {
		const settings = { workflowId: 'full-again' };
		const items = disputes(bed, provider, 1);
		bed.sandbox.fault({ provider, call: 'refund', kind: 'drop', times: Infinity });
		const { error } = await bed.refund(provider, FULL, items, settings);
		expect(error.map(detailsOf)).toMatchObject([
			{ code: 'outcomeUnknown', nextStep: expect.stringContaining("a new 'Reference'") },
		]);
		bed.sandbox.clearFaults();
		const again = items.map((item) => ({ ...item, ticket: `${item.ticket} again` }));
		const { main } = await bed.refund(provider, FULL, again, settings);
		expect(outcomes(main)).toEqual(['refunded']);
		expect(bed.sandbox.refunds(provider, items[0]?.invoice)).toHaveLength(1);
	});
});
