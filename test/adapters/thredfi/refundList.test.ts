import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import { answer } from '../duro/samples';
import {
	allocation,
	found,
	invoice,
	invoiceId,
	invoicePath,
	key,
	look,
	lookBack,
	otherInvoice,
	otherRefund,
	pageOf,
	pagePath,
	payment,
	paymentsPage,
	paymentsPath,
	refund,
	refundId,
	refundPath,
	refundsPath,
} from './samples';

const foreign = {
	...refund,
	id: otherRefund,
	external_id: 'x',
	allocations: [allocation(2500, otherInvoice)],
};
const page = (...rows: unknown[]) => pageOf(rows, { page_size: 99 });
const bare = found({ ...invoice, refund_allocations: undefined });
const ours = { refundId, externalId: key, amountMinor: 2500, state: 'done', invoiceId };

describe('Thredfi, an invoice that does not name its refunds', () => {
	it.each([
		['no field', undefined],
		['null', null],
		['a refund without its id', [{ amount_cents: 2500 }]],
	])('is looked up in the list where it has %s', async (_, refund_allocations) => {
		const { asked, snapshot } = await look({
			[invoicePath]: found({ ...invoice, refund_allocations }),
			[pagePath(1)]: page(foreign, refund),
		});
		expect(asked).toEqual([`GET ${invoicePath}`, `GET ${pagePath(1)}`]);
		expect(snapshot).toMatchObject({
			refundableMinor: 7500,
			refunds: { kind: 'listed', refunds: [ours] },
		});
	});

	it('has no refunds only when the whole list shows none', async () => {
		const { snapshot } = await look({ [invoicePath]: bare, [pagePath(1)]: page() });
		expect(snapshot).toMatchObject({
			refundableMinor: 10_000,
			refunds: { kind: 'listed', refunds: [] },
		});
	});

	it.each([
		['cancelled', 'keyUsedUp', 10_000],
		['paid', 'done', 7500],
	])('shows a %s refund of this reference that names no invoice', async (status, state, left) => {
		const { snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: page({ ...refund, status, allocations: [] }),
		});
		expect(snapshot).toMatchObject({
			refundableMinor: left,
			refunds: { refunds: [{ externalId: key, state, invoiceId, amountMinor: 2500 }] },
		});
	});

	it('reads a refund by its own id where its row does not name its invoices', async () => {
		const row = { ...refund, allocations: undefined };
		const { asked, snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: page(row),
			[refundPath(refundId)]: found(refund),
		});
		expect(asked).toHaveLength(3);
		expect(snapshot).toMatchObject({ refunds: { refunds: [ours] } });
	});

	it.each<[string, Readonly<Record<string, HttpOutcome>>]>([
		['has a row that is no refund', { [pagePath(1)]: page('x') }],
		[
			'has a refund whose allocations are nowhere',
			{
				[pagePath(1)]: page({ ...foreign, allocations: undefined }),
				[refundPath(otherRefund)]: found({ ...foreign, allocations: undefined }),
			},
		],
		['shows our key on another invoice', { [pagePath(1)]: page({ ...foreign, external_id: key }) }],
	])('has unreadable refunds when the list %s', async (_, script) => {
		const { asked, snapshot } = await look({ [invoicePath]: bare, ...script });
		expect(snapshot).toMatchObject({ refundableMinor: null, refunds: { kind: 'unreadable' } });
		expect(asked.length).toBeLessThan(5);
	});

	it('has unreadable refunds when too many rows of the list do not name their invoices', async () => {
		const rows = Array.from({ length: 60 }, (_, index) => ({
			...foreign,
			id: `r${index}`,
			allocations: null,
		}));
		const { asked, snapshot } = await look((path, query) => {
			if (path === invoicePath) return bare;
			if (path === refundsPath) return pageOf(rows, query);
			return found({ ...foreign, id: path.split('/').at(-2) });
		});
		expect(snapshot).toMatchObject({ refundableMinor: null, refunds: { kind: 'unreadable' } });
		expect(asked.length).toBeLessThan(60);
	});

	it('lists a refund on several invoices with its part of this one', async () => {
		const allocations = [allocation(1500), allocation(1000, otherInvoice)];
		const { snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: page({ ...refund, external_id: 'x', allocations }),
		});
		expect(snapshot).toMatchObject({
			refundableMinor: 8500,
			refunds: { refunds: [{ amountMinor: 1500 }] },
		});
	});

	it('has unreadable refunds when its own sum differs from the list', async () => {
		const { snapshot } = await look({
			[invoicePath]: found({ ...invoice, refund_allocations: [{ amount_cents: 2600 }] }),
			[pagePath(1)]: page(refund),
		});
		expect(snapshot).toMatchObject({ refunds: { kind: 'unreadable' } });
	});

	it('is refused when the list can not be asked', async () => {
		const script = { [invoicePath]: bare, [pagePath(1)]: answer(500, {}) };
		expect((await look(script)).code).toBe('providerUnavailable');
	});
});

