import { UNTOLD_PAYMENT } from '../../../nodes/shared/engine/provider/snapshot';
import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import { answer } from '../duro/samples';
import {
	allocation,
	business,
	found,
	invoice,
	invoiceId,
	invoicePath,
	key,
	look,
	otherInvoice,
	otherRefund,
	pageOf,
	pagePath,
	refund,
	refundId,
	refundPath,
} from './samples';

const share = (id: unknown, amount: unknown) => ({ refund_id: id, amount_cents: amount });
const withShares = (...shares: unknown[]) =>
	found({ ...invoice, refund_allocations: shares, status: 'partially_paid' });

describe('Thredfi, the snapshot of an invoice', () => {
	it('shows an invoice that nothing was refunded of', async () => {
		const { asked, snapshot } = await look({ [invoicePath]: found(invoice) });
		expect(asked).toEqual([`GET ${invoicePath}`]);
		expect(snapshot).toEqual({
			invoiceId,
			status: 'PAID',
			notRefundable: null,
			currency: 'EUR',
			exponent: 2,
			...UNTOLD_PAYMENT,
			paidMinor: 10_000,
			taxMinor: null,
			refundableMinor: 10_000,
			refunds: { kind: 'listed', refunds: [] },
			response: invoice,
		});
	});

	it.each([
		['the invoice', { paid_at: '2026-01-31T10:00:00+01:00' }, '2026-01-31T09:00:00.000Z'],
		['its first payment', {}, '2026-01-05T00:00:00.000Z'],
		[
			'its first payment, where the invoice does not say',
			{ paid_at: null },
			'2026-01-05T00:00:00.000Z',
		],
	])('takes the day it was paid from %s', async (_, over, paidAt) => {
		const payment_allocations = [
			{ payment_id: 'p2', amount_cents: 4000, payment_date: '2026-01-20' },
			{ payment_id: 'p1', amount_cents: 6000, payment_date: '2026-01-05' },
		];
		const { snapshot } = await look({
			[invoicePath]: found({ ...invoice, ...over, payment_allocations }),
		});
		expect(snapshot).toMatchObject({ paidAt, lastPaymentAt: '2026-01-20T00:00:00.000Z' });
	});

	it.each(['paid', 'PAID', 'partially_paid', 'Overdue'])('lets %p be refunded', async (status) => {
		const { snapshot } = await look({ [invoicePath]: found({ ...invoice, status }) });
		expect(snapshot).toMatchObject({ status, notRefundable: null });
	});

	it.each([
		'draft',
		'issued',
		'SENT',
		'refunded',
		'written_off',
		'partially_written_off',
		'voided',
		'new',
	])('names the state %p as the reason why it is not refundable', async (status) => {
		const { snapshot } = await look({ [invoicePath]: found({ ...invoice, status }) });
		expect(snapshot?.notRefundable).toContain(`'${status}'`);
	});

	it.each([
		['eur', 'EUR', 2],
		['ISK', 'ISK', 0],
		[undefined, null, 2],
		[null, null, 2],
	])('reads the currency %p', async (told, currency, exponent) => {
		const { snapshot } = await look({ [invoicePath]: found({ ...invoice, currency: told }) });
		expect(snapshot).toMatchObject({ currency, exponent });
	});

	it.each([
		['another invoice', { ...invoice, id: otherInvoice }],
		['an invoice without an id', { ...invoice, id: undefined }],
		['an invoice without a status', { ...invoice, status: null }],
		['an unknown currency', { ...invoice, currency: 'XXZ' }],
		['a currency that is no text', { ...invoice, currency: 978 }],
		['an invoice of another business', { ...invoice, business_id: otherInvoice }],
		['a web page', '<html>'],
		['nothing', ''],
		['null', null],
		['a list', [invoice]],
	])('calls %s an answer that can not be used', async (_, body) => {
		expect((await look({ [invoicePath]: found(body) })).code).toBe('providerAnswerInvalid');
	});

	it.each<[string, HttpOutcome, string]>([
		['a 401', answer(401, {}), 'credentialRejected'],
		['a 403', answer(403, {}), 'credentialRejected'],
		[
			'a 404',
			answer(404, { error_code: 'invoice_not_found', error: 'No invoice.' }),
			'invoiceNotFound',
		],
		['a 429', answer(429, {}), 'rateLimited'],
		['a 502', answer(502, '<html>'), 'providerUnavailable'],
		['a redirect', answer(302, ''), 'providerAnswerInvalid'],
		['a silence', { kind: 'noAnswer', sent: 'perhaps', why: 'it is slow' }, 'providerUnavailable'],
	])('reads %s as a refusal', async (_, outcome, code) => {
		expect((await look({ [invoicePath]: outcome })).code).toBe(code);
	});

	it.each<[string, HttpOutcome]>([
		['the invoice', answer(404, { error_code: 'business_not_found', message: null })],
		[
			'a token',
			{
				kind: 'noAnswer',
				sent: 'never',
				why: `there is no business ${business}`,
				notFound: true,
				status: 404,
			},
		],
	])(
		'names the business when Thredfi does not know it and was asked for %s',
		async (_, outcome) => {
			const { code, message } = await look({ [invoicePath]: outcome });
			expect(code).toBe('invoiceNotFound');
			expect(message).toContain(`business ${business}`);
			expect(message).not.toContain(invoiceId);
		},
	);

	it('keeps pre-signed addresses out of what it shows', async () => {
		const document = { url: 'https://files.example/a?sig=secret', file_name: 'a.pdf' };
		const { snapshot } = await look({ [invoicePath]: found({ ...invoice, document }) });
		expect(snapshot?.response).toEqual({ ...invoice, document: { file_name: 'a.pdf' } });
	});
});

