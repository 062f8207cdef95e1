import { thredfi } from '../../../nodes/Thredfi/adapter';
import type { List, ListQuery } from '../../../nodes/shared/engine/provider/list';
import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import {
	business,
	found,
	invoice,
	invoiceId,
	otherInvoice,
	pageOf,
	refund,
	refundId,
} from './samples';

const query: ListQuery = { businessId: business, invoiceId: null, filters: {}, rows: null };

/** The first page of a list, and what was asked for it. */
async function first<Row>(
	list: List<Row> | undefined,
	outcome: HttpOutcome,
	over: Partial<ListQuery> = {},
) {
	const asked: unknown[] = [];
	const http = {
		read: async (request: object) => {
			asked.push(request);
			return outcome;
		},
	};
	const read = await list?.open(http, { ...query, ...over })(null);
	return { asked, rows: read?.ok ? read.value.rows.map(({ row }) => row) : null };
}

const customer = {
	type: 'Customer',
	id: 'c0000000-0000-4000-8000-000000000001',
	external_id: 'customer-7',
	individual_name: 'Ada Lovelace',
	company_name: 'Engines Ltd',
	display_name: 'Engines (Ada)',
};
const listed = { ...invoice, invoice_number: 'R-1', sent_at: '2026-01-05T00:00:00Z', customer };
const invoices = async (row: unknown, filters: ListQuery['filters'] = {}) =>
	(await first(thredfi.listInvoices, pageOf([row], {}), { filters })).rows;

describe('Thredfi, a row of the list of invoices', () => {
	it('is read by its documented names', async () => {
		expect(await invoices(listed)).toMatchObject([
			{
				invoiceId,
				number: 'R-1',
				customer: 'Engines (Ada)',
				customerReference: 'customer-7',
				date: '2026-01-05T00:00:00Z',
				amountMinor: 10_000,
				currency: 'EUR',
				exponent: 2,
				status: 'PAID',
			},
		]);
	});

	it.each([
		['company_name', { display_name: '' }, 'Engines Ltd'],
		['individual_name', { display_name: null, company_name: null }, 'Ada Lovelace'],
		['no name', { display_name: null, company_name: '', individual_name: null, name: 'x' }, null],
	])('shows the customer by %s', async (_, over, name) => {
		expect(await invoices({ ...listed, customer: { ...customer, ...over } })).toMatchObject([
			{ customer: name },
		]);
	});

	it.each([undefined, null, 'Ada', []])('is read without a customer like %p', async (odd) => {
		expect(await invoices({ ...listed, customer: odd })).toMatchObject([
			{ invoiceId, customer: null, customerReference: null },
		]);
	});

	it('is left out where it belongs to another business', async () => {
		expect(await invoices({ ...listed, business_id: otherInvoice })).toEqual([null]);
	});

	it.each([
		['customer_id', { customer_id: otherInvoice }, {}],
		['customer_external_id', { customer_external_id: 'customer-70' }, {}],
		['max_amount', { max_amount: '9999' }, {}],
		['due_at_start', { due_at_start: '2026-02-01T00:00:00.000Z' }, { due_at: '2026-01-31' }],
		['due_at_end', { due_at_end: '2026-01-30T00:00:00.000Z' }, { due_at: '2026-01-31' }],
	])('is left out where the server ignored %s', async (_, filters, over) => {
		expect(await invoices({ ...listed, ...over }, filters)).toEqual([null]);
	});

	it.each([
		['customer_id', { customer_id: customer.id.toUpperCase() }, {}],
		['customer_external_id', { customer_external_id: 'customer-7' }, {}],
		['max_amount', { max_amount: '10000' }, {}],
		[
			'due_at_start',
			{ due_at_start: '2026-01-31T00:00:00.000Z' },
			{ due_at: '2026-01-31T00:00:00Z' },
		],
		['due_at_end', { due_at_end: '2026-01-31T00:00:00.000Z' }, { due_at: '2026-01-31' }],
		['due_at_end and it tells none', { due_at_end: '2026-01-31T00:00:00.000Z' }, {}],
		['all and it tells nothing', { customer_id: otherInvoice, max_amount: '1' }, null],
	])('stays where it fits %s', async (_, filters, over) => {
		const row = over === null ? { id: invoiceId } : { ...listed, ...over };
		expect(await invoices(row, filters)).toMatchObject([{ invoiceId }]);
	});

	it('is asked for by documented names, in pages of a hundred', async () => {
		const { asked } = await first(thredfi.listInvoices, pageOf([], {}), {
			filters: { customer_id: customer.id },
		});
		expect(asked).toEqual([
			expect.objectContaining({
				query: { customer_id: customer.id, page: 1, page_size: 100 },
			}),
		]);
	});
});

describe('Thredfi, a row of the list of refunds', () => {
	const refunds = async (row: unknown, filters: ListQuery['filters'] = {}) =>
		(await first(thredfi.listRefunds, pageOf([row], {}), { filters })).rows;

	it('is a refund', async () => {
		expect(await refunds(refund)).toMatchObject([
			{ kind: 'readable', current: { refund: { refundId, amountMinor: 2500 }, currency: 'EUR' } },
		]);
	});

	it('is shown by what it tells where its amount or its currency can not be read', async () => {
		expect(await refunds({ ...refund, refunded_amount: 'x' })).toMatchObject([
			{ kind: 'readable', current: { refund: { refundId, amountMinor: null } } },
		]);
		expect(await refunds({ ...refund, currency: 'XXZ' })).toMatchObject([
			{ kind: 'unreadable', refundId, status: 'paid' },
		]);
	});

	it('is left out where the server ignored the dates', async () => {
		const row = { ...refund, completed_at: '2026-01-31T10:00:00Z' };
		const from = { completed_at_start: '2026-02-01T00:00:00.000Z' };
		const until = { completed_at_end: '2026-01-31T10:00:00.000Z' };
		expect(await refunds(row, from)).toEqual([null]);
		expect(await refunds(row, until)).toMatchObject([{ kind: 'readable' }]);
		// One that is not completed has no date; the server knows why it is there.
		expect(await refunds({ ...refund, completed_at: null }, from)).toMatchObject([
			{ kind: 'readable' },
		]);
	});

	it('is no refund where it is no object', async () => {
		expect(
			(await first(thredfi.listRefunds, found({ results: ['x'], next: null }))).rows,
		).toBeNull();
	});
});
