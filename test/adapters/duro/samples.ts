import { invoiceName } from '../../../nodes/shared/engine/claims';
import { refundKey } from '../../../nodes/shared/engine/request/refundKey';
import type { HttpAnswer } from '../../../nodes/shared/engine/provider/http';
import type { PlannedDetails, RefundPlan } from '../../../nodes/shared/engine/decide/plan';
import { NOTHING, toMinorUnits, type MinorUnits } from '../../../nodes/shared/money/minorUnits';

export function minor(value: number): MinorUnits {
	const amount = toMinorUnits(value);
	if (amount === null) throw new RangeError(`${value} is no amount`);
	return amount;
}

export const target = { businessId: null, invoiceId: 'inv_8Fk2' };
export const key = refundKey('duro', 'test', null, 'inv_8Fk2', 'TICKET-81');

export function planOf(amount: number, details: Partial<PlannedDetails> = {}): RefundPlan {
	return {
		target,
		invoice: invoiceName('duro', 'test', target),
		key,
		reference: 'TICKET-81',
		full: false,
		untouched: false,
		claimName: 'n8nr1-claim',
		paidMinor: minor(10_000),
		amountMinor: minor(amount),
		taxMinor: null,
		earlierMinor: NOTHING,
		earlierTaxMinor: NOTHING,
		currency: 'NGN',
		exponent: 2,
		invoiceStatus: 'paid',
		seenRefundIds: [],
		details: {
			method: null,
			completedAt: '2026-02-13T10:00:00.000Z',
			reason: null,
			memo: null,
			processor: null,
			referenceNumber: null,
			processingFeeMinor: null,
			refundedPaymentFees: [],
			paymentClearingAccount: null,
			tags: [],
			metadata: null,
			includeRawProcessorResponse: false,
			reportGroup: null,
			...details,
		},
	};
}

export function answer(status: number, body: unknown): HttpAnswer {
	return { kind: 'answer', status, headers: {}, body };
}
