import { duro } from '../../../nodes/Duro/adapter';
import { key, planOf } from './samples';

describe('Duro, the request', () => {
	const table = [
		['an amount alone', planOf(250_000), { amount: 250_000 }],
		[
			'an amount and a reason',
			planOf(250_000, { reason: 'duplicate order' }),
			{ amount: 250_000, reason: 'duplicate order' },
		],
		['no empty reason', planOf(1, { reason: '' }), { amount: 1 }],
		['the amount of a full refund too', { ...planOf(500_000), full: true }, { amount: 500_000 }],
		[
			'nothing that Duro does not document',
			planOf(7, { memo: 'm', processor: 'p', referenceNumber: 'r', method: 'OTHER' }),
			{ amount: 7 },
		],
	] as const;

	it.each(table)('sends %s', (_, plan, body) => {
		expect(duro.buildRefundRequest(plan)).toEqual({
			method: 'POST',
			path: '/v1/invoices/inv_8Fk2/refund',
			headers: { 'Idempotency-Key': key },
			body,
		});
	});

	it('encodes the invoice id, so that it stays one part of the path', () => {
		const plan = { ...planOf(1), target: { businessId: null, invoiceId: 'inv/../x?y#z ü' } };
		expect(duro.buildRefundRequest(plan).path).toBe(
			'/v1/invoices/inv%2F..%2Fx%3Fy%23z%20%C3%BC/refund',
		);
	});

	it('sends the largest exact amount digit by digit', () => {
		expect(JSON.stringify(duro.buildRefundRequest(planOf(Number.MAX_SAFE_INTEGER)).body)).toBe(
			'{"amount":9007199254740991}',
		);
	});
});
