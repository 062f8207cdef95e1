import type { ListedInvoice } from '../../../nodes/shared/engine/provider/adapter';
import type { Filter, ListPage } from '../../../nodes/shared/engine/provider/list';
import { onlyFitting } from '../../../nodes/shared/engine/request/onlyFitting';
import { BUSINESS, FACTS, INVOICE } from './samples';

const filters: readonly Filter[] = [
	{ name: 'customerId', wire: 'customer', kind: { is: 'uuid' }, of: (row) => row.customer },
	{ name: 'customerReference', wire: 'ref', kind: { is: 'text' }, of: (row) => row.ref },
	{ name: 'status', wire: 'status', kind: { is: 'words', of: [] }, of: (row) => row.status },
	{ name: 'sentFrom', wire: 'from', kind: { is: 'moment' }, of: (row) => row.at },
	{ name: 'sentUntil', wire: 'until', kind: { is: 'moment' }, of: (row) => row.at },
	{ name: 'billedFrom', wire: 'dayFrom', kind: { is: 'day' }, of: (row) => row.at },
	{ name: 'billedUntil', wire: 'dayUntil', kind: { is: 'day' }, of: (row) => row.at },
	{
		name: 'maximumAmountMinor',
		wire: 'max',
		kind: { is: 'minorUnits' },
		of: (row) => row.total,
	},
	{ name: 'dueFrom', wire: 'dueFrom', kind: { is: 'moment' } },
];

const invoice = (response: unknown): ListedInvoice => ({
	invoiceId: null,
	number: null,
	customer: null,
	customerReference: null,
	date: null,
	amountMinor: null,
	taxMinor: null,
	currency: null,
	exponent: null,
	status: null,
	response,
});

/** What is left of rows when these values were asked for. */
async function left(rows: readonly unknown[], wanted: Readonly<Record<string, string>> = {}) {
	const page: ListPage<ListedInvoice> = {
		rows: rows.map((row, index) => ({ name: `r${index}`, row: invoice(row) })),
		nextPage: 'more',
		total: 7,
	};
	const list = {
		what: 'invoices',
		filters,
		businessOf: (row: Readonly<Record<string, unknown>>) => row.business_id,
	} as const;
	const query = { businessId: BUSINESS, filters: wanted };
	const open = onlyFitting(async () => ({ ok: true, value: page }), list, query, FACTS.layer);
	return await open(null);
}

describe('a row of a list', () => {
	it.each<[string, object, Record<string, string>, boolean]>([
		['whose text is the one', { ref: 'C-1' }, { ref: 'C-1' }, true],
		['whose text is another', { ref: 'C-12' }, { ref: 'C-1' }, false],
		['whose text is written otherwise', { ref: 'c-1' }, { ref: 'C-1' }, false],
		['that says that it has none', { ref: null }, { ref: 'C-1' }, false],
		['that does not say', {}, { ref: 'C-1' }, true],
		[
			'whose UUID is in the other case',
			{ customer: INVOICE.toUpperCase() },
			{ customer: INVOICE },
			true,
		],
		['whose UUID is another', { customer: BUSINESS }, { customer: INVOICE }, false],
		['with one of the words', { status: 'PAID' }, { status: 'SENT,PAID' }, true],
		['with a part of a word', { status: 'PARTIALLY_PAID' }, { status: 'SENT,PAID' }, false],
		[
			'at the first moment',
			{ at: '2026-01-01T01:00:00+01:00' },
			{ from: '2026-01-01T00:00:00Z' },
			true,
		],
		[
			'before the first moment',
			{ at: '2025-12-31T23:59:59Z' },
			{ from: '2026-01-01T00:00:00Z' },
			false,
		],
		[
			'after the last moment',
			{ at: '2026-01-01T00:00:01Z' },
			{ until: '2026-01-01T00:00:00Z' },
			false,
		],
		['in the last day', { at: '2026-01-31T23:00:00Z' }, { dayUntil: '2026-01-31' }, true],
		['after the last day', { at: '2026-02-01T00:00:00Z' }, { dayUntil: '2026-01-31' }, false],
		['before the first day', { at: '2026-01-30T23:00:00Z' }, { dayFrom: '2026-01-31' }, false],
		['whose date can not be read', { at: '30-Oct-25' }, { from: '2026-01-01T00:00:00Z' }, true],
		['of the largest amount', { total: 100 }, { max: '100' }, true],
		['above the largest amount', { total: 101 }, { max: '100' }, false],
		['whose amount can not be read', { total: '101' }, { max: '100' }, true],
		[
			'by a filter that no row can tell of',
			{ due: 'x' },
			{ dueFrom: '2026-01-01T00:00:00Z' },
			true,
		],
		['that is no object', [1], { ref: 'C-1' }, true],
	])('%s: %j asked for %j stays: %p', async (_, row, wanted, stays) => {
		expect(await left([row], wanted)).toMatchObject({
			ok: true,
			value: { rows: [{ name: 'r0', row: stays ? { response: row } : null }], nextPage: 'more' },
		});
	});

	it.each([BUSINESS, BUSINESS.toUpperCase(), undefined, null, 5])(
		'of the business is shown: %p',
		async (business_id) => {
			expect(await left([{ business_id }])).toMatchObject({ ok: true });
		},
	);

	it('of another business makes the list one that can not be used', async () => {
		expect(await left([{ business_id: BUSINESS }, { business_id: INVOICE }])).toMatchObject({
			ok: false,
			refusal: {
				code: 'providerAnswerInvalid',
				message: expect.stringContaining('another business'),
			},
		});
	});
});