describe('Thredfi, where the list of refunds can not be used', () => {
	const tooLong = (at: readonly unknown[] = []) =>
		pageOf([...at, ...Array.from({ length: 2000 }, () => foreign)], { page_size: 99 });
	const named = { refund_id: refundId, amount_cents: 2500 };
	const elsewhere = {
		allocations: [{ invoice_id: otherInvoice, amount: 10_000 }],
		refund_allocations: [{ refund_id: otherRefund, amount_cents: 2500 }],
	};

	it.each<[string, HttpOutcome]>([
		['is too long', tooLong()],
		['is not there', answer(404, { error_code: 'not_found', message: null })],
		['is a web page', found('<html>')],
		['gives another page', pageOf([], { page: 2, page_size: 99 })],
	])('takes the refunds that the payments name when it %s', async (_, list) => {
		const { asked, snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: list,
			[paymentsPage(1)]: page(payment(10_000, { refund_allocations: [named] })),
			[paymentsPage(1, otherInvoice)]: page(payment(10_000, elsewhere)),
			[refundPath(refundId)]: found(refund),
		});
		expect(asked.length).toBeLessThanOrEqual(5);
		expect(snapshot).toMatchObject({
			refundableMinor: 7500,
			refunds: { kind: 'listed', refunds: [ours] },
		});
	});

	it('leaves out a refund of another invoice that a payment of both names', async () => {
		const { snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: found('<html>'),
			[paymentsPage(1)]: page(
				payment(10_000, { refund_allocations: [{ refund_id: otherRefund }] }),
			),
			[refundPath(otherRefund)]: found(foreign),
		});
		expect(snapshot).toMatchObject({
			refundableMinor: 10_000,
			refunds: { kind: 'listed', refunds: [] },
		});
	});

	it('calls the refunds unreadable where payments are seen to leave one out', async () => {
		const { snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: tooLong(),
			[paymentsPage(1)]: page(payment(10_000)),
			[paymentsPage(1, otherInvoice)]: page(
				payment(10_000, { ...elsewhere, refund_allocations: [] }),
			),
		});
		expect(snapshot).toMatchObject({ refundableMinor: null, refunds: { kind: 'unreadable' } });
	});

	it('takes it that there are none where payments name none, and are seen to name others', async () => {
		const { asked, snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: tooLong(),
			[paymentsPage(1)]: page(payment(10_000)),
			[paymentsPage(1, otherInvoice)]: page(payment(10_000, elsewhere)),
		});
		expect(asked).toHaveLength(4);
		expect(snapshot).toMatchObject({ refundableMinor: 10_000, refunds: { refunds: [] } });
	});

	it.each([
		['are not there', found('<html>')],
		['do not name their refunds', page(payment(10_000, { refund_allocations: undefined }))],
		['name one without its id', page(payment(10_000, { refund_allocations: [{}] }))],
		['name none', page(payment(10_000))],
		['are refunded and name none', page(payment(10_000, { status: 'refunded' }))],
	])('calls the refunds unreadable where the payments %s', async (_, payments) => {
		const { snapshot } = await look({
			[invoicePath]: bare,
			[pagePath(1)]: found('<html>'),
			[paymentsPage(1)]: payments,
		});
		expect(snapshot).toMatchObject({ refundableMinor: null, refunds: { kind: 'unreadable' } });
	});
});

