import type { ProviderReader } from '../../../nodes/shared/engine/provider/adapter';
import type { HttpAnswer, HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import type { PlannedDetails, RefundPlan } from '../../../nodes/shared/engine/decide/plan';
import { invoiceName } from '../../../nodes/shared/engine/claims';
import { refundKey } from '../../../nodes/shared/engine/request/refundKey';
import type { ProviderRefund, InvoiceSnapshot } from '../../../nodes/shared/engine/provider/snapshot';
import { NOTHING, toMinorUnits, type MinorUnits } from '../../../nodes/shared/money/minorUnits';

export function minor(value: number): MinorUnits {
	const amount = toMinorUnits(value);
	if (amount === null) throw new RangeError(`${value} is no amount`);
	return amount;
}

export const key = refundKey('revolv3', 'sandbox', null, '1001', 'TICKET-81');
const target = { businessId: null, invoiceId: '1001' };

export function planOf(
	amount: number,
	changes: Partial<RefundPlan> = {},
	details: Partial<PlannedDetails> = {},
): RefundPlan {
	return {
		target,
		invoice: invoiceName('revolv3', 'sandbox', target),
		key,
		reference: 'TICKET-81',
		full: false,
		untouched: true,
		claimName: 'n8nr1-claim',
		paidMinor: minor(10_000),
		amountMinor: minor(amount),
		taxMinor: null,
		earlierMinor: NOTHING,
		earlierTaxMinor: NOTHING,
		currency: 'USD',
		exponent: 2,
		invoiceStatus: 'Paid',
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
		...changes,
	};
}

export type Fields = Readonly<Record<string, unknown>>;

/** A paid invoice of 100.00 and 10.00 tax, of customer C-1. */
export function invoice(changes: Fields = {}): Fields {
	return {
		invoiceId: 1001,
		parentInvoiceId: null,
		invoiceStatus: 'Paid',
		subtotal: 100,
		tax: 10,
		total: 110,
		currency: 'usd',
		merchantCustomerRefId: 'C-1',
		invoiceAttempts: [
			{
				amount: 110,
				invoiceAttemptStatus: 'Success',
				invoiceAttemptDate: '2026-03-02T23:48:15.1479498Z',
			},
		],
		...changes,
	};
}

/** A refund of 20.00 and 2.00 tax, made on invoice 1001. */
export function child(changes: Fields = {}): Fields {
	return {
		invoiceId: 2002,
		parentInvoiceId: 1001,
		invoiceStatus: 'PartialRefund',
		subtotal: 20,
		tax: 2,
		total: 22,
		currency: null,
		invoiceAttempts: [{ amount: -22, invoiceAttemptStatus: 'Success' }],
		...changes,
	};
}

/** Rows of other payments, to fill pages with. */
export function strangers(count: number): Fields[] {
	return Array.from({ length: count }, (_, index) => ({
		invoiceId: 900_000 + index,
		parentInvoiceId: null,
	}));
}

export function answer(status: number, body: unknown): HttpAnswer {
	return { kind: 'answer', status, headers: {}, body };
}

/** The part of a list that a request asks for. */
export function pageOf(rows: readonly unknown[], { query }: HttpRequest): HttpAnswer {
	const size = Number(query?.pageSize);
	const page = Number(query?.page);
	return answer(200, rows.slice((page - 1) * size, page * size));
}

/** As a list shows it (documented sample): neither a parent nor attempts. */
export function short({ invoiceId, invoiceStatus, subtotal, tax, total, ...row }: Fields): Fields {
	const { customerId = null, merchantCustomerRefId = null } = row;
	return {
		invoiceId,
		customerId,
		merchantInvoiceRefId: '1234-5678-9101',
		binNumber: '411111',
		last4Digit: '1111',
		invoiceStatus,
		subtotal,
		tax,
		total,
		billingDate: '08-Aug-25',
		merchantLegalName: null,
		merchantCustomerRefId,
		customerFirstName: null,
		customerLastName: null,
	};
}

/** A Revolv3 that answers from its script and writes down what it was asked. */
export function fakeRevolv3(script: {
	invoices?: Readonly<Record<string, unknown>>;
	list?: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>;
	/** `GET /api/Customers/{customerId}/invoices`. */
	ofCustomer?: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>;
}) {
	const asked: HttpRequest[] = [];
	const missing = answer(404, { message: 'Not found', errors: ['Not found'] });
	return {
		asked,
		/** The queries of the lists, in order. */
		lists: () => asked.flatMap(({ query }) => (query ? [query] : [])),
		/** The invoices that were read by themselves, in order. */
		gets: () => asked.flatMap(({ path, query }) => (query ? [] : [path.split('/').at(-1)])),
		http: {
			async read(request: HttpRequest): Promise<HttpOutcome> {
				asked.push(request);
				if (request.path === '/api/Invoices/v1') {
					return await (script.list ?? (() => answer(200, [])))(request);
				}
				if (/^\/api\/Customers\/\d+\/invoices$/.test(request.path)) {
					return await (script.ofCustomer ?? (() => missing))(request);
				}
				const id = request.path.replace('/api/Invoices/', '');
				const found = script.invoices?.[id];
				return found === undefined ? missing : answer(200, found);
			},
		},
	};
}

export async function snapshotOf(
	reader: ProviderReader,
	invoiceId = '1001',
): Promise<InvoiceSnapshot> {
	const read = await reader.readSnapshot({ businessId: null, invoiceId }, key);
	if (!read.ok) throw new Error(`refused: ${read.refusal.code} ${read.refusal.message}`);
	return read.value;
}

export async function refusalOf(reader: ProviderReader, invoiceId = '1001') {
	const read = await reader.readSnapshot({ businessId: null, invoiceId }, key);
	if (read.ok) throw new Error('the snapshot was read');
	return read.refusal;
}

export function shown(changes: Partial<ProviderRefund> = {}): ProviderRefund {
	return {
		refundId: '2002',
		externalId: null,
		amountMinor: minor(2000),
		taxMinor: minor(200),
		status: 'PartialRefund',
		state: 'done',
		invoiceId: '1001',
		response: null,
		...changes,
	};
}
