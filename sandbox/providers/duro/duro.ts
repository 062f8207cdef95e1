import type { Imitation } from '../../world';
import { duroErrorBody } from './errors';
import { DuroKeys } from './idempotency';
import {
	assertDuroKey,
	duroAnswer,
	duroInvoiceBody,
	duroInvoiceStatus,
	findDuroInvoice,
} from './readings';
import { runDuroRefund } from './refund';
import { issueDuroToken } from './token';

/** [D] The fields of the sample; [I] `interval`, whose values are documented elsewhere. */
const PLAN = {
	id: 'plan_0001',
	name: 'Plan 1',
	amount: 500_000,
	currency: 'NGN',
	interval: 'month',
	intervalCount: 1,
	trialDays: 0,
	maxCycles: null,
	createdAt: '2026-01-05T09:00:00.000Z',
};

/** Duro: integer kobo, a bearer key, an `Idempotency-Key`, and invoices that show no refunds. */
export const duro: Imitation = {
	id: 'duro',
	name: 'Duro',
	paidStatuses: ['paid'],
	refundStatus: 'recorded',
	shownStatus: duroInvoiceStatus,
	errorBody: (_world, status, message) => duroErrorBody(status, message),
	routes: (world) => {
		const keys = new DuroKeys(world);
		return [
			{
				method: 'POST',
				path: '/v1/oauth/token',
				call: 'token',
				handle: (incoming) => issueDuroToken(world, incoming),
			},
			{
				method: 'GET',
				path: '/v1/plans', // [D] the docs' own sample for trying a key
				call: 'credentialTest',
				handle: (incoming) => {
					assertDuroKey(world, incoming);
					return duroAnswer(world, { items: [PLAN], nextCursor: null, hasMore: false });
				},
			},
			{
				method: 'GET',
				path: '/v1/invoices/:id',
				call: 'readInvoice',
				handle: (incoming) => {
					assertDuroKey(world, incoming);
					const invoice = findDuroInvoice(world, incoming.params['id'] ?? '');
					return duroAnswer(world, duroInvoiceBody(world, invoice));
				},
			},
			{
				method: 'POST',
				path: '/v1/invoices/:id/refund',
				call: 'refund',
				handle: async (incoming, fault) =>
					await keys.once(incoming, fault, (key) => runDuroRefund(world, incoming, key)),
			},
		];
	},
};
