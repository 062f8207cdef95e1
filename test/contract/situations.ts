import type { INodeParameters } from 'n8n-workflow';

import { SEED, type FaultRule, type ProviderId } from '../../sandbox';
import type { Bed } from '../bed';

/** Something that happens to a provider's invoices, so that the adapter sends what it can send. */
export type Situation = readonly [name: string, act: (bed: Bed) => Promise<unknown>];

const OPTIONS: Readonly<Record<ProviderId, INodeParameters>> = {
	duro: { options: { reason: 'Häufig "doppelt" bestellt', expectedCurrency: 'NGN' } },
	layer: {
		method: 'CREDIT_CARD',
		completedAt: '2026-01-31T14:00:00+02:00',
		options: {
			memo: 'Arrived broken',
			processor: 'STRIPE',
			referenceNumber: 're_123',
			processingFee: '0.30',
			tags: { tag: [{ key: 'team', value: 'support' }] },
			metadata: '{"ticket": 81, "nested": {"list": [1, null]}}',
		},
	},
	revolv3: {
		options: { includeRawProcessorResponse: true, reportGroup: 'west', expectedCurrency: 'USD' },
	},
	thredfi: {
		method: 'STRIPE',
		completedAt: '2026-01-31 14:00:00',
		options: {
			memo: 'Arrived broken',
			processor: 'STRIPE',
			referenceNumber: 're_123',
			processingFee: '0.30',
			expectedCurrency: 'USD',
		},
	},
};

/** What happens alike at each provider. */
export function commonSituations(provider: ProviderId): Situation[] {
	const { paid, paidSecond, paidThird, partlyRefunded } = SEED[provider];
	const part = { refundType: 'amount', amount: '12.50' };
	const anyway = { options: { allowEarlierRefunds: true } };
	return [
		['a full refund', async (bed) => await bed.refund(provider, { refundType: 'full' })],
		['an amount', async (bed) => await bed.refund(provider, { ...part, reference: 'TICKET-81' })],
		['an amount without a reference', async (bed) => await bed.refund(provider, part)],
		[
			'a number in minor units',
			async (bed) =>
				await bed.refund(
					provider,
					{ refundType: 'amount', amount: '={{ $json.minor }}', amountUnit: 'minor' },
					[{ minor: 1250 }],
				),
		],
		[
			'percentages',
			async (bed) =>
				await bed.refund(
					provider,
					{ refundType: 'percentage', percentage: '={{ $json.p }}', invoiceId: '={{ $json.id }}' },
					[
						{ p: '33.3333', id: paid },
						{ p: 12.5, id: paidSecond },
						{ p: '100', id: paidThird },
					],
				),
		],
		[
			'every option',
			async (bed) => await bed.refund(provider, { ...part, ...OPTIONS[provider], reference: 'T' }),
		],
		[
			'every option in full',
			async (bed) => await bed.refund(provider, { refundType: 'full', ...OPTIONS[provider] }),
		],
		[
			'a reference in any script',
			async (bed) => await bed.refund(provider, { ...part, reference: 'Übung 7 / „naïve“ 🧾' }),
		],
		[
			'parts after parts, then the rest, then all of them again',
			async (bed) => {
				const parts = { amount: '={{ $json.amount }}', reference: '={{ $json.ticket }}' };
				const items = [
					{ amount: '10', ticket: 'A' },
					{ amount: 20.5, ticket: 'B' },
					{ amount: '0.01', ticket: 'C' },
				];
				await bed.refund(provider, { refundType: 'amount', ...parts }, items);
				await bed.refund(provider, { refundType: 'full', reference: 'rest' });
				await bed.refund(provider, { refundType: 'amount', ...parts }, items);
			},
		],
		[
			'a refund on top of one nobody explains',
			async (bed) => {
				const onPart = { invoiceId: partlyRefunded, reference: 'T' };
				await bed.refund(provider, { ...part, ...onPart });
				await bed.refund(provider, { ...part, ...onPart, ...anyway });
			},
		],
		[
			'checks and reads of every seeded invoice',
			async (bed) => {
				const items = Object.values(SEED[provider]).map((id) => ({ id }));
				const invoiceId = '={{ $json.id }}';
				await bed.check(provider, { refundType: 'full', invoiceId }, items);
				await bed.check(provider, { ...part, invoiceId, reference: 'T' }, items);
				await bed.get(provider, { invoiceId, simplify: false }, items);
			},
		],
		[
			'an invoice that is not there',
			async (bed) => {
				const invoiceId = {
					duro: 'inv_ä/?#%2F..',
					layer: 'aaaaaaaa-0000-4000-8000-00000000ffff',
					revolv3: '999999999',
					thredfi: 'AAAAAAAA-0000-4000-8000-00000000FFFF',
				}[provider];
				await bed.refund(provider, { ...part, invoiceId });
			},
		],
		[
			'retries of a run in which one item stays in doubt',
			async (bed) => {
				bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 500, times: 4 });
				await bed.refund(
					provider,
					{ ...part, invoiceId: '={{ $json.id }}' },
					[{ id: paid }, { id: paidSecond }],
					{ retryOnFail: true, maxTries: 3 },
				);
			},
		],
		...(provider === 'duro' ? [] : listsOf(provider)),
		...faultsOf(provider).map((rule): Situation => [
			`${rule.kind} ${rule.status ?? ''} ${rule.moment ?? ''} at ${rule.call}`,
			async (bed) => {
				bed.sandbox.fault(rule);
				await bed.refund(provider, { ...part, reference: 'T' });
				await bed.refund(provider, { ...part, reference: 'T' });
			},
		]),
		[
			'tests of the credential',
			async (bed) => {
				const { status } = await bed.n8n.testCredential(`${provider}Api`);
				expect(status).toBe('OK');
			},
		],
	];
}

