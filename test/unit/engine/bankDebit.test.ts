import { decide } from '../../../nodes/shared/engine/decide/decide';
import type { InvoiceSnapshot } from '../../../nodes/shared/engine/provider/snapshot';
import { caseOf, FACTS, NOW, parse, requestOf, snapshotOf } from './samples';

const { revolv3 } = FACTS;
const DAY_MS = 24 * 60 * 60 * 1000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();

function reasonsFor(days: unknown, changes: Partial<InvoiceSnapshot>) {
	const request = requestOf(revolv3, {
		options: days === null ? {} : { holdBankDebitDays: days },
	});
	const snapshot = snapshotOf({ invoiceId: '1001', paidByBankDebit: true, ...changes });
	const decision = decide(caseOf(revolv3, request, snapshot), revolv3);
	return decision.kind === 'refuse' ? decision.reasons.map(({ code }) => code) : decision.kind;
}

describe('a payment from a bank account', () => {
	it('is refunded at once where nobody asked to hold it', () => {
		expect(reasonsFor(null, { lastPaymentAt: ago(0) })).toBe('plan');
	});

	it.each([
		[7, 7 * DAY_MS - 1],
		[1, 0],
		[60, 59 * DAY_MS],
	])('is held for %i days', (days, age) => {
		expect(reasonsFor(days, { lastPaymentAt: ago(age) })).toEqual(['notRefundable']);
	});

	it.each([
		[7, 7 * DAY_MS],
		[1, 400 * DAY_MS],
	])('is refunded once it is %i days old', (days, age) => {
		expect(reasonsFor(days, { lastPaymentAt: ago(age) })).toBe('plan');
	});

	it('is held while nobody tells when it came', () => {
		expect(reasonsFor(7, { lastPaymentAt: null })).toEqual(['notRefundable']);
	});

	it('is no other payment', () => {
		expect(reasonsFor(7, { lastPaymentAt: ago(0), paidByBankDebit: false })).toBe('plan');
	});

	it.each(['7', ' 60 ', 1])('is held for a number of days: %p', (days) => {
		expect(parse(revolv3, { options: { holdBankDebitDays: days } })).toMatchObject({
			ok: true,
			value: { holdBankDebitDays: Number(days) },
		});
	});

	it.each([0, 61, -1, 1.5, NaN, '', '1.5', '07', null, undefined, true, [7], {}])(
		'is held for no such thing: %p',
		(days) => {
			expect(parse(revolv3, { options: { holdBankDebitDays: days } })).toMatchObject({
				ok: false,
				refusal: {
					code: 'invalidParameter',
					message: expect.stringContaining("'Hold ACH Refunds (Days)'"),
				},
			});
		},
	);
});
