import { SEED, type ProviderId, type Sandbox } from '../../sandbox';
import type { Bed } from '../bed';
import type { Situation } from './situations';

const PART = { refundType: 'amount', amount: '1.00' };

/** What only some providers have: tokens, lists, keys that are looked for, and what no page settles. */
export const oddSituations: Readonly<Record<ProviderId, readonly Situation[]>> = {
	duro: [
		['answers in an envelope', switched('duro', ({ duro }) => (duro.envelope = 'ok'))],
		['an invoice without currency', switched('duro', ({ duro }) => (duro.currencyTold = false))],
		['a refund without a status', switched('duro', ({ duro }) => (duro.refundStatus = null))],
		['client credentials', byClient(tokensExpire('duro'))],
		[
			'client credentials, and answers in an envelope',
			byClient(switched('duro', ({ duro }) => (duro.envelope = 'ok'))),
		],
		[
			'a test of client credentials',
			byClient(async (bed) => {
				const { status } = await bed.n8n.testCredential('duroApi');
				expect(status).toBe('OK');
			}),
		],
		['keys that are lost', switched('duro', ({ duro }) => (duro.losesKeyOnFault = true))],
	],
	layer: [
		['answers without data', switched('layer', ({ layer }) => (layer.wrapped = false))],
		[
			'allocations with refund ids',
			switched('layer', ({ layer }) => (layer.allocationsCarryRefundId = true)),
		],
		['expired tokens', tokensExpire('layer')],
		['a long list', longList('layer')],
		[
			'no method',
			async (bed) => await bed.refund('layer', { refundType: 'full', method: 'notSent' }),
		],
		[
			'a rest of a half-paid invoice',
			async (bed) =>
				await bed.refund('layer', { refundType: 'full', invoiceId: SEED.layer.partiallyPaid }),
		],
		[
			'a filter nobody documents',
			async (bed) => {
				const call = 'listRefunds';
				bed.sandbox.fault({ provider: 'layer', call, kind: 'status', status: 400 });
				await bed.refund('layer', { ...PART, reference: 'T' });
			},
		],
	],
	revolv3: [
		[
			'an invoice without a customer',
			async (bed) => {
				const refunds = [{ amountMinor: 100 }];
				const invoiceId = bed.sandbox.addInvoice('revolv3', {
					totalMinor: 5_000,
					status: 'Paid',
					currency: 'USD',
					customerRef: '',
					refunds,
				});
				await bed.refund('revolv3', { refundType: 'full', invoiceId });
				await bed.get('revolv3', { invoiceId });
			},
		],
		[
			'a long list',
			// Opening each of its refunds would take as long as the rate allows.
			switched('revolv3', ({ revolv3 }) => (revolv3.listRows = 'whole'), longList('revolv3')),
		],
		[
			'currencies with no and with three decimals',
			async (bed) => {
				const { zeroDecimal, threeDecimal } = SEED.revolv3;
				const items = [
					{ id: zeroDecimal, amount: '1234' },
					{ id: threeDecimal, amount: '0.01' },
					{ id: threeDecimal, amount: '0.001' },
				];
				const each = { amount: '={{ $json.amount }}', invoiceId: '={{ $json.id }}' };
				await bed.refund('revolv3', { refundType: 'amount', ...each, reference: 'T' }, items);
			},
		],
		[
			'a guest, by the id of the customer and by nothing',
			async (bed) => {
				for (const customerTold of ['id', 'nothing'] as const) {
					bed.sandbox.switches.revolv3.customerTold = customerTold;
					await bed.get('revolv3', { invoiceId: SEED.revolv3.partlyRefunded });
					await bed.run('revolv3', 'getAll', {
						resource: 'refund',
						invoiceId: SEED.revolv3.partlyRefunded,
						returnAll: true,
					});
				}
			},
		],
		[
			'an order number',
			async (bed) => {
				const filters = {
					invoiceReference: 'order 7 / "Ü"',
					customerReference: 'Kundin 7',
					billedFrom: '2026-01-31',
					billedUntil: '2026-02-01',
				};
				await bed.run('revolv3', 'getAll', { returnAll: true, filters });
			},
		],
		[
			'running totals and tax',
			async (bed) => {
				bed.sandbox.switches.revolv3.cumulativeTotals = true;
				bed.sandbox.switches.revolv3.childNumbers = 'own';
				const invoiceId = SEED.revolv3.taxed;
				await bed.refund('revolv3', { ...PART, invoiceId, reference: 'A' });
				await bed.refund('revolv3', { refundType: 'full', invoiceId, reference: 'B' });
			},
		],
	],
	thredfi: [
		['expired tokens', tokensExpire('thredfi')],
		['a long list', longList('thredfi')],
		[
			'a long list with addresses of the next page',
			switched('thredfi', ({ thredfi }) => (thredfi.pagination = 'next'), longList('thredfi')),
		],
		[
			'an invoice that names its payments and refunds',
			switched('thredfi', ({ thredfi }) =>
				Object.assign(thredfi, { paymentAllocations: true, allocationsField: true }),
			),
		],
		['the guide’s errors', switched('thredfi', ({ thredfi }) => (thredfi.errorShape = 'guide'))],
		[
			'an amount in units nobody documents',
			async (bed) =>
				await bed.refund('thredfi', {
					refundType: 'amount',
					amount: '1500',
					amountUnit: 'minor',
					invoiceId: SEED.thredfi.zeroDecimal,
				}),
		],
		[
			'a business that is not there',
			async (bed) =>
				await bed.refund('thredfi', {
					...PART,
					businessId: 'aaaaaaaa-0000-4000-8000-00000000ffff',
				}),
		],
		...([200, 201, 409] as const).map((replay): Situation => [
			`a replay answered with ${replay}`,
			switched('thredfi', ({ thredfi }) => (thredfi.replay = replay)),
		]),
	],
};

