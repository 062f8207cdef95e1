import { KEY_PREFIX, refundKey } from '../../../nodes/shared/engine/request/refundKey';
import { toMinorUnits, type MinorUnits } from '../../../nodes/shared/money/minorUnits';
import type { Http, HttpAnswer, HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import type { RefundPlan } from '../../../nodes/shared/engine/decide/plan';
import { layer } from '../../../nodes/Layer/adapter';

export const businessId = '11111111-1111-4111-8111-111111111111';
export const invoiceId = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
export const otherInvoiceId = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';
export const refundId = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc';
export const otherRefundId = 'dddddddd-dddd-4ddd-8ddd-dddddddddddd';
export const target = { businessId, invoiceId };
export const key = refundKey('layer', 'sandbox', businessId, invoiceId, 'TICKET-81');
export const otherKey = `${KEY_PREFIX}${'0'.repeat(40)}`;

export const invoicesPath = `/v1/businesses/${businessId}/invoices`;
export const refundsPath = `${invoicesPath}/refunds`;

export function minor(value: number): MinorUnits {
	const units = toMinorUnits(value);
	if (units === null) throw new Error(`${value} is no amount`);
	return units;
}

/** A part of 12.50 under TICKET-81, as the engine plans it. */
export function plan(change: Partial<RefundPlan> = {}): RefundPlan {
	return {
		target,
		invoice: 'layer invoice',
		key,
		reference: 'TICKET-81',
		full: false,
		untouched: true,
		claimName: 'n8nr1-claim',
		paidMinor: minor(10_000),
		amountMinor: minor(1250),
		taxMinor: null,
		earlierMinor: minor(0),
		earlierTaxMinor: minor(0),
		currency: null,
		exponent: 2,
		invoiceStatus: 'PAID',
		seenRefundIds: [],
		details: {
			method: 'CREDIT_CARD',
			completedAt: '2026-02-03T04:05:06.000Z',
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
		},
		...change,
	};
}

export function invoice(change: Record<string, unknown> = {}) {
	return {
		type: 'Invoice',
		id: invoiceId,
		business_id: businessId,
		status: 'PAID',
		total_amount: 5000,
		outstanding_balance: 0,
		payment_allocations: [
			{ invoice_id: invoiceId, payment_id: 'p1', amount: 3000 },
			{ invoice_id: invoiceId, payment_id: 'p2', amount: 2000 },
		],
		refund_allocations: [],
		...change,
	};
}

export function allocation(amount: number, change: Record<string, unknown> = {}) {
	return { id: `allocation-${amount}`, invoice_id: invoiceId, amount, ...change };
}

export function refund(change: Record<string, unknown> = {}) {
	return {
		type: 'Customer_Refund',
		id: refundId,
		external_id: key,
		refunded_amount: 1250,
		status: 'PAID',
		completed_at: '2026-02-03T04:05:06Z',
		is_dedicated: false,
		allocations: [allocation(1250)],
		payments: [],
		...change,
	};
}

export function answer(status: number, body: unknown): HttpAnswer {
	return { kind: 'answer', status, headers: {}, body };
}

export const data = (value: unknown) => answer(200, { data: value });

export function page(rows: readonly unknown[], cursor: string | null = null): HttpAnswer {
	return answer(200, {
		data: rows,
		meta: { pagination: { sort_by: null, sort_order: 'ASC', cursor, has_more: cursor !== null } },
	});
}

/** A list as all of Layer's own samples of lists are: nothing but its rows. */
export const bare = (rows: readonly unknown[]) => answer(200, rows);

/** An error as Layer documents it. */
export const no = (status: number) =>
	answer(status, { errors: [{ type: 'BadRequest', description: 'No.' }] });

export const getInvoice: HttpRequest = { method: 'GET', path: `${invoicesPath}/${invoiceId}` };
export const getRefund = (id = refundId): HttpRequest => ({
	method: 'GET',
	path: `${refundsPath}/${id}`,
});
export const list = (query: Record<string, string> = {}): HttpRequest => ({
	method: 'GET',
	path: refundsPath,
	query: { limit: 100, sort_order: 'DESC', ...query },
});

export type Script = ReadonlyArray<readonly [request: HttpRequest, outcome: HttpOutcome]>;

/** Answers reads in turn, and demands that they are exactly those of the script. */
export function reading(script: Script) {
	const waiting = [...script];
	const http: Pick<Http, 'read'> = {
		read: async (request) => {
			const next = waiting.shift();
			if (!next) throw new Error(`Nobody expects ${request.method} ${request.path}`);
			expect(request).toEqual(next[0]);
			return next[1];
		},
	};
	return { http, left: () => waiting.length };
}

export function booksOver(script: Script) {
	const { http, left } = reading(script);
	return { books: layer.openReader(http), left };
}

export async function look(script: Script) {
	const { books: reader, left } = booksOver(script);
	const snapshot = await reader.readSnapshot(target, key);
	expect(left()).toBe(0);
	return snapshot;
}

export const lookAt = async (outcome: HttpOutcome) => await look([[getInvoice, outcome]]);

export const refused = (code: string, message = '') => ({
	ok: false,
	refusal: { code, message: expect.stringContaining(message) },
});
export const listed = (refunds: readonly unknown[]) => ({
	ok: true,
	value: { refunds: { kind: 'listed', refunds } },
});
export const unreadable = {
	ok: true,
	value: { refunds: { kind: 'unreadable', why: expect.any(String) } },
};