describe('Thredfi, the refunds that an invoice names', () => {
	it('fetches each once and adds up its allocations on this invoice', async () => {
		const split = {
			...refund,
			refunded_amount: 9000,
			allocations: [allocation(2000), allocation(500), allocation(6500, otherInvoice)],
		};
		const { asked, snapshot } = await look({
			[invoicePath]: withShares(share(refundId, 2000), share(refundId, 500)),
			[refundPath(refundId)]: found(split),
		});
		expect(asked).toEqual([`GET ${invoicePath}`, `GET ${refundPath(refundId)}`]);
		expect(snapshot).toMatchObject({
			paidMinor: 10_000,
			refundableMinor: 7500,
			refunds: {
				kind: 'listed',
				refunds: [{ refundId, externalId: key, amountMinor: 2500, state: 'done', invoiceId }],
			},
		});
	});

	it('tells a refund without an external_id from ours', async () => {
		const { snapshot } = await look({
			[invoicePath]: withShares(share(refundId, 2500)),
			[refundPath(refundId)]: found({ ...refund, external_id: null }),
		});
		expect(snapshot).toMatchObject({ refunds: { refunds: [{ externalId: null }] } });
	});

	it.each(['failed', 'cancelled'])('takes nothing off for a %s refund', async (status) => {
		for (const told of [0, 2500]) {
			const { snapshot } = await look({
				[invoicePath]: withShares(share(refundId, told), share(otherRefund, 1000)),
				[refundPath(refundId)]: found({ ...refund, status }),
				[refundPath(otherRefund)]: found({
					...refund,
					id: otherRefund,
					external_id: 'x',
					refunded_amount: 1000,
					allocations: [allocation(1000)],
				}),
			});
			expect(snapshot).toMatchObject({
				refundableMinor: 9000,
				refunds: { refunds: [{ state: 'keyUsedUp', externalId: key }, { amountMinor: 1000 }] },
			});
		}
	});

	it('counts a refund whose status nobody has documented as standing', async () => {
		const { snapshot } = await look({
			[invoicePath]: withShares(share(refundId, 2500)),
			[refundPath(refundId)]: found({ ...refund, status: 'reversed' }),
		});
		expect(snapshot).toMatchObject({
			refundableMinor: 7500,
			refunds: { refunds: [{ state: 'undocumented' }] },
		});
	});

	it('never says that less than nothing is left', async () => {
		const { snapshot } = await look({
			[invoicePath]: withShares(share(refundId, 12_000)),
			[refundPath(refundId)]: found({
				...refund,
				refunded_amount: 12_000,
				allocations: [allocation(12_000)],
			}),
		});
		expect(snapshot?.refundableMinor).toBe(0);
	});

	const shown = (over: object) => found({ ...refund, ...over });
	it.each<[string, HttpOutcome, HttpOutcome]>([
		['has another amount', withShares(share(refundId, 2400)), shown({})],
		[
			'is on another invoice',
			withShares(share(refundId, 2500)),
			shown({ allocations: [allocation(2500, otherInvoice)] }),
		],
		[
			'tells its amount nowhere',
			withShares(share(refundId, undefined)),
			shown({ allocations: undefined }),
		],
	])('lists a refund without its amount when it %s', async (_, invoiceAnswer, refundAnswer) => {
		const { snapshot } = await look({
			[invoicePath]: invoiceAnswer,
			[refundPath(refundId)]: refundAnswer,
		});
		expect(snapshot).toMatchObject({
			refundableMinor: null,
			refunds: { kind: 'listed', refunds: [{ refundId, externalId: key, amountMinor: null }] },
		});
	});

	it.each<[string, HttpOutcome, HttpOutcome]>([
		['the refund alone', withShares(share(refundId, undefined)), shown({})],
		[
			'the invoice alone',
			withShares(share(refundId, 2500)),
			shown({ allocations: undefined, refunded_amount: undefined }),
		],
		[
			'the invoice, for a refund of its payment',
			withShares(share(refundId, 2500)),
			shown({ allocations: [{ allocation_type: 'payment', amount: 2500 }] }),
		],
		[
			'the total, where the allocation tells none',
			withShares(share(refundId, undefined)),
			shown({ allocations: [{ invoice_id: invoiceId }] }),
		],
	])('takes an amount from %s', async (_, invoiceAnswer, refundAnswer) => {
		const { snapshot } = await look({
			[invoicePath]: invoiceAnswer,
			[refundPath(refundId)]: refundAnswer,
		});
		expect(snapshot).toMatchObject({
			refundableMinor: 7500,
			refunds: { kind: 'listed', refunds: [{ refundId, externalId: key, amountMinor: 2500 }] },
		});
	});

	it.each<[string, HttpOutcome]>([
		['is not there', answer(404, { error_code: 'not_found', message: null })],
		['is another one', shown({ id: otherRefund })],
		['is a web page', found('<html>')],
		['has a key that is no text', shown({ external_id: 7 })],
	])('calls the refunds unreadable when one %s', async (_, refundAnswer) => {
		const { snapshot } = await look({
			[invoicePath]: withShares(share(refundId, 2500)),
			[refundPath(refundId)]: refundAnswer,
		});
		expect(snapshot).toMatchObject({ refundableMinor: null, refunds: { kind: 'unreadable' } });
	});

	it.each([
		['no object', ['x']],
		['an odd id', [share('../x', 2500)]],
		['no list', {}],
		['more than fifty', Array.from({ length: 51 }, (_, index) => share(`r${index}`, 1))],
	])('are looked up in the list of all refunds where they hold %s', async (_, shares) => {
		const { asked, snapshot } = await look({
			[invoicePath]: found({ ...invoice, refund_allocations: shares }),
			[pagePath(1)]: pageOf([refund], { page_size: 99 }),
		});
		expect(asked).toEqual([`GET ${invoicePath}`, `GET ${pagePath(1)}`]);
		expect(snapshot?.refunds.kind).toBe(
			Array.isArray(shares) && shares.length > 1 ? 'unreadable' : 'listed',
		);
	});

	it.each<[number, string]>([
		[401, 'credentialRejected'],
		[429, 'rateLimited'],
		[500, 'providerUnavailable'],
	])('refuses when a refund is answered with %d', async (status, code) => {
		const read = await look({
			[invoicePath]: withShares(share(refundId, 2500)),
			[refundPath(refundId)]: answer(status, { error_code: 'x', message: null }),
		});
		expect(read.code).toBe(code);
	});
});
