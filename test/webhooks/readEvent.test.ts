import { readEvent as readDuro } from '../../nodes/Duro/webhook';
import { readEvent as readRevolv3 } from '../../nodes/Revolv3/webhook';
import type { WireObject } from '../../nodes/shared/engine/provider/http';
import { duroRefund, revolv3Refund } from './vectors';

const parsed = (text: string) => JSON.parse(text) as WireObject;

describe('what Duro delivers', () => {
	it('is told in the words of the delivery', () => {
		const body = parsed(duroRefund.body);
		expect(readDuro(body)).toEqual({
			event: 'subscription_payment_refunded',
			eventId: 'evt_0001',
			invoiceId: 'inv_0001',
			parentInvoiceId: null,
			status: null,
			amountMinor: 125_000,
			body,
		});
	});

	it('is null where it is not told', () => {
		const nothing = { event: null, eventId: null, invoiceId: null, status: null };
		for (const body of [{}, { data: null }, { data: 'x' }, { data: [], id: 7, type: '' }]) {
			expect(readDuro(body)).toEqual({
				...nothing,
				parentInvoiceId: null,
				amountMinor: null,
				body,
			});
		}
	});

	it.each([12.5, -1, '125000', null, true, 2 ** 53, {}])('takes %j for no amount', (amount) => {
		expect(readDuro({ data: { amount } }).amountMinor).toBeNull();
	});

	it('knows an invoice by its prefix, and nothing else', () => {
		expect(readDuro({ data: { id: 'inv_7' } }).invoiceId).toBe('inv_7');
		expect(readDuro({ data: { id: 'sub_7' } }).invoiceId).toBeNull();
		expect(readDuro({ data: { id: 'inv_7', invoiceId: 'inv_8' } }).invoiceId).toBe('inv_8');
	});
});

describe('what Revolv3 delivers', () => {
	const delivered = (invoice: object | undefined, EventType: unknown = 'InvoiceStatusChanged') =>
		readRevolv3({
			Body: JSON.stringify({ Invoice: invoice, EventType }),
			Entropy: 'e-1',
		});
	const child = (attempts: unknown, more: object = {}) =>
		delivered({ InvoiceId: 2002, ParentInvoiceId: 1001, InvoiceAttempts: attempts, ...more });

	it('tells a refund by the invoice made for it', () => {
		const outer = parsed(revolv3Refund.body);
		expect(readRevolv3(outer)).toEqual({
			event: 'InvoiceCreated',
			eventId: '7f64ba26-74db-4cab-8e9c-76a98ba43351',
			invoiceId: '2002',
			parentInvoiceId: '1001',
			status: 'PartialRefund',
			amountMinor: 1250,
			body: { ...outer, Body: parsed(String(outer.Body)) },
		});
	});

	it("takes a payment's total, and never a refund's", () => {
		const payment = { InvoiceId: 1001, ParentInvoiceId: null, Subtotal: 100, Tax: 10, Total: 110 };
		expect(delivered(payment).amountMinor).toBe(11_000);
		expect(delivered({ ...payment, ParentInvoiceId: 1000 }).amountMinor).toBeNull();
		expect(delivered({ ...payment, ParentInvoiceId: undefined }).amountMinor).toBeNull();
		expect(delivered({ ...payment, ParentInvoiceId: 'x' }).amountMinor).toBeNull();
	});

	it('moves digits and multiplies nothing', () => {
		expect(child([{ Amount: -8.165 }]).amountMinor).toBeNull();
		expect(child([{ Amount: -1.15 }, { Amount: -0.1 }]).amountMinor).toBe(125);
		expect(child([{ Amount: -5000 }], { Currency: 'JPY' }).amountMinor).toBe(5000);
		expect(child([{ Amount: -1.005 }], { Currency: 'kwd ' }).amountMinor).toBe(1005);
		expect(child([{ Amount: -12.5 }], { Currency: null }).amountMinor).toBe(1250);
		expect(child([{ Amount: -5 }], { Currency: 'XXX' }).amountMinor).toBeNull();
		expect(child([{ Amount: -70_368_744_177_664 }]).amountMinor).toBe(7_036_874_417_766_400);
		expect(child([{ Amount: -70_368_744_177_664.02 }]).amountMinor).toBeNull();
	});

	it.each([[], undefined, null, [{}], [{ Amount: '-12.50' }], [{ Amount: -5 }, { Amount: 5 }]])(
		'tells no amount from attempts like %j',
		(attempts) => {
			expect(child(attempts)).toMatchObject({ invoiceId: '2002', amountMinor: null });
		},
	);

	it('is null where it is not told', () => {
		expect(delivered(undefined, 7)).toMatchObject({
			event: null,
			eventId: 'e-1',
			invoiceId: null,
			parentInvoiceId: null,
			status: null,
			amountMinor: null,
		});
		expect(readRevolv3({ Body: 'not JSON' })).toMatchObject({ event: null, eventId: null });
	});

	it('keeps a body that can not be read as it came', () => {
		for (const outer of [{ Body: 'not JSON' }, { Body: '[]' }, { Body: 7 }, {}]) {
			expect(readRevolv3(outer).body).toEqual(outer);
		}
	});

	it('reads the body as an object just as well', () => {
		const body = { EventType: 'InvoiceCreated', Invoice: { InvoiceId: 7 } };
		expect(readRevolv3({ Body: body })).toMatchObject({ event: 'InvoiceCreated', invoiceId: '7' });
	});

	it('reads the older flat form, as far as its record is an invoice', () => {
		const flat = (EventType: string) => readRevolv3({ EventType, RecordId: 137, Entropy: 'e-2' });
		expect(flat('InvoiceStatusChanged')).toMatchObject({ invoiceId: '137', eventId: 'e-2' });
		expect(flat('ACHInvoiceStatusChanged').invoiceId).toBe('137');
		expect(flat('InvoiceAttemptCreated').invoiceId).toBeNull();
		expect(flat('SubscriptionCreated').invoiceId).toBeNull();
	});
});
