import { thredfi } from '../../../nodes/Thredfi/adapter';
import { minor } from '../duro/samples';
import { business, invoiceId, key, planOf, refundsPath } from './samples';

const least = {
	invoice_id: invoiceId,
	method: 'STRIPE',
	completed_at: '2026-02-13T10:00:00.000Z',
	external_id: key,
	amount_cents: 2500,
};

describe('Thredfi, the request', () => {
	const table = [
		['the amount of a partial refund', planOf(2500), least],
		['the amount of a full refund too', { ...planOf(2500), full: true, untouched: true }, least],
		[
			'all that is documented',
			planOf(2500, {
				memo: 'chargeback',
				referenceNumber: 'TICKET-81',
				processor: 'STRIPE',
				processingFeeMinor: minor(30),
			}),
			{
				...least,
				memo: 'chargeback',
				reference_number: 'TICKET-81',
				processor: 'STRIPE',
				refund_processing_fee_cents: 30,
			},
		],
		['no empty text', planOf(2500, { memo: '', referenceNumber: '', processor: '' }), least],
		[
			'a fee of nothing that was given',
			planOf(2500, { processingFeeMinor: minor(0) }),
			{ ...least, refund_processing_fee_cents: 0 },
		],
		[
			'nothing that Thredfi does not document',
			planOf(2500, { reason: 'r', tags: [{ key: 'a', value: 'b' }], metadata: { a: 1 } }),
			least,
		],
	] as const;

	it.each(table)('sends %s', (_, plan, body) => {
		expect(thredfi.buildRefundRequest(plan)).toEqual({ method: 'POST', path: refundsPath, body });
	});

	it('keeps the slash at the end of the path', () => {
		expect(thredfi.buildRefundRequest(planOf(1)).path).toBe(
			`/v1/platform/businesses/${business}/invoices/refunds/`,
		);
	});

	it('never sends partial_amount, which may be ignored and then refunds everything', () => {
		expect(Object.keys(thredfi.buildRefundRequest(planOf(1)).body ?? {})).not.toContain(
			'partial_amount',
		);
	});

	it('sends the largest exact amount digit by digit', () => {
		expect(
			JSON.stringify(thredfi.buildRefundRequest(planOf(Number.MAX_SAFE_INTEGER)).body),
		).toContain('"amount_cents":9007199254740991');
	});

	it('makes no request without a business or a method', () => {
		const lost = { ...planOf(1), target: { businessId: null, invoiceId } };
		expect(() => thredfi.buildRefundRequest(lost)).toThrow('business');
		expect(() => thredfi.buildRefundRequest(planOf(1, { method: null }))).toThrow('method');
	});
});
