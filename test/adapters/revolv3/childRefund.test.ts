import { childRefund } from '../../../nodes/Revolv3/adapter/childRefund';
import { readOriginal, type Original } from '../../../nodes/Revolv3/adapter/original';
import { child, invoice, minor, type Fields } from './samples';

function originalOf(changes: Fields = {}): Original {
	const read = readOriginal(invoice(changes), '1001');
	if (!read.ok) throw new Error(read.why);
	return read.original;
}

const attempts = (...amounts: readonly unknown[]) => amounts.map((amount) => ({ amount }));
const repeated = { subtotal: 100, tax: 10, total: 110 };
const silent = { subtotal: null, tax: null, total: null };

describe('Revolv3, what a child invoice took off its original', () => {
	const table: ReadonlyArray<readonly [string, Fields, Fields, number, number | null]> = [
		['its own total, with tax', {}, {}, 2000, 200],
		['its own numbers without a minus sign', { invoiceAttempts: attempts(22) }, {}, 2000, 200],
		['its own numbers written as negative', { subtotal: -20, tax: -2, total: -22 }, {}, 2000, 200],
		['its own subtotal, tax apart', { invoiceAttempts: attempts(-20) }, {}, 2000, 200],
		['several attempts', { invoiceAttempts: attempts(-20, -2) }, {}, 2000, 200],
		['all of it', { ...repeated, invoiceAttempts: attempts(-110) }, {}, 10_000, 1000],
		['a tax of zero', { ...silent, invoiceAttempts: attempts(-5) }, { tax: 0 }, 500, 0],
		[
			'a split, where the numbers are the original ones',
			{ ...repeated, invoiceAttempts: attempts(-22) },
			{},
			2000,
			200,
		],
		['a split, where nothing is told', { ...silent, invoiceAttempts: attempts(-5.5) }, {}, 500, 50],
		[
			'no split that does not add up',
			{ ...repeated, subtotal: 10.99, tax: 0.1, total: 11.09, invoiceAttempts: attempts(-0.55) },
			{ subtotal: 10.99, tax: 0.1, total: 11.09 },
			55,
			null,
		],
		[
			'all before tax, where its own numbers contradict',
			{ invoiceAttempts: attempts(-21) },
			{},
			2100,
			null,
		],
		['more than the original', { ...repeated, invoiceAttempts: attempts(-220) }, {}, 20_000, 2000],
		[
			'yen',
			{ subtotal: 500, tax: 50, total: 550, invoiceAttempts: attempts(-550) },
			{ currency: 'JPY' },
			500,
			50,
		],
	];

	it.each(table)('is read from %s', (_, ofChild, ofOriginal, amountMinor, taxMinor) => {
		expect(childRefund(child(ofChild), originalOf(ofOriginal))).toMatchObject({
			amountMinor,
			taxMinor,
		});
	});

	it.each<readonly [string, Fields]>([
		['its own total', {}],
		['its own subtotal', { invoiceAttempts: attempts(-20) }],
		['all of it', { ...repeated, invoiceAttempts: attempts(-110) }],
		['a split it tells itself, negative', { subtotal: -20, tax: -2, total: -22 }],
	])('is sure when read from %s', (_, ofChild) => {
		expect(childRefund(child(ofChild), originalOf())).not.toHaveProperty('otherAmounts');
	});

	it.each<readonly [string, Fields, readonly number[]]>([
		['a split', { ...silent, invoiceAttempts: attempts(-22) }, [1995, 1999, 2001, 2005, 2200]],
		['a contradiction', { invoiceAttempts: attempts(-21) }, [1904, 1909, 1914]],
	])('may be another amount when read from %s', (_, ofChild, others) => {
		const refund = childRefund(child(ofChild), originalOf());
		expect(refund?.otherAmounts).toEqual(expect.arrayContaining([...others]));
		expect(refund?.otherAmounts).not.toContain(refund?.amountMinor);
	});

	it('may be no other amount that is nothing, or more than what went back', () => {
		const odd = child({ ...silent, invoiceAttempts: attempts(-0.02) });
		expect(childRefund(odd, originalOf())).toMatchObject({ amountMinor: 2, otherAmounts: [1] });
	});

	it('counts all as before tax when a split would not add up', () => {
		// 1.00 and tax 1.00: every half comes back as an even sum, so 0.03 can't be split.
		const original = originalOf({ subtotal: 1, tax: 1, total: 2 });
		const odd = child({ ...silent, invoiceAttempts: attempts(-0.03) });
		expect(childRefund(odd, original)).toMatchObject({ amountMinor: 3, taxMinor: null });
	});

	it('counts all as before tax when the original is nothing but tax', () => {
		const original = originalOf({ subtotal: 0, tax: 10, total: 10 });
		const odd = child({ ...silent, invoiceAttempts: attempts(-5) });
		expect(childRefund(odd, original)).toMatchObject({ amountMinor: 500, taxMinor: null });
	});

	const unreadable: ReadonlyArray<readonly [string, Fields]> = [
		['no attempts', { invoiceAttempts: null }],
		['an empty list of attempts', { invoiceAttempts: [] }],
		['attempts of another shape', { invoiceAttempts: { amount: -22 } }],
		['an attempt that is nothing', { invoiceAttempts: [null] }],
		['an amount in a text', { invoiceAttempts: attempts('-22') }],
		['one unreadable amount among others', { invoiceAttempts: attempts(-22, null) }],
		['too many decimals', { invoiceAttempts: attempts(-22.001) }],
		['attempts of both signs', { invoiceAttempts: attempts(-22, 11) }],
		['attempts of zero', { invoiceAttempts: attempts(0) }],
		['another currency', { currency: 'EUR' }],
	];

	it.each(unreadable)('is unreadable with %s', (_, changes) => {
		expect(childRefund(child(changes), originalOf())).toBeNull();
	});

	it.each(unreadable)('does not matter with %s once the refund was declined', (_, changes) => {
		expect(
			childRefund(child({ ...changes, invoiceStatus: 'RefundFailed' }), originalOf()),
		).toMatchObject({
			state: 'declined',
			amountMinor: 0,
		});
	});

	it('is unreadable too while the status is one that nobody documented', () => {
		const odd = child({ invoiceStatus: 'Odd', invoiceAttempts: null });
		expect(childRefund(odd, originalOf())).toBeNull();
	});

	it('is what this run had confirmed, where it had', () => {
		const confirmed = { amountMinor: minor(1999), taxMinor: minor(201) };
		const row = child({ invoiceStatus: 'RefundPending', invoiceAttempts: null });
		expect(childRefund(row, originalOf(), confirmed)).toEqual({
			refundId: '2002',
			externalId: null,
			...confirmed,
			status: 'RefundPending',
			state: 'pending',
			invoiceId: '1001',
			response: row,
		});
	});
});
