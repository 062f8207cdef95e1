/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, openBed, type Bed } from '../../bed';
import { outcomes, paid } from './cases';

let bed: Bed;
afterEach(async () => await bed.close());

const REFUND = { refundType: 'amount', amount: '1.00', reference: 'TICKET-81' };
const amounts = (provider: 'duro' | 'layer' | 'thredfi', invoiceId: string) =>
	bed.sandbox.refunds(provider, invoiceId).map(({ amountMinor }) => amountMinor);

describe.each(['layer', 'thredfi'] as const)(
	'a first request to %s that arrives late',
	(provider) => {
		/** The first request is held longer than it is waited for, and all others of this time get a 500. */
		async function doubt(): Promise<string> {
			bed = await openBed();
			const invoiceId = bed.sandbox.addInvoice(provider, paid(provider));
			const write = { provider, call: 'refund', moment: 'beforeCommit' } as const;
			bed.sandbox.fault({ ...write, kind: 'delay' });
			bed.sandbox.fault({ ...write, kind: 'status', status: 500, times: Infinity });
			const { error } = await bed.refund(provider, { ...REFUND, invoiceId });
			expect(outcomes(error)).toEqual(['outcomeUnknown']);
			bed.sandbox.clearFaults();
			return invoiceId;
		}

		const others: INodeParameters[] = [
			{ amount: '2.00' },
			{ refundType: 'percentage', percentage: '2' },
			{ refundType: 'full' },
		];
		it.each(others)('binds its amount in later executions: %j', async (other) => {
			const invoiceId = await doubt();
			const sent = bed.sandbox.writes(provider).length;
			const { main, error } = await bed.refund(provider, { ...REFUND, invoiceId, ...other });
			expect(main).toEqual([]);
			expect(error.map(detailsOf)).toMatchObject([
				{ outcome: 'refused', code: 'referenceConflict' },
			]);
			expect(bed.sandbox.writes(provider)).toHaveLength(sent);
			bed.sandbox.releaseDelays();
			await bed.sandbox.idle();
			expect(amounts(provider, invoiceId)).toEqual([100]);
		});

		it.each<INodeParameters>([{}, { refundType: 'percentage', percentage: '1' }])(
			'is finished by the same request in a later execution: %j',
			async (same) => {
				const invoiceId = await doubt();
				const { main } = await bed.refund(provider, { ...REFUND, invoiceId, ...same });
				expect(outcomes(main)).toEqual(['refunded']);
				bed.sandbox.releaseDelays();
				await bed.sandbox.idle();
				expect(amounts(provider, invoiceId)).toEqual([100]);
			},
		);
	},
);

it.each([{ kind: 'drop' }, { kind: 'status', status: 503 }] as const)(
	'Duro gets no key again once it may have dropped the key: %j',
	async (lost) => {
		const greatestResendAgeMs = 300;
		bed = await openBed({ waits: { greatestResendAgeMs } });
		const invoiceId = bed.sandbox.addInvoice('duro', paid('duro'));
		const write = { provider: 'duro', call: 'refund', moment: 'afterCommit' } as const;
		bed.sandbox.fault({ ...write, ...lost, times: Infinity });
		const first = await bed.refund('duro', { ...REFUND, invoiceId });
		const sent = bed.sandbox.writes('duro').length;
		bed.sandbox.clearFaults();
		await new Promise((resolve) => setTimeout(resolve, 2 * greatestResendAgeMs));
		const settings = { contextData: first.contextData };
		const retried = await bed.refund('duro', { ...REFUND, invoiceId }, [{}], settings);
		const later = await bed.refund('duro', { ...REFUND, invoiceId });
		expect([first, retried, later].flatMap(({ error }) => outcomes(error))).toEqual([
			'outcomeUnknown',
			'outcomeUnknown',
			'outcomeUnknown',
		]);
		expect(bed.sandbox.writes('duro')).toHaveLength(sent);
		expect(amounts('duro', invoiceId)).toEqual([100]);
	},
);
