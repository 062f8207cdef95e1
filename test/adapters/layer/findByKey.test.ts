import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import { refundKey } from '../../../nodes/shared/engine/request/refundKey';
import {
	allocation,
	answer,
	bare,
	booksOver,
	businessId,
	data,
	getInvoice,
	getRefund,
	invoice,
	invoiceId,
	key,
	list,
	minor,
	no,
	otherInvoiceId,
	otherKey,
	page,
	plan,
	refund,
	refundId,
	refused,
	target,
	type Script,
} from './samples';

const unsorted = (query: Record<string, string> = {}) => ({
	...list(),
	query: { limit: 100, ...query },
});

describe('Layer, the last look before the send', () => {
	async function find(script: Script, change = {}) {
		const { books: reader, left } = booksOver(script);
		const found = await reader.findUnderKey?.(plan(change));
		expect(left()).toBe(0);
		return found;
	}

	it('makes no call before the dedicated refund, which rewrites nothing', async () => {
		const found = await find([], { full: true, untouched: true, amountMinor: minor(5000) });
		expect(found).toEqual({ ok: true, value: null });
	});

	it('proves the key free when the list ends without it', async () => {
		const others = page([refund({ external_id: null }), refund({ external_id: `${key}x` })]);
		expect(await find([[list({ external_id: key }), others]])).toEqual({ ok: true, value: null });
	});

	it('finds the refund under the key on a later page of a list that ignores the filter', async () => {
		const found = await find([
			[list({ external_id: key }), page([refund({ external_id: otherKey })], 'c1')],
			[list({ external_id: key, cursor: 'c1' }), page([{ id: refundId, external_id: key }])],
			[getRefund(), data(refund())],
		]);
		expect(found).toMatchObject({ ok: true, value: { refundId, externalId: key, invoiceId } });
	});

	it('asks for the whole list when the name of the filter is turned down', async () => {
		const found = await find([
			[list({ external_id: key }), answer(400, { type: 'BadRequest', description: 'No.' })],
			[list(), page([refund({ external_id: otherKey })])],
		]);
		expect(found).toEqual({ ok: true, value: null });
	});

	it('asks without an order when that is turned down', async () => {
		const found = await find([
			[list({ external_id: key }), no(400)],
			[list(), no(400)],
			[unsorted({ external_id: key }), bare([])],
		]);
		expect(found).toEqual({ ok: true, value: null });
	});

	it.each([
		['shorter than the limit, and so whole', 99],
		['longer than the limit, and so not made of pages', 250],
	])('proves the key free by a bare list that is %s', async (_, length) => {
		const rows = Array.from({ length }, (_row, at) => refund({ id: `r${at}`, external_id: null }));
		expect(await find([[list({ external_id: key }), bare(rows)]])).toEqual({
			ok: true,
			value: null,
		});
	});

	describe('in a bare list that ends exactly at the limit', () => {
		const day = (at: number) => new Date(Date.UTC(2026, 0, 31) - at * 3_600_000).toISOString();
		const row = (at: number, change = {}) =>
			refund({ id: `r${at}`, external_id: null, completed_at: day(at), ...change });
		const rows = (from: number, count: number) =>
			Array.from({ length: count }, (_, at) => row(from + at));
		const behind = (at: number) => list({ external_id: key, completed_at_end: day(at) });

		it('goes on at the date of the last row, which has to be there again', async () => {
			const found = await find([
				[list({ external_id: key }), bare(rows(0, 100))],
				[behind(99), bare(rows(99, 100))],
				[behind(198), bare([row(198), row(199, { external_id: key })])],
			]);
			expect(found).toMatchObject({ ok: true, value: { refundId: 'r199', externalId: key } });
		});

		it.each<[string, readonly unknown[]]>([
			['does not begin with that row', rows(100, 20)],
			['shows newer ones, so that the server ignores the date', rows(0, 100)],
			['holds a row without a date', [row(99), row(100, { completed_at: null })]],
		])('sends nothing when the next page %s', async (_, next) => {
			const found = await find([
				[list({ external_id: key }), bare(rows(0, 100))],
				[behind(99), bare(next)],
			]);
			expect(found).toMatchObject(refused('earlierRefundsUnknown'));
		});

		it.each<[string, readonly unknown[]]>([
			['is not newest first', [...rows(1, 99), row(0)]],
			['has rows without a date', [...rows(0, 99), row(99, { completed_at: undefined })]],
			['has one date for all', rows(0, 100).map((one) => ({ ...one, completed_at: day(0) }))],
		])('sends nothing when it %s', async (_, first) => {
			const found = await find([[list({ external_id: key }), bare(first)]]);
			expect(found).toMatchObject(refused('earlierRefundsUnknown'));
		});
	});

	describe('after the look at the invoice', () => {
		const unrelated = refund({
			id: 'e',
			external_id: 'x',
			allocations: [allocation(1250, { id: 'z', invoice_id: otherInvoiceId })],
		});

		it('makes no call when that look has read the list without the key', async () => {
			const { books: reader, left } = booksOver([
				[getInvoice, data(invoice({ refund_allocations: undefined }))],
				[list(), bare([unrelated])],
			]);
			await reader.readSnapshot(target, key);
			expect(await reader.findUnderKey?.(plan())).toEqual({ ok: true, value: null });
			expect(left()).toBe(0);
		});

		it('asks by the key when that look has not read the list', async () => {
			const { books: reader, left } = booksOver([
				[getInvoice, data(invoice())],
				[list({ external_id: key }), bare([])],
			]);
			await reader.readSnapshot(target, key);
			expect(await reader.findUnderKey?.(plan())).toEqual({ ok: true, value: null });
			expect(left()).toBe(0);
		});

		it('takes a list that is too long for free where every refund of the invoice is accounted for', async () => {
			const pages = Array.from({ length: 10 }, (_, at): Script[number] => [
				list({ external_id: key, ...(at === 0 ? {} : { cursor: `c${at}` }) }),
				page([{ ...unrelated, id: `r${at}` }], `c${at + 1}`),
			]);
			const { books: reader } = booksOver([[getInvoice, data(invoice())], ...pages]);
			await reader.readSnapshot(target, key);
			expect(await reader.findUnderKey?.(plan())).toEqual({ ok: true, value: null });
		});

		it('does not take over what was seen under another key', async () => {
			const { books: reader, left } = booksOver([
				[getInvoice, data(invoice({ refund_allocations: undefined }))],
				[list(), bare([unrelated])],
				[list({ external_id: key }), bare([])],
			]);
			const another = refundKey('layer', 'sandbox', businessId, invoiceId, 'TICKET-82');
			await reader.readSnapshot(target, another);
			expect(await reader.findUnderKey?.(plan())).toEqual({ ok: true, value: null });
			expect(left()).toBe(0);
		});
	});

	it('sends nothing when the list is refused as a bad request either way', async () => {
		const found = await find([
			[list({ external_id: key }), no(400)],
			[list(), no(400)],
			[unsorted({ external_id: key }), no(400)],
			[unsorted(), no(400)],
		]);
		expect(found).toMatchObject(refused('earlierRefundsUnknown'));
	});

	it('tells when the refund under the key is on another invoice', async () => {
		const elsewhere = refund({ allocations: [allocation(1250, { invoice_id: otherInvoiceId })] });
		const found = await find([[list({ external_id: key }), page([elsewhere])]]);
		expect(found).toMatchObject({ ok: true, value: { invoiceId: otherInvoiceId } });
	});

	it.each<[string, HttpOutcome]>([
		['the list can not be read', data(null)],
		['a row has a key that is no text', page([refund({ external_id: 5 })])],
		['the list is not found', answer(404, {})],
		['the row has no id', page([refund({ id: null })])],
	])('sends nothing when %s', async (_, outcome) => {
		expect(await find([[list({ external_id: key }), outcome]])).toMatchObject(
			refused('earlierRefundsUnknown'),
		);
	});

	it.each<[string, unknown]>([
		['has another key', refund({ external_id: otherKey })],
		['does not add up', refund({ refunded_amount: 1 })],
		['is on no invoice', refund({ allocations: [allocation(1250, { invoice_id: null })] })],
	])('sends nothing when the refund it led to %s', async (_, wrong) => {
		const found = await find([
			[list({ external_id: key }), page([{ id: refundId, external_id: key }])],
			[getRefund(), data(wrong)],
		]);
		expect(found).toMatchObject(refused('earlierRefundsUnknown'));
	});

	it('sends nothing when the cursor stands still', async () => {
		const found = await find([
			[list({ external_id: key }), page([], 'c1')],
			[list({ external_id: key, cursor: 'c1' }), page([], 'c1')],
		]);
		expect(found).toMatchObject(refused('earlierRefundsUnknown'));
	});

	it('sends nothing when ten pages neither show the key nor end', async () => {
		const pages = Array.from({ length: 10 }, (_, at): Script[number] => [
			list({ external_id: key, ...(at === 0 ? {} : { cursor: `c${at}` }) }),
			page([refund({ id: `r${at}`, external_id: null })], `c${at + 1}`),
		]);
		expect(await find(pages)).toMatchObject(refused('earlierRefundsUnknown'));
	});

	it('says so when Layer can not be asked', async () => {
		const silence: HttpOutcome = { kind: 'noAnswer', sent: 'perhaps', why: 'it stayed silent' };
		expect(await find([[list({ external_id: key }), silence]])).toMatchObject(
			refused('providerUnavailable'),
		);
	});
});

