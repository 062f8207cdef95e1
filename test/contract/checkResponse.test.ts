import { checkResponse, type Provider, type ReceivedAnswer } from './checkRequest';
import { externalId, fittingRequests, id, otherId } from './fittingRequests';

const { duro, layer, revolv3, thredfi } = fittingRequests;
const moment = '2026-02-13T10:00:00Z';

const duroInvoice = {
	id: 'inv_8Fk2',
	subscriptionId: 'sub_1',
	amount: 500000,
	currency: 'NGN',
	status: 'paid',
	paidAt: moment,
	createdAt: moment,
	attempts: [{ id: 'txn_1', status: 'succeeded', amount: 500000, rail: 'wallet' }],
};
const layerRefund = {
	type: 'Customer_Refund',
	id,
	external_id: externalId,
	refunded_amount: 1250,
	status: 'PAID',
	completed_at: moment,
	is_dedicated: false,
	allocations: [{ id: otherId, invoice_id: otherId, amount: 1250 }],
	payments: [{ id, refunded_amount: 1250, method: 'OTHER' }],
};
/** The answer on Revolv3's own refund page, shortened by its empty parts. */
const revolv3Answer = {
	invoice: {
		invoiceId: 2,
		parentInvoiceId: 1,
		customerId: 1,
		invoiceStatus: 'PartialRefund',
		subtotal: 10.99,
		tax: 0.1,
		total: 11.09,
		billingDate: '30-Oct-25',
		currency: null,
		invoiceLineItems: null,
		invoiceAttempts: null,
	},
	refunds: [
		{
			invoiceAttemptId: 1,
			amount: -3.99,
			invoiceAttemptStatus: 'Success',
			invoiceAttemptDate: '2025-10-31T13:48:15.1479498Z',
			paymentProcessor: 'BridgePay',
			processorRawResponse: null,
			processingMethod: 'None',
		},
	],
	refundedSubtotal: 5.99,
	refundedTax: 0.05,
	refundedTotal: 6.04,
};
const thredfiRefund = {
	id,
	external_id: externalId,
	refunded_amount: 2500,
	status: 'paid',
	completed_at: null,
	customer_id: otherId,
	customer_name: 'Ada',
	allocations: [
		{
			id,
			allocation_type: 'invoice',
			amount: 2500,
			invoice_id: otherId,
			invoice_number: 'INV-1',
			invoice_outstanding_balance_cents: 0,
			target_description: 'INV-1',
		},
	],
	refund_payments: [],
	document: null,
	currency: 'EUR',
	created_at: moment,
	updated_at: moment,
};
const layerError = { type: 'ResourceNotFound', description: 'no such invoice' };
const without = (value: object, name: string) => ({ ...value, [name]: undefined });

type Case = readonly [
	promise: string,
	provider: Provider,
	of: Pick<ReceivedAnswer, 'method' | 'path'>,
	status: number,
	body: unknown,
];

const fitting: readonly Case[] = [
	['a bare Duro invoice', 'duro', duro.getInvoice, 200, duroInvoice],
	['a wrapped Duro invoice', 'duro', duro.getInvoice, 200, { ok: true, data: duroInvoice }],
	[
		'a Duro refund',
		'duro',
		duro.refundInvoice,
		200,
		{ invoiceId: 'inv_8Fk2', refunded: 250000, status: 'recorded' },
	],
	[
		'a Duro error',
		'duro',
		duro.refundInvoice,
		409,
		{ error: { code: 'conflict', message: 'not paid' } },
	],
	['a created Layer refund', 'layer', layer.createDedicatedRefund, 201, { data: layerRefund }],
	['a Layer refund that was there', 'layer', layer.createRefund, 200, { data: layerRefund }],
	['a Layer refund list', 'layer', layer.listRefunds, 200, { data: [layerRefund] }],
	['a Layer error list', 'layer', layer.getInvoice, 404, { errors: [layerError] }],
	['a bare Layer error', 'layer', layer.getInvoice, 404, layerError],
	['the Revolv3 sample', 'revolv3', revolv3.refundInvoice, 200, revolv3Answer],
	['a short Revolv3 list row', 'revolv3', revolv3.listInvoices, 200, [{ invoiceId: 1 }]],
	['a created Thredfi refund', 'thredfi', thredfi.createRefund, 201, thredfiRefund],
	['a replayed Thredfi refund', 'thredfi', thredfi.createRefund, 200, thredfiRefund],
	[
		'a Thredfi page',
		'thredfi',
		thredfi.listRefunds,
		200,
		{ count: 1, next: null, previous: null, results: [thredfiRefund] },
	],
	[
		'a Thredfi error as the guide has it',
		'thredfi',
		thredfi.createRefund,
		400,
		{ error_code: 'validation_error', error: 'bad', details: { method: ['unknown'] } },
	],
];

const misfits: readonly Case[] = [
	[
		'a Duro refund that names no invoice',
		'duro',
		duro.refundInvoice,
		200,
		{ refunded: 250000, status: 'recorded' },
	],
	['a refunded Duro invoice', 'duro', duro.getInvoice, 200, { ...duroInvoice, status: 'refunded' }],
	['a decimal Duro amount', 'duro', duro.getInvoice, 200, { ...duroInvoice, amount: 0.5 }],
	['an undeclared status', 'duro', duro.refundInvoice, 201, {}],
	['an answer to an unknown path', 'duro', { method: 'GET', path: '/v1/refunds' }, 200, {}],
	[
		'a Layer refund without its amount',
		'layer',
		layer.getRefund,
		200,
		{ data: without(layerRefund, 'refunded_amount') },
	],
	['a Layer list that is missing', 'layer', layer.listRefunds, 200, { meta: {} }],
	['an unknown Layer error type', 'layer', layer.getInvoice, 404, { ...layerError, type: 'Odd' }],
	[
		'a Revolv3 refund without a child',
		'revolv3',
		revolv3.refundInvoice,
		200,
		without(revolv3Answer, 'invoice'),
	],
	['a Revolv3 list in an object', 'revolv3', revolv3.listInvoices, 200, { results: [] }],
	[
		'a Thredfi status in upper case',
		'thredfi',
		thredfi.getRefund,
		200,
		{ ...thredfiRefund, status: 'PAID' },
	],
	['a Thredfi page without results', 'thredfi', thredfi.listInvoices, 200, { count: 0 }],
	['a Thredfi error without its code', 'thredfi', thredfi.getRefund, 404, { message: 'no' }],
];

it.each(fitting)('accepts %s', (_promise, provider, { method, path }, status, body) => {
	expect(checkResponse(provider, { method, path, status, body })).toEqual([]);
});

it.each(misfits)('rejects %s', (_promise, provider, { method, path }, status, body) => {
	expect(checkResponse(provider, { method, path, status, body })).not.toEqual([]);
});