/** Refunds in doubt, again and for good, under another reading of the pages. */
function switched(
	provider: ProviderId,
	change: (switches: Sandbox['switches']) => unknown,
	then?: Situation[1],
): Situation[1] {
	return async (bed) => {
		change(bed.sandbox.switches);
		if (then) {
			await then(bed);
			return;
		}
		for (const moment of ['beforeCommit', 'afterCommit'] as const) {
			bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 503, moment });
			await bed.refund(provider, { ...PART, reference: moment });
			await bed.refund(provider, { ...PART, reference: moment });
		}
		await bed.refund(provider, { refundType: 'full', reference: 'rest' });
		await bed.refund(provider, { ...PART, invoiceId: 'inv_none' });
	};
}

/** The same with a client's ID and secret in place of the secret key. */
function byClient(then: Situation[1]): Situation[1] {
	return async (bed) => {
		bed.n8n.editCredential('duroApi', { authentication: 'clientCredentials', accessToken: '' });
		await then(bed);
	};
}

function tokensExpire(provider: 'duro' | 'layer' | 'thredfi'): Situation[1] {
	return async (bed) => {
		await bed.get(provider, {});
		bed.sandbox.expireTokens(provider);
		await bed.get(provider, {});
		bed.sandbox.fault({ provider, call: 'refund', kind: 'status', status: 401 });
		await bed.refund(provider, { ...PART, reference: 'T' });
	};
}

/** More refunds than fit on one page. */
function longList(provider: 'layer' | 'revolv3' | 'thredfi'): Situation[1] {
	return async (bed: Bed) => {
		const customerRef = 'a busy one';
		const spec = { totalMinor: 50_000, currency: 'USD', customerRef };
		const status = { layer: 'PAID', revolv3: 'Paid', thredfi: 'paid' }[provider];
		const invoiceId = bed.sandbox.addInvoice(provider, { ...spec, status });
		for (let count = 0; count < 130; count++) bed.sandbox.refundInPortal(provider, invoiceId, 100);
		const anyway = { options: { allowEarlierRefunds: true } };
		await bed.refund(provider, { ...PART, ...anyway, invoiceId, reference: 'T' });
		await bed.refund(provider, { ...PART, ...anyway, invoiceId, reference: 'T' });
	};
}
