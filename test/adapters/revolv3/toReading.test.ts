import { revolv3 } from '../../../nodes/Revolv3/adapter';
import { answer, child, invoice, type Fields } from './samples';

/** As Revolv3's reference shows it: asked 5, attempt -3.99, subtotal 5.99 and tax 0.05. */
const documented: Fields = {
	invoice: {
		invoiceId: 2,
		parentInvoiceId: 1,
		invoiceStatus: 'PartialRefund',
		subtotal: 10.99,
		tax: 0.1,
		total: 11.09,
		currency: null,
		invoiceAttempts: null,
	},
	refunds: [{ invoiceAttemptId: 1, amount: -3.99, invoiceAttemptStatus: 'Success' }],
	refundedSubtotal: 5.99,
	refundedTax: 0.05,
	refundedTotal: 6.04,
};

function refundAnswer(changes: Fields = {}, ofInvoice: Fields = {}): Fields {
	return {
		invoice: child(ofInvoice),
		refunds: [{ amount: -22 }],
		refundedSubtotal: 20,
		refundedTax: 2,
		refundedTotal: 22,
		...changes,
	};
}

const read = (body: unknown, exponent = 2, status = 200) =>
	revolv3.toReading(answer(status, body), {
		exponent,
		full: false,
		untouched: true,
		invoiceStatus: null,
	});

describe('Revolv3, the answer to a refund', () => {
	it('takes the documented sample at its refunded sums and at nothing else in it', () => {
		expect(read(documented)).toEqual({
			kind: 'claims',
			alreadyThere: false,
			refund: {
				refundId: '2',
				externalId: null,
				amountMinor: 599,
				taxMinor: 5,
				status: 'PartialRefund',
				state: 'done',
				invoiceId: '1',
				response: documented,
			},
		});
	});

	const states = [
		['Refund', 'done'],
		['PartialRefund', 'done'],
		['Pending', 'pending'],
		['RefundPending', 'pending'],
		['RefundDeclined', 'declined'],
		['RefundFailed', 'declined'],
		['Paid', 'unseen'],
		['COMPLETED', 'unseen'],
		['partialrefund', 'unseen'],
		[null, 'unseen'],
		[7, 'unseen'],
	] as const;

	it.each(states)('takes the status %p as %s', (invoiceStatus, state) => {
		expect(read(refundAnswer({}, { invoiceStatus }))).toMatchObject({
			kind: 'claims',
			refund: { state, amountMinor: 2000, taxMinor: 200 },
		});
	});

	it('reads amounts in the digits of the currency', () => {
		expect(read(refundAnswer({ refundedSubtotal: 500, refundedTax: 50 }), 0)).toMatchObject({
			refund: { amountMinor: 500, taxMinor: 50 },
		});
	});

	it('reads amounts from their digits: 0.29 is 29 cents', () => {
		expect(read(refundAnswer({ refundedSubtotal: 0.29 }))).toMatchObject({
			refund: { amountMinor: 29 },
		});
	});

	it('leaves the tax open when none is told', () => {
		expect(read(refundAnswer({ refundedTax: undefined }))).toMatchObject({
			kind: 'claims',
			refund: { amountMinor: 2000, taxMinor: null },
		});
	});

	it.each([
		['no amount', { refundedSubtotal: undefined }, {}],
		['zero', { refundedSubtotal: 0 }, {}],
		['no id of its own', { refundedSubtotal: null }, { invoiceId: null }],
	])('believes a declined refund with %s', (_, changes, ofInvoice) => {
		const body = refundAnswer(changes, { invoiceStatus: 'RefundDeclined', ...ofInvoice });
		expect(read(body)).toMatchObject({
			kind: 'claims',
			refund: { state: 'declined', amountMinor: 0, invoiceId: '1001' },
		});
	});

	it.each([
		['a text', 'OK'],
		['nothing', null],
		['a list', [refundAnswer()]],
		['an empty object', {}],
		['no invoice', refundAnswer({ invoice: null })],
		['the original in place of the refund', refundAnswer({ invoice: invoice() })],
		['no parent', refundAnswer({}, { parentInvoiceId: undefined })],
		['a parent 0', refundAnswer({}, { parentInvoiceId: 0 })],
		[
			'a declined refund of no invoice',
			refundAnswer({}, { parentInvoiceId: null, invoiceStatus: 'RefundFailed' }),
		],
		['no id of the refund', refundAnswer({}, { invoiceId: null })],
		['no amount', refundAnswer({ refundedSubtotal: undefined })],
		['an amount in a text', refundAnswer({ refundedSubtotal: '20.00' })],
		['a negative amount', refundAnswer({ refundedSubtotal: -20 })],
		['more decimals than the currency has', refundAnswer({ refundedSubtotal: 20.001 })],
		['errors beside a refund', refundAnswer({ errors: ['declined'] })],
		['errors of another shape', refundAnswer({ errors: { amount: ['too high'] } })],
	])('calls %s unclear', (_, body) => {
		expect(read(body)).toEqual({ kind: 'unclear', why: expect.stringMatching(/\.$/) });
	});

	it.each([201, 202, 204, 207])('calls an undocumented %i unclear, whatever it says', (status) => {
		expect(read(refundAnswer(), 2, status).kind).toBe('unclear');
	});

	it('is not put off by an empty list of errors', () => {
		expect(read(refundAnswer({ errors: [] })).kind).toBe('claims');
	});
});