describe('Thredfi, an invoice that does not tell what was paid', () => {
	const untold = { ...invoice, payment_allocations: undefined };
	const lookAt = async (payments: HttpOutcome, over: object = {}) =>
		await look({ [invoicePath]: found({ ...untold, ...over }), [paymentsPage(1)]: payments });

	it.each([
		['no field', undefined],
		['null', null],
		['no list', {}],
		['a payment without an amount', [{ payment_id: 'p' }]],
		['a payment in text', [{ amount_cents: '100' }]],
		['a payment with a fraction', [{ amount_cents: 1.5 }]],
		['a negative payment', [{ amount_cents: -1 }]],
		['a payment of two amounts', [{ amount_cents: 1, amount: 2 }]],
	])('is looked up in the list of payments where it has %s', async (_, payment_allocations) => {
		const { asked, snapshot } = await lookAt(page(payment(6000), payment(4000, { id: 'p2' })), {
			payment_allocations,
		});
		expect(asked).toEqual([`GET ${invoicePath}`, `GET ${paymentsPage(1)}`]);
		expect(snapshot).toMatchObject({ paidMinor: 10_000, refundableMinor: 10_000 });
	});

	it.each([
		[{ status: 'completed', is_completed: true }, 10_000],
		[{ status: 'Completed', is_completed: undefined }, 10_000],
		[{ status: undefined, is_completed: true }, 10_000],
		[{ status: undefined, is_completed: false }, 0],
		[{ status: 'pending', is_completed: false }, 0],
		[{ status: 'processing', is_completed: undefined }, 0],
		[{ status: 'failed', is_completed: false }, 0],
		[{ status: 'cancelled', is_completed: false }, 0],
		[{ status: 'settled', is_completed: true }, 10_000],
	])('counts a payment %p as %d', async (over, paidMinor) => {
		const { snapshot } = await lookAt(page(payment(10_000, over)));
		expect(snapshot).toMatchObject({ paidMinor });
	});

	it('counts a refunded payment as paid, and its refund as refunded', async () => {
		const refund_allocations = [{ refund_id: refundId, amount_cents: 2500 }];
		for (const is_completed of [true, false]) {
			const { snapshot } = await look({
				[invoicePath]: found({ ...untold, refund_allocations }),
				[paymentsPage(1)]: page(payment(10_000, { status: 'refunded', is_completed })),
				[refundPath(refundId)]: found(refund),
			});
			expect(snapshot).toMatchObject({ paidMinor: 10_000, refundableMinor: 7500 });
		}
	});

	it('has unreadable refunds where a payment is refunded and no refund says so', async () => {
		const { snapshot } = await lookAt(page(payment(10_000, { status: 'refunded' })));
		expect(snapshot).toMatchObject({ paidMinor: 10_000, refunds: { kind: 'unreadable' } });
	});

	it('counts only what was paid on this invoice', async () => {
		const allocations = [
			{ invoice_id: invoiceId.toUpperCase(), amount: 2000 },
			{ invoice_id: otherInvoice, amount: 5000 },
			{ invoice_id: invoiceId, amount: 1000 },
		];
		const elsewhere = { id: 'p2', allocations: [{ invoice_id: otherInvoice, amount: 7000 }] };
		const rows = [payment(8000, { allocations }), payment(7000, elsewhere)];
		expect((await lookAt(page(...rows))).snapshot).toMatchObject({ paidMinor: 3000 });
	});

	it('was paid nothing where it has no payment', async () => {
		expect((await lookAt(page())).snapshot).toMatchObject({ paidMinor: 0 });
	});

	it('finds refunds that a payment names and the invoice does not', async () => {
		const refund_allocations = [{ refund_id: refundId, amount_cents: 2500 }];
		const { snapshot } = await look({
			[invoicePath]: found(untold),
			[paymentsPage(1)]: page(payment(10_000, { refund_allocations })),
			[refundPath(refundId)]: found(refund),
		});
		expect(snapshot).toMatchObject({ refundableMinor: 7500, refunds: { refunds: [ours] } });
	});

	it('reads payments and refunds where it names neither, as in every sample', async () => {
		const { asked, snapshot } = await look({
			[invoicePath]: found({ ...untold, refund_allocations: undefined }),
			[paymentsPage(1)]: page(payment(10_000)),
			[pagePath(1)]: page(foreign, refund),
		});
		expect(asked).toEqual([invoicePath, paymentsPage(1), pagePath(1)].map((path) => `GET ${path}`));
		expect(snapshot).toMatchObject({ refundableMinor: 7500, refunds: { refunds: [ours] } });
	});

	it('reads by its own id what a payment names and the list does not show', async () => {
		const refund_allocations = [{ refund_id: refundId, amount_cents: 2500 }];
		const { snapshot } = await look({
			[invoicePath]: found({ ...untold, refund_allocations: undefined }),
			[paymentsPage(1)]: page(payment(10_000, { refund_allocations })),
			[pagePath(1)]: page(foreign),
			[refundPath(refundId)]: found(refund),
		});
		expect(snapshot).toMatchObject({ refundableMinor: 7500, refunds: { refunds: [ours] } });
	});

	it.each([
		['the day of the payment', { payment_date: '2026-01-05' }, '2026-01-05', '2026-01-05'],
		['when it was processed', { processed_at: '2026-01-06T00:00:00Z' }, '2026-01-06', null],
		['neither', {}, null, null],
	])('takes the day it was paid from %s', async (_, over, paid, last) => {
		const at = (day: string | null) => day && `${day}T00:00:00.000Z`;
		const { snapshot } = await lookAt(page(payment(10_000, over)));
		expect(snapshot).toMatchObject({ paidAt: at(paid), lastPaymentAt: at(last) });
	});

	it.each<[string, HttpOutcome]>([
		['are not there', answer(404, { error_code: 'not_found', message: null })],
		['are a web page', found('<html>')],
		['hold a row that is no payment', page('x')],
		['hold one without an id', page(payment(1, { id: null }))],
		['hold one that does not tell what it paid', page(payment(1, { allocations: null }))],
		['hold one without an amount', page(payment(1, { allocations: [{ invoice_id: invoiceId }] }))],
		[
			'hold one that does not tell whether it was completed',
			page(payment(1, { status: 'new', is_completed: null })),
		],
		['hold one that failed and was completed', page(payment(1, { status: 'failed' }))],
		[
			'hold one that is completed and was not',
			page(payment(1, { status: 'completed', is_completed: false })),
		],
		['are shorter than they say', found({ count: 2, next: null, results: [payment(1)] })],
	])('can not be used where its payments %s', async (_, payments) => {
		expect((await lookAt(payments)).code).toBe('providerAnswerInvalid');
	});

	it.each<[HttpOutcome, string]>([
		[answer(500, {}), 'providerUnavailable'],
		[answer(429, {}), 'rateLimited'],
	])('is refused when the list of payments can not be asked', async (outcome, code) => {
		expect((await lookAt(outcome)).code).toBe(code);
	});

	it('walks a long list of payments', async () => {
		const rows = Array.from({ length: 250 }, (_, index) => payment(100, { id: `p${index}` }));
		const { snapshot } = await look((path, query) =>
			path === paymentsPath
				? pageOf(rows, query)
				: path === invoicePath
					? found(untold)
					: undefined,
		);
		expect(snapshot).toMatchObject({ paidMinor: 25_000 });
	});
});

