import { attemptTaxIn, learnAttemptTax } from '../../../nodes/Revolv3/adapter/tax';
import { revolv3 } from '../../../nodes/Revolv3/adapter';
import {
	answer,
	child,
	fakeRevolv3,
	invoice,
	minor,
	planOf,
	shown,
	snapshotOf,
	type Fields,
} from './samples';

const taxed = { subtotalMinor: minor(10_000), taxMinor: minor(1_000) };
let environments = 0;
const fresh = () => `custom:http://127.0.0.1:${++environments}`;

function learn(
	environment: string,
	amount: number,
	tax: number | null,
	moved: number | null,
	isLast = false,
) {
	learnAttemptTax(environment, taxed, {
		amountMinor: minor(amount),
		taxMinor: tax === null ? null : minor(tax),
		movedMinor: moved === null ? null : minor(moved),
		isLast,
	});
	return attemptTaxIn(environment);
}

describe('Revolv3, what an answer shows of attempts and tax', () => {
	it.each([
		['with tax, in proportion', 2_000, 200, 2_200, { isIncluded: true, isInProportion: true }],
		['without tax, in proportion', 2_000, 200, 2_000, { isIncluded: false, isInProportion: true }],
		['with other tax', 2_000, 150, 2_150, { isIncluded: true, isInProportion: false }],
		['no tax with a part', 2_000, 0, 2_000, { isIncluded: null, isInProportion: false }],
		['no attempt', 2_000, 200, null, { isIncluded: null, isInProportion: true }],
		['an attempt of another amount', 2_000, 200, 399, { isIncluded: null, isInProportion: true }],
		['no tax told', 2_000, null, 2_200, { isIncluded: null, isInProportion: false }],
	])('is %s', (_, amount, tax, moved, expected) => {
		expect(learn(fresh(), amount, tax, moved)).toEqual(expected);
	});

	it('is nothing where the invoice has no tax, and nothing elsewhere', () => {
		const [environment, other] = [fresh(), fresh()];
		learnAttemptTax(
			environment,
			{ ...taxed, taxMinor: minor(0) },
			{ amountMinor: minor(5), taxMinor: minor(0), movedMinor: minor(5), isLast: false },
		);
		expect(attemptTaxIn(environment)).toEqual({ isIncluded: null, isInProportion: false });
		learn(environment, 2_000, 200, 2_200);
		expect(attemptTaxIn(other)).toEqual({ isIncluded: null, isInProportion: false });
	});

	it('is nothing any more once another answer shows the opposite', () => {
		const environment = fresh();
		learn(environment, 2_000, 200, 2_200);
		expect(learn(environment, 2_000, 150, 2_000)).toEqual({
			isIncluded: null,
			isInProportion: false,
		});
	});

	it('is not put off by a last refund that takes the rest of the tax', () => {
		const environment = fresh();
		learn(environment, 2_000, 200, 2_200);
		expect(learn(environment, 3_330, 332, 3_662, true)).toEqual({
			isIncluded: true,
			isInProportion: true,
		});
	});
});

describe('Revolv3, a refund whose own invoice repeats the amounts of the original', () => {
	const repeated = { subtotal: 100, tax: 10, total: 110 };
	const answered = (moved: number, changes: Fields = {}) => ({
		invoice: child({ ...repeated, invoiceAttempts: null }),
		refunds: [{ amount: moved }],
		refundedSubtotal: 20,
		refundedTax: 2,
		refundedTotal: 22,
		...changes,
	});

	/** Another refund of the invoice, after one that was confirmed like this. */
	async function afterAnswer(moved: number, laterMoved: number) {
		const later = child({
			...repeated,
			invoiceId: 2003,
			invoiceAttempts: [{ amount: laterMoved }],
		});
		const fake = fakeRevolv3({ invoices: { '1001': invoice() }, list: () => answer(200, [later]) });
		const http = { ...fake.http, environment: fresh() };
		const reader = revolv3.openReader(http);
		await snapshotOf(reader);
		reader.noteRefund?.(planOf(2000), shown({ response: answered(moved) }));
		return (await snapshotOf(reader)).refunds;
	}

	it('is read with the tax in it, once an answer has shown that and the proportion', async () => {
		expect(await afterAnswer(-22, -33)).toMatchObject({
			refunds: [{ refundId: '2003', amountMinor: 3000, taxMinor: 300 }, { refundId: '2002' }],
		});
	});

	it('is read without tax in it, once an answer has shown that', async () => {
		expect(await afterAnswer(-20, -30)).toMatchObject({
			refunds: [{ refundId: '2003', amountMinor: 3000, taxMinor: null }, { refundId: '2002' }],
		});
	});

	it('stays untold after an answer that does not agree with itself', async () => {
		expect(await afterAnswer(-3.99, -33)).toMatchObject({
			refunds: [{ refundId: '2003', amountMinor: null }, { refundId: '2002' }],
		});
	});

	it('stays untold where no amount with its share comes to what went back', async () => {
		// 1.00 and tax 1.00: every amount comes back with as much again, so 0.03 can't be split.
		const odd = invoice({ subtotal: 1, tax: 1, total: 2, invoiceAttempts: null });
		const row = child({ subtotal: 1, tax: 1, total: 2, invoiceAttempts: [{ amount: -0.03 }] });
		const fake = fakeRevolv3({ invoices: { '1001': odd }, list: () => answer(200, [row]) });
		const http = { ...fake.http, environment: fresh() };
		learn(http.environment, 2_000, 200, 2_200);
		expect((await snapshotOf(revolv3.openReader(http))).refunds).toMatchObject({
			refunds: [{ amountMinor: null, totalMinor: 3 }],
		});
	});
});