/** Every filter of both lists, each page size there is. */
function listsOf(provider: Exclude<ProviderId, 'duro'>): Situation[] {
	const filters = LIST_FILTERS[provider];
	return (['invoice', 'refund'] as const).map((resource): Situation => [
		`lists of ${resource}s`,
		async (bed) => {
			const results = [
				await bed.list(provider, resource),
				await bed.list(provider, resource, { limit: 1 }),
				await bed.list(provider, resource, { returnAll: true, simplify: false }),
				await bed.list(provider, resource, { returnAll: true, filters: filters[resource] }),
			];
			expect(results.flatMap(({ error }) => error)).toEqual([]);
		},
	]);
}

const LIST_FILTERS: Readonly<
	Record<Exclude<ProviderId, 'duro'>, Readonly<Record<'invoice' | 'refund', INodeParameters>>>
> = {
	layer: {
		invoice: {
			customerId: 'AAAAAAAA-0000-4000-8000-00000000FFFF',
			customerReference: 'Kundin 7 / "Ü"',
			dueFrom: '2026-01-31',
			dueUntil: '2026-01-31',
			sentFrom: '2026-01-31T14:00:00+02:00',
			sentUntil: '2026-01-31 14:00:00',
			status: ['PAID', 'PARTIALLY_PAID'],
		},
		refund: { completedFrom: '2026-01-31', completedUntil: '2026-01-31', externalId: 'A & b=c' },
	},
	revolv3: {
		invoice: {
			billedFrom: '2026-01-31',
			billedUntil: '2026-01-31T23:00:00Z',
			customerReference: 'Kundin 7 / "Ü"',
			updatedFrom: '2026-01-31',
			updatedUntil: '2026-02-01',
		},
		refund: { updatedFrom: '2026-01-31', updatedUntil: '2026-02-01' },
	},
	thredfi: {
		invoice: {
			customerId: 'AAAAAAAA-0000-4000-8000-00000000FFFF',
			customerReference: 'Kundin 7 / "Ü"',
			dueFrom: '2026-01-31',
			dueUntil: '2026-01-31',
			maximumAmountMinor: '1250',
		},
		refund: { completedFrom: '2026-01-31', completedUntil: '2026-01-31' },
	},
};

/** Each leads to other requests: a look-up, a resend, a renewal, a wait, or none. */
function faultsOf(provider: ProviderId): FaultRule[] {
	const refund = { provider, call: 'refund' } as const;
	return [
		...(['drop', 'cut', 'redirect', 'html'] as const).map((kind): FaultRule => ({
			...refund,
			kind,
			moment: 'beforeCommit',
		})),
		...[401, 404, 409, 422, 429, 503].map((status): FaultRule => ({
			...refund,
			kind: 'status',
			status,
			moment: 'beforeCommit',
		})),
		...(['drop', 'brokenJson'] as const).map((kind): FaultRule => ({
			...refund,
			kind,
			moment: 'afterCommit',
		})),
		{ ...refund, kind: 'status', status: 500, moment: 'afterCommit' },
		{ provider, call: 'readInvoice', kind: 'status', status: 429 },
	];
}
