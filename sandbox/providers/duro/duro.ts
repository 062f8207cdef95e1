import type { Imitation } from '../../world';
import { duroErrorBody } from './errors';
import { DuroKeys } from './idempotency';
import { assertDuroKey, duroAnswer, duroInvoiceBody, findDuroInvoice } from './readings';
import { runDuroRefund } from './refund';

/** Duro: integer kobo, a bearer key, an `Idempotency-Key`, and invoices that show no refunds. */
export const duro: Imitation = {
	id: 'duro',
	name: 'Duro',
	paidStatuses: ['paid'],
	refundStatus: 'recorded',
	shownStatus: (_world, invoice) => invoice.status, // [D] no refunded status exists
	errorBody: (_world, status, message) => duroErrorBody(status, message),
	routes: (world) => {
		const keys = new DuroKeys(world);
		return [
			{
				method: 'GET',
				path: '/v1/plans', // [D] the docs' own sample for trying a key
				call: 'credentialTest',
				handle: (incoming) => {
					assertDuroKey(world, incoming);
					const plan = { id: 'plan_0001', name: 'Plan 1', amount: 500000, currency: 'NGN' };
					return duroAnswer(world, { items: [plan], nextCursor: null, hasMore: false });
				},
			},
			{
				method: 'GET',
				path: '/v1/invoices/:id',
				call: 'readInvoice',
				handle: (incoming) => {
					assertDuroKey(world, incoming);
					const invoice = findDuroInvoice(world, incoming.params['id'] ?? '');
					return duroAnswer(world, duroInvoiceBody(invoice));
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