describe('Layer, the read-back', () => {
	async function readBack(script: Script) {
		const { books: reader, left } = booksOver(script);
		const found = await reader.inquire?.(plan());
		expect(left()).toBe(0);
		return found;
	}

	it('shows the refund under the key', async () => {
		const found = await readBack([[list({ external_id: key }), page([refund()])]]);
		expect(found).toMatchObject({ ok: true, value: [{ externalId: key, amountMinor: 1250 }] });
	});

	it('shows none when the list ends without the key', async () => {
		const found = await readBack([[list({ external_id: key }), page([])]]);
		expect(found).toEqual({ ok: true, value: [] });
	});

	it('goes by the invoice when the list is no help', async () => {
		const named = allocation(1250, { refund_id: refundId });
		const found = await readBack([
			[list({ external_id: key }), no(404)],
			[getInvoice, data(invoice({ refund_allocations: [named] }))],
			[getRefund(), data(refund())],
		]);
		expect(found).toMatchObject({ ok: true, value: [{ externalId: key }] });
	});

	it('says that it could not see when neither the list nor the invoice can be read', async () => {
		const found = await readBack([
			[list({ external_id: key }), no(404)],
			[getInvoice, data(invoice({ refund_allocations: undefined }))],
			[list(), no(404)],
		]);
		expect(found).toMatchObject(refused('earlierRefundsUnknown'));
	});
});
