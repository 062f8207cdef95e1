import type { HttpOutcome } from '../../../nodes/shared/engine/http';
import {
	allocation,
	answer,
	booksOver,
	data,
	getInvoice,
	getRefund,
	invoice,
	invoiceId,
	key,
	list,
	minor,
	otherInvoiceId,
	otherKey,
	page,
	plan,
	refund,
	refundId,
	refused,
	type Script,
} from './samples';

describe('Layer, the last look before the send', () => {
	async function find(script: Script, change = {}) {
		const { books, left } = booksOver(script);
		const found = await books.findUnderKey?.(plan(change));
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

	it('sends nothing when the list is refused as a bad request either way', async () => {
		const found = await find([
			[list({ external_id: key }), answer(400, {})],
			[list(), answer(400, {})],
		]);
		expect(found).toMatchObject(refused('earlierRefundsUnknown'));
	});

	it('tells when the refund under the key is on another invoice', async () => {
		const elsewhere = refund({ allocations: [allocation(1250, { invoice_id: otherInvoiceId })] });
		const found = await find([
			[list({ external_id: key }), page([elsewhere])],
			[getRefund(), data(elsewhere)],
		]);
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
			[list({ external_id: key }), page([refund()])],
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
			page([refund({ external_id: null })], `c${at + 1}`),
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
		const { books, left } = booksOver(script);
		const found = await books.readBack?.(plan());
		expect(left()).toBe(0);
		return found;
	}

	it('shows the refund under the key', async () => {
		const found = await readBack([
			[list({ external_id: key }), page([refund()])],
			[getRefund(), data(refund())],
		]);
		expect(found).toMatchObject({ ok: true, value: [{ externalId: key, amountMinor: 1250 }] });
	});

	it('shows none when the list ends without the key', async () => {
		const found = await readBack([[list({ external_id: key }), page([])]]);
		expect(found).toEqual({ ok: true, value: [] });
	});

	it('goes by the invoice when the list is no help', async () => {
		const named = allocation(1250, { refund_id: refundId });
		const found = await readBack([
			[list({ external_id: key }), answer(404, {})],
			[getInvoice, data(invoice({ refund_allocations: [named] }))],
			[getRefund(), data(refund())],
		]);
		expect(found).toMatchObject({ ok: true, value: [{ externalId: key }] });
	});

	it('says that it could not see when neither the list nor the invoice can be read', async () => {
		const found = await readBack([
			[list({ external_id: key }), answer(404, {})],
			[getInvoice, data(invoice({ refund_allocations: undefined }))],
		]);
		expect(found).toMatchObject(refused('earlierRefundsUnknown'));
	});
});
