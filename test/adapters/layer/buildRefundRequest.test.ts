import { layer } from '../../../nodes/Layer/adapter';
import type { PlannedDetails, RefundPlan } from '../../../nodes/shared/engine/decide/plan';
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
	refundedPaymentFees: [
		{
			account: '3C90C3CC-0d44-4b50-8888-8dd25736052a',
			feeMinor: minor(45),
			description: 'Card fee',
		},
		{ account: 'MERCHANT_FEES', feeMinor: minor(5), description: null },
	],
	paymentClearingAccount: 'CURRENT_ASSETS',
	tags: [
		{ key: 'team', value: 'support', dimensionDisplayName: 'Team', valueDisplayName: 'Help desk' },
		{ key: 'cause', value: 'damage', dimensionDisplayName: null, valueDisplayName: null },
	],
	metadata: { ticket: { id: 81, open: false, notes: [null, 'a'] } },
	includeRawProcessorResponse: true,
	reportGroup: 'Layer takes none',
};

const fees = [
	{
		account: { type: 'AccountId', id: '3c90c3cc-0d44-4b50-8888-8dd25736052a' },
		fee_amount: 45,
		description: 'Card fee',
	},
	{ account: { type: 'StableName', stable_name: 'MERCHANT_FEES' }, fee_amount: 5 },
];
const clearingAccount = { type: 'StableName', stable_name: 'CURRENT_ASSETS' };
const tags = [
	{
		key: 'team',
		value: 'support',
		dimension_display_name: 'Team',
		value_display_name: 'Help desk',
	},
	{ key: 'cause', value: 'damage' },
];

const noDetail: PlannedDetails = {
	...everyDetail,
	method: null,
	memo: '',
	processor: '',
	referenceNumber: '',
	processingFeeMinor: null,
	refundedPaymentFees: [],
	paymentClearingAccount: null,
	tags: [],
	metadata: {},
};

describe('Layer, the request', () => {
	it('refunds an untouched paid invoice in full by the dedicated call', () => {
		expect(layer.buildRefundRequest(plan(full))).toEqual({
			method: 'POST',
			path: `${invoicesPath}/${invoiceId}/refund`,
			body: { external_id: key, completed_at: completedAt, method: 'CREDIT_CARD' },
		});
	});

	it('refunds a part by the itemized call, with its amount on the invoice and on one payment', () => {
		expect(layer.buildRefundRequest(plan())).toEqual({
			method: 'POST',
			path: refundsPath,
			body: {
				external_id: key,
				refunded_amount: 1250,
				completed_at: completedAt,
				allocations: [
					{ invoice_id: invoiceId, total_amount: 1250, line_items: [{ amount: 1250 }] },
				],
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
	])('never uses the dedicated call, which refunds all that was paid, when %s', (_, change) => {
		expect(layer.buildRefundRequest(plan({ ...full, ...change })).path).toBe(refundsPath);
	});

	it.each<[string, Partial<RefundPlan>]>([
		['something was refunded before', { untouched: false }],
		['it is only partially paid', { invoiceStatus: 'PARTIALLY_PAID' }],
	])('refunds what is left by the simple form, without an amount, when %s', (_, change) => {
		expect(layer.buildRefundRequest(plan({ ...full, ...change }))).toEqual({
			method: 'POST',
			path: refundsPath,
			body: {
				external_id: key,
				invoice_id: invoiceId,
				completed_at: completedAt,
				method: 'CREDIT_CARD',
			},
		});
	});

	it('never uses the simple form for a part, even one that comes to all', () => {
		const part = plan({ ...full, full: false, untouched: false });
		expect(layer.buildRefundRequest(part).body).toMatchObject({ refunded_amount: 5000 });
	});

	it('leaves the simple form where fees were given back, for which it has no place', () => {
		const details = { ...everyDetail, method: 'ACH' };
		const { body } = layer.buildRefundRequest(plan({ ...full, untouched: false, details }));
		expect(body).toMatchObject({
			refunded_amount: 5000,
			payments: [{ refunded_amount: 5000, refunded_payment_fees: fees }],
		});
	});

	it('puts every detail where the simple form documents it, and no amount anywhere', () => {
		const details = { ...everyDetail, refundedPaymentFees: [] };
		const { body } = layer.buildRefundRequest(plan({ ...full, untouched: false, details }));
		expect(body).toEqual({
			external_id: key,
			invoice_id: invoiceId,
			completed_at: completedAt,
			method: 'ACH',
			processor: 'STRIPE',
			refund_processing_fee: 30,
			payment_clearing_account_identifier: clearingAccount,
			memo: 'Broken on arrival',
			reference_number: 'TICKET-81',
			tags,
			metadata: { ticket: { id: 81, open: false, notes: [null, 'a'] } },
		});
		expect(JSON.stringify(body)).not.toMatch(/amount|5000|currency/);
	});

	it('puts every detail where the dedicated call documents it, and no amount anywhere', () => {
		const { body } = layer.buildRefundRequest(plan({ ...full, details: everyDetail }));
		expect(body).toEqual({
			external_id: key,
			completed_at: completedAt,
			method: 'ACH',
			processor: 'STRIPE',
			refund_processing_fee: 30,
			refunded_payment_fees: fees,
			payment_clearing_account_identifier: clearingAccount,
			memo: 'Broken on arrival',
			reference_number: 'TICKET-81',
			tags,
			metadata: { ticket: { id: 81, open: false, notes: [null, 'a'] } },
		});
		expect(JSON.stringify(body)).not.toMatch(/"(refunded_)?amount"|5000|currency/);
	});

	it('puts what concerns the payment on the payment of the itemized call, and notes on the refund', () => {
		expect(layer.buildRefundRequest(plan({ details: everyDetail })).body).toEqual({
			external_id: key,
			refunded_amount: 1250,
			completed_at: completedAt,
			allocations: [{ invoice_id: invoiceId, total_amount: 1250, line_items: [{ amount: 1250 }] }],
			payments: [
				{
					external_id: `${key}-p1`,
					refunded_amount: 1250,
					completed_at: completedAt,
					method: 'ACH',
					processor: 'STRIPE',
					refund_processing_fee: 30,
					refunded_payment_fees: fees,
					payment_clearing_account_identifier: clearingAccount,
				},
			],
			memo: 'Broken on arrival',
			reference_number: 'TICKET-81',
			tags,
			metadata: { ticket: { id: 81, open: false, notes: [null, 'a'] } },
		});
	});

	it.each([full, {}])('leaves out what is null or empty (%j)', (change) => {
		const text = JSON.stringify(
			layer.buildRefundRequest(plan({ ...change, details: noDetail })).body,
		);
		expect(text).not.toMatch(/method|memo|processor|fee|reference_number|tags|metadata|null|""/);
	});

	it('encodes ids, so that none of them reaches another path', () => {
		const { path } = layer.buildRefundRequest(
			plan({ ...full, target: { businessId: 'a/b', invoiceId: 'c?d' } }),
		);
		expect(path).toBe('/v1/businesses/a%2Fb/invoices/c%3Fd/refund');
	});

	it('is the same to the byte every time, since the itemized call is an upsert', () => {
		const once = JSON.stringify(layer.buildRefundRequest(plan({ details: everyDetail })));
		expect(JSON.stringify(layer.buildRefundRequest(plan({ details: everyDetail })))).toBe(once);
	});

	it('throws before anything is sent when a plan names no business', () => {
		const planned = plan({ target: { businessId: null, invoiceId } });
		expect(() => layer.buildRefundRequest(planned)).toThrow('without a business');
	});
});