describe('Thredfi, the inquiry', () => {
	it('stops at the refund it looks for', async () => {
		const rows = [refund, ...Array.from({ length: 500 }, () => foreign)];
		const { asked, refunds } = await lookBack({ [pagePath(1)]: pageOf(rows, { page_size: 99 }) });
		expect(asked).toHaveLength(1);
		expect(refunds).toEqual([expect.objectContaining(ours)]);
	});

	it('takes only the exact key for its own', async () => {
		const rows = [`${key}0`, key.toUpperCase(), ` ${key}`, key.slice(0, -1)].map(
			(external_id, index) => ({ ...refund, id: `r${index}`, external_id }),
		);
		expect((await lookBack({ [pagePath(1)]: page(...rows) })).refunds).toEqual([]);
	});

	it('is not led astray by a malformed refund of somebody else', async () => {
		const { refunds } = await lookBack({ [pagePath(1)]: page('x', { id: 7 }, refund) });
		expect(refunds).toEqual([expect.objectContaining(ours)]);
	});

	it.each(['cancelled', 'paid'])('shows a %s refund that names no invoice', async (status) => {
		const { refunds } = await lookBack({
			[pagePath(1)]: page({ ...refund, status, allocations: [] }),
		});
		expect(refunds).toMatchObject([{ status, invoiceId, amountMinor: 2500 }]);
	});

	it('reads the refund by its own id where its row does not name its invoices', async () => {
		const { asked, refunds } = await lookBack({
			[pagePath(1)]: page({ ...refund, allocations: undefined }),
			[refundPath(refundId)]: found(refund),
		});
		expect(asked).toHaveLength(2);
		expect(refunds).toEqual([expect.objectContaining(ours)]);
	});

	it.each([
		['another invoice', [allocation(2500, otherInvoice)], otherInvoice],
		['several invoices', [allocation(2000), allocation(500, otherInvoice)], null],
	])('does not call a refund on %s one of this invoice', async (_, allocations, on) => {
		const { refunds } = await lookBack({ [pagePath(1)]: page({ ...refund, allocations }) });
		expect(refunds).toMatchObject([{ externalId: key, invoiceId: on }]);
	});

	const tooLong = (path: string, query: Readonly<Record<string, string | number>>) =>
		path === refundsPath
			? pageOf(
					Array.from({ length: 2000 }, (_, index) => ({ ...foreign, id: `r${index}` })),
					query,
				)
			: undefined;

	it('asks the invoice when the list is too long', async () => {
		const refund_allocations = [{ refund_id: refundId, amount_cents: 2500 }];
		const { refunds } = await lookBack((path, query) => {
			if (path === invoicePath) return found({ ...invoice, refund_allocations });
			return path === refundPath(refundId) ? found(refund) : tooLong(path, query);
		});
		expect(refunds).toEqual([expect.objectContaining(ours)]);
	});

	it('never says that a refund is not there when the list is too long', async () => {
		const { code } = await lookBack((path, query) =>
			path === invoicePath ? found(invoice) : tooLong(path, query),
		);
		expect(code).toBe('providerAnswerInvalid');
	});

	const nameless = page({ ...foreign, external_id: undefined });
	const own = (over: object) => ({ [refundPath(refundId)]: found({ ...refund, ...over }) });

	it('asks for the refund that the answer named before the list', async () => {
		const { asked, refunds } = await lookBack(own({}), refundId);
		expect(asked).toEqual([`GET ${refundPath(refundId)}`]);
		expect(refunds).toEqual([expect.objectContaining(ours)]);
	});

	it('looks for the key where the answer named a refund under another one', async () => {
		const script = { ...own({ external_id: 'x' }), [pagePath(1)]: page(foreign) };
		expect(await lookBack(script, refundId)).toMatchObject({ code: 'ok', refunds: [] });
	});

	it.each<[string, Readonly<Record<string, HttpOutcome>>]>([
		['shows no key', own({ external_id: undefined })],
		['can not be read', { [refundPath(refundId)]: found('<html>') }],
		['can not be asked for', { [refundPath(refundId)]: answer(503, {}) }],
	])('never says that a refund is not there when the one that was named %s', async (_, script) => {
		const { code } = await lookBack({ ...script, [pagePath(1)]: nameless }, refundId);
		expect(code).not.toBe('ok');
	});

	it.each([
		[
			'its own refund is malformed',
			{ [pagePath(1)]: page({ ...refund, id: null }) },
			'providerAnswerInvalid',
		],
		[
			'list and invoice can not be used',
			{ [pagePath(1)]: found('<html>'), [invoicePath]: found(invoice) },
			'providerAnswerInvalid',
		],
		['the list is limited', { [pagePath(1)]: answer(429, {}) }, 'rateLimited'],
		['nothing answers', {}, 'providerUnavailable'],
	])('says that it could not look when %s', async (_, script, code) => {
		expect((await lookBack(script)).code).toBe(code);
	});
});
