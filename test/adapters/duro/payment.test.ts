import { paymentOf } from '../../../nodes/Duro/adapter/invoice';
import { duro } from '../../../nodes/Duro/adapter';
import { answer, key } from './samples';

const attempt = {
	id: 'txn_1',
	invoiceId: 'inv_8Fk2',
	amount: 500_000,
	createdAt: '2026-02-01T00:00:00Z',
};
const succeeded = { ...attempt, status: 'succeeded', rail: 'card' };
const failed = { ...attempt, status: 'failed', rail: 'card' };

describe('Duro, when an invoice was paid', () => {
	it.each([
		['2026-06-28T09:00:00.000Z', '2026-06-28T09:00:00.000Z'],
		['2026-06-28T10:00:00+01:00', '2026-06-28T09:00:00.000Z'],
		['2026-06-28T09:00:00', '2026-06-28T09:00:00.000Z'],
		['2026-06-28', '2026-06-28T00:00:00.000Z'],
	])('reads %p as %s', (paidAt, moment) => {
		expect(paymentOf({ paidAt }, true)).toMatchObject({ paidAt: moment, lastPaymentAt: moment });
	});

	it.each([undefined, null, '', 'yesterday', '1250', 1_782_637_200, {}])(
		'does not guess from %p',
		(paidAt) => {
			expect(paymentOf({ paidAt }, true)).toMatchObject({ paidAt: null, lastPaymentAt: null });
		},
	);

	it('takes the first attempt that succeeded where the invoice has no date', () => {
		const attempts = [
			{ ...failed, createdAt: '2026-01-01T00:00:00Z' },
			{ ...succeeded, createdAt: '2026-03-01T00:00:00Z' },
			{ ...succeeded, createdAt: '2026-02-01T00:00:00Z' },
		];
		expect(paymentOf({ paidAt: null, attempts }, true).paidAt).toBe('2026-02-01T00:00:00.000Z');
	});
});

describe('Duro, a paid invoice whose payment is not shown', () => {
	it.each([
		['no attempt', []],
		['attempts that failed or wait', [failed, { ...failed, status: 'pending' }]],
	])('is pointed out with %s', (_, attempts) => {
		expect(paymentOf({ attempts }, true).note).toMatch(/no payment attempt that succeeded/);
	});

	it('is named as paid from the wallet where the attempt says so', () => {
		const attempts = [failed, { ...succeeded, rail: 'wallet' }];
		expect(paymentOf({ attempts }, true).note).toMatch(/^It was paid from the customer's wallet/);
	});

	it.each([
		['a payment that succeeded', [failed, succeeded]],
		['an attempt without a status, as in the sample of the page', [attempt]],
		['an attempt that is no object', ['txn_1']],
		['attempts that are no list', {}],
		['no attempts at all', undefined],
	])('is not claimed for %s', (_, attempts) => {
		expect(paymentOf({ attempts }, true)).not.toHaveProperty('note');
	});

	it('is still refundable, with the note beside', async () => {
		const invoice = { id: 'inv_8Fk2', amount: 1, currency: 'NGN', status: 'paid', attempts: [] };
		const reader = duro.openReader({ read: async () => answer(200, invoice) });
		const snapshot = await reader.readSnapshot({ businessId: null, invoiceId: 'inv_8Fk2' }, key);
		expect(snapshot).toMatchObject({
			ok: true,
			value: { notRefundable: null, note: expect.stringContaining('wallet') },
		});
	});

	it('is not said of an invoice that is not paid', async () => {
		const invoice = {
			id: 'inv_8Fk2',
			amount: 1,
			currency: 'NGN',
			status: 'open',
			attempts: [failed],
		};
		const reader = duro.openReader({ read: async () => answer(200, invoice) });
		const snapshot = await reader.readSnapshot({ businessId: null, invoiceId: 'inv_8Fk2' }, key);
		expect(snapshot.ok && snapshot.value).not.toHaveProperty('note');
	});
});
