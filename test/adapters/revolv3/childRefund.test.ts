import { childRefund as read, withAmount } from '../../../nodes/Revolv3/adapter/refund';
import { readOriginal, type Original } from '../../../nodes/Revolv3/adapter/invoice';
import { child, invoice, minor, type Fields } from './samples';

function originalOf(changes: Fields = {}): Original {
	const read = readOriginal(invoice(changes), '1001');
	if (!read.ok) throw new Error(read.why);
	return read.original;
}

/** In an environment that has shown nothing of its attempts. */
const childRefund = (body: Fields, original: Original, isOnly = false) =>
	read(body, original, 'an untold one', isOnly);

const attempts = (...amounts: readonly unknown[]) => amounts.map((amount) => ({ amount }));
const ended = (...list: ReadonlyArray<readonly [number, string | null]>) =>
	list.map(([amount, invoiceAttemptStatus]) => ({ amount, invoiceAttemptStatus }));
const repeated = { subtotal: 100, tax: 10, total: 110 };
const silent = { subtotal: null, tax: null, total: null };
const full = { ...repeated, invoiceStatus: 'Refund' };
/** Of a payment whose own attempt does not tell whether attempts include the tax. */
const untoldPayment = { invoiceAttempts: null };

describe('Revolv3, what a child invoice took off its original', () => {
	const told: ReadonlyArray<readonly [string, Fields, Fields, number, number | null]> = [
		['its own total, with tax', {}, {}, 2000, 200],
		['its own numbers without a minus sign', { invoiceAttempts: attempts(22) }, {}, 2000, 200],
		['its own numbers written as negative', { subtotal: -20, tax: -2, total: -22 }, {}, 2000, 200],
		['its own subtotal, tax apart', { invoiceAttempts: attempts(-20) }, {}, 2000, 200],
		[
			'its own subtotal alone',
			{ tax: null, total: null, invoiceAttempts: attempts(-20) },
			{},
			2000,
			null,
		],
		['several attempts', { invoiceAttempts: attempts(-20, -2) }, {}, 2000, 200],
		['all of it', { ...repeated, invoiceAttempts: attempts(-110) }, {}, 10_000, 1000],
		['a tax of zero', { ...silent, invoiceAttempts: attempts(-5) }, { tax: 0 }, 500, 0],
		[
			'yen',
			{ subtotal: 500, tax: 50, total: 550, invoiceAttempts: attempts(-550) },
			{ currency: 'JPY' },
			500,
			50,
		],
		['its own numbers, where no attempts are shown', { invoiceAttempts: null }, {}, 2000, 200],
		[
			'its own numbers, where the list of attempts is empty',
			{ invoiceAttempts: [] },
			{},
			2000,
			200,
		],
		[
			'the attempt that succeeded, after one that failed',
			{ invoiceAttempts: ended([-22, 'Declined'], [-22, 'Success']) },
			{},
			2000,
			200,
		],
		[
			'one of several attempts that all failed',
			{ invoiceAttempts: ended([-22, 'Fail'], [-22, 'Fail']), invoiceStatus: 'RefundFailed' },
			{},
			2000,
			200,
		],
		['one that is under way', { invoiceAttempts: ended([-22, 'Pending']) }, {}, 2000, 200],
	];

	it.each(told)('is read from %s', (_, ofChild, ofOriginal, amountMinor, taxMinor) => {
		const refund = childRefund(child(ofChild), originalOf(ofOriginal));
		expect(refund).toMatchObject({ amountMinor, taxMinor });
		expect(refund).not.toHaveProperty('otherAmounts');
		expect(refund).not.toHaveProperty('totalMinor');
	});

	it.each<readonly [string, Fields, number[]]>([
		['where the numbers are the original ones', repeated, [2000, 2200]],
		['where nothing is told', silent, [2000, 2200, 1999, 2001, 1995, 2005]],
		['where its own numbers contradict', { invoiceAttempts: attempts(-21) }, [1909, 2100, 1904]],
		[
			'where all before tax went back, or a part with it',
			{ ...repeated, invoiceAttempts: attempts(-100) },
			[9091, 10_000],
		],
	])('is several amounts and no sure one %s', (_, ofChild, amounts) => {
		const refund = childRefund(
			child({ invoiceAttempts: attempts(-22), ...ofChild }),
			originalOf(untoldPayment),
		);
		expect(refund).toMatchObject({ amountMinor: null, taxMinor: null });
		expect(refund.otherAmounts).toEqual(expect.arrayContaining(amounts));
		expect(refund.otherAmounts?.[0]).toBe(amounts[0]);
		expect(refund).not.toHaveProperty('totalMinor');
	});

	it.each<readonly [string, Fields, Fields]>([
		['it tells nothing but its total', { ...silent, total: 22 }, untoldPayment],
		["the payment's own attempt includes the tax", repeated, {}],
	])('tells all that went back where %s', (_, ofChild, ofOriginal) => {
		const refund = childRefund(
			child({ ...ofChild, invoiceAttempts: attempts(-22) }),
			originalOf(ofOriginal),
		);
		expect(refund).toMatchObject({ amountMinor: null, taxMinor: null, totalMinor: 2200 });
	});

	it('may be no other amount that is nothing, or more than what went back', () => {
		const odd = child({ ...silent, invoiceAttempts: attempts(-0.02) });
		expect(childRefund(odd, originalOf())).toMatchObject({ otherAmounts: [2, 1] });
	});

	const untold: ReadonlyArray<readonly [string, Fields]> = [
		['attempts of another shape', { invoiceAttempts: { amount: -22 } }],
		['an attempt that is nothing', { invoiceAttempts: [null] }],
		['an amount in a text', { invoiceAttempts: attempts('-22') }],
		['one unreadable amount among others', { invoiceAttempts: attempts(-22, null) }],
		['too many decimals', { invoiceAttempts: attempts(-22.001) }],
		['attempts of both signs', { invoiceAttempts: attempts(-22, 11) }],
		['attempts of zero', { invoiceAttempts: attempts(0) }],
		[
			'an attempt that is done and one under way',
			{ invoiceAttempts: ended([-22, 'Success'], [-22, 'Pending']) },
		],
		['two attempts under way', { invoiceAttempts: ended([-22, 'Pending'], [-22, 'Pending']) }],
		['failed attempts of two amounts', { invoiceAttempts: ended([-22, 'Fail'], [-11, 'Fail']) }],
		[
			'an attempt without a status beside one that is done',
			{ invoiceAttempts: ended([-22, 'Success'], [-22, null]) },
		],
		['another currency', { currency: 'EUR' }],
		['no attempts, and the numbers of the original', { ...repeated, invoiceAttempts: null }],
		['no attempts, and a status of everything among others', { ...full, invoiceAttempts: null }],
		['no attempts, and no numbers', { ...silent, invoiceAttempts: null }],
		['no attempts, and numbers that do not add up', { total: 23, invoiceAttempts: null }],
		['no attempts, and zero', { subtotal: 0, tax: 0, total: 0, invoiceAttempts: null }],
	];

	it.each(untold)('is not told with %s', (_, changes) => {
		const refund = childRefund(child(changes), originalOf());
		expect(refund).toMatchObject({ refundId: '2002', amountMinor: null, taxMinor: null });
		expect(refund).not.toHaveProperty('otherAmounts');
	});

	it('is everything, where it is the only refund and has the status of everything', () => {
		const only = childRefund(child({ ...full, invoiceAttempts: null }), originalOf(), true);
		expect(only).toMatchObject({ amountMinor: 10_000, taxMinor: 1000 });
		const partial = child({ ...repeated, invoiceAttempts: null });
		expect(childRefund(partial, originalOf(), true)).toMatchObject({ amountMinor: null });
	});

	it('is everything by attempts without tax only where it is the only refund of everything', () => {
		const net = child({ ...full, invoiceAttempts: attempts(-100) });
		expect(childRefund(net, originalOf(), true)).toMatchObject({ amountMinor: 10_000 });
		expect(childRefund(net, originalOf(), false)).toMatchObject({ amountMinor: null });
	});

	it('is what was sent, where it may be of that', () => {
		const split = childRefund(child({ ...repeated, invoiceAttempts: attempts(-22) }), originalOf());
		expect(withAmount(split, minor(2000))).toMatchObject({ amountMinor: 2000, taxMinor: 200 });
		expect(withAmount(split, minor(2000)).otherAmounts).toBeUndefined();
		expect(withAmount(split, minor(1900))).toBe(split);
		const unsure = childRefund(
			child({ ...repeated, invoiceAttempts: attempts(-22) }),
			originalOf(untoldPayment),
		);
		expect(withAmount(unsure, minor(2000))).toMatchObject({ amountMinor: 2000, taxMinor: null });
	});
});
