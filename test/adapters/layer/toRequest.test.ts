import { layer } from '../../../nodes/Layer/adapter';
import type { PlannedDetails, RefundPlan } from '../../../nodes/shared/engine/plan';
import { invoiceId, invoicesPath, key, minor, plan, refundsPath } from './samples';

const full = { full: true, untouched: true, invoiceStatus: 'PAID', amountMinor: minor(5000) };
const completedAt = '2026-02-03T04:05:06.000Z';

const everyDetail: PlannedDetails = {
	method: 'ACH',
	completedAt,
	reason: 'Layer takes none',
	memo: 'Broken on arrival',
	processor: 'STRIPE',
	referenceNumber: 'TICKET-81',
	processingFeeMinor: minor(30),
	tags: [{ key: 'team', value: 'support' }],
	metadata: { ticket: { id: 81, open: false, notes: [null, 'a'] } },
	includeRawProcessorResponse: true,
	reportGroup: 'Layer takes none',
};

const noDetail: PlannedDetails = {
	...everyDetail,
	method: null,
	memo: '',
	processor: '',
	referenceNumber: '',
	processingFeeMinor: null,
	tags: [],
	metadata: {},
};

describe('Layer, the request', () => {
	it('refunds an untouched paid invoice in full by the dedicated call', () => {
		expect(layer.toRequest(plan(full))).toEqual({
			method: 'POST',
			path: `${invoicesPath}/${invoiceId}/refund`,
			body: { external_id: key, completed_at: completedAt, method: 'CREDIT_CARD' },
		});
	});

	it('refunds a part by the itemized call, with its amount on the invoice and on one payment', () => {
		expect(layer.toRequest(plan())).toEqual({
			method: 'POST',
			path: refundsPath,
			body: {
				external_id: key,
				refunded_amount: 1250,
				completed_at: completedAt,
				allocations: [{ invoice_id: invoiceId, total_amount: 1250 }],
				payments: [
					{
						external_id: `${key}-p1`,
						refunded_amount: 1250,
						completed_at: completedAt,
						method: 'CREDIT_CARD',
					},
				],
			},
		});
	});

	it.each<[string, Partial<RefundPlan>]>([
		['a part of it was asked, even one that comes to all', { full: false }],
		['something was refunded before', { untouched: false }],
		['it is only partially paid', { invoiceStatus: 'PARTIALLY_PAID' }],
		['its status is not told', { invoiceStatus: null }],
	])('never uses the dedicated call, which takes no amount, when %s', (_, change) => {
		const request = layer.toRequest(plan({ ...full, ...change }));
		expect(request.path).toBe(refundsPath);
		expect(request.body).toMatchObject({ refunded_amount: 5000 });
	});

	it('puts every detail where the dedicated call documents it, and no amount anywhere', () => {
		const { body } = layer.toRequest(plan({ ...full, details: everyDetail }));
		expect(body).toEqual({
			external_id: key,
			completed_at: completedAt,
			method: 'ACH',
			processor: 'STRIPE',
			refund_processing_fee: 30,
			memo: 'Broken on arrival',
			reference_number: 'TICKET-81',
			tags: [{ key: 'team', value: 'support' }],
			metadata: { ticket: { id: 81, open: false, notes: [null, 'a'] } },
		});
		expect(JSON.stringify(body)).not.toMatch(/amount|5000|currency/);
	});

	it('puts what concerns the payment on the payment of the itemized call, and notes on the refund', () => {
		expect(layer.toRequest(plan({ details: everyDetail })).body).toEqual({
			external_id: key,
			refunded_amount: 1250,
			completed_at: completedAt,
			allocations: [{ invoice_id: invoiceId, total_amount: 1250 }],
			payments: [
				{
					external_id: `${key}-p1`,
					refunded_amount: 1250,
					completed_at: completedAt,
					method: 'ACH',
					processor: 'STRIPE',
					refund_processing_fee: 30,
				},
			],
			memo: 'Broken on arrival',
			reference_number: 'TICKET-81',
			tags: [{ key: 'team', value: 'support' }],
			metadata: { ticket: { id: 81, open: false, notes: [null, 'a'] } },
		});
	});

	it.each([full, {}])('leaves out what is null or empty (%j)', (change) => {
		const text = JSON.stringify(layer.toRequest(plan({ ...change, details: noDetail })).body);
		expect(text).not.toMatch(/method|memo|processor|fee|reference_number|tags|metadata|null|""/);
	});

	it('encodes ids, so that none of them reaches another path', () => {
		const { path } = layer.toRequest(
			plan({ ...full, target: { businessId: 'a/b', invoiceId: 'c?d' } }),
		);
		expect(path).toBe('/v1/businesses/a%2Fb/invoices/c%3Fd/refund');
	});

	it('is the same to the byte every time, since the itemized call is an upsert', () => {
		const once = JSON.stringify(layer.toRequest(plan({ details: everyDetail })));
		expect(JSON.stringify(layer.toRequest(plan({ details: everyDetail })))).toBe(once);
	});

	it('throws before anything is sent when a plan names no business', () => {
		const planned = plan({ target: { businessId: null, invoiceId } });
		expect(() => layer.toRequest(planned)).toThrow('without a business');
	});
});
