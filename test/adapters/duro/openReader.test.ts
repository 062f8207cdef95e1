import { duro } from '../../../nodes/Duro/adapter';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import { answer, key } from './samples';

const invoice = {
	id: 'inv_8Fk2',
	subscriptionId: 'sub_1',
	amount: 500_000,
	currency: 'NGN',
	status: 'paid',
	paidAt: '2026-02-01T00:00:00Z',
	attempts: [{ id: 'txn_1', status: 'succeeded', amount: 500_000, rail: 'card' }],
};

async function look(outcome: HttpOutcome, environment = 'test') {
	const requests: HttpRequest[] = [];
	const reader = duro.openReader({
		environment,
		read: async (request) => {
			requests.push(request);
			return outcome;
		},
	});
	const snapshot = await reader.readSnapshot({ businessId: null, invoiceId: 'inv_8Fk2' }, key);
	return { books: reader, requests, snapshot };
}

const codeOf = async (outcome: HttpOutcome) => {
	const { snapshot } = await look(outcome);
	return snapshot.ok ? 'ok' : snapshot.refusal.code;
};

describe('Duro, the snapshot', () => {
	it.each([
		['bare', invoice],
		['in its envelope', { ok: true, data: invoice }],
	])('shows a paid invoice %s, and says that its refunds are invisible', async (_, body) => {
		const { requests, snapshot } = await look(answer(200, body));
		expect(requests).toEqual([{ method: 'GET', path: '/v1/invoices/inv_8Fk2' }]);
		expect(snapshot).toEqual({
			ok: true,
			value: {
				invoiceId: 'inv_8Fk2',
				status: 'paid',
				notRefundable: null,
				currency: 'NGN',
				exponent: 2,
				paidAt: '2026-02-01T00:00:00.000Z',
				lastPaymentAt: '2026-02-01T00:00:00.000Z',
				paidByBankDebit: false,
				paidMinor: 500_000,
				taxMinor: null,
				refundableMinor: null,
				refunds: { kind: 'invisible' },
				response: invoice,
			},
		});
	});

	it('offers no read-back, since nothing at Duro shows a refund', async () => {
		const { books: reader } = await look(answer(200, invoice));
		expect(reader.inquire).toBeUndefined();
		expect(reader.findUnderKey).toBeUndefined();
	});

	it.each(['draft', 'open', 'uncollectible', 'void', 'refunded', 'PAID', 'brand_new'])(
		'names the state %p as the reason why it is not refundable',
		async (status) => {
			const { snapshot } = await look(answer(200, { ...invoice, status }));
			expect(snapshot).toMatchObject({
				ok: true,
				value: { status, notRefundable: expect.stringContaining(`'${status}'`) },
			});
		},
	);

	it.each([
		['NGN', 'NGN', 2],
		['ngn', 'NGN', 2],
		['JPY', 'JPY', 0],
		['KWD', 'KWD', 3],
	])('takes the digits of %p from ISO 4217', async (told, currency, exponent) => {
		const { snapshot } = await look(answer(200, { ...invoice, currency: told }));
		expect(snapshot).toMatchObject({ ok: true, value: { currency, exponent } });
	});

	it.each([undefined, null])('guesses no currency when %p is told', async (currency) => {
		const { snapshot } = await look(answer(200, { ...invoice, currency }));
		expect(snapshot).toMatchObject({ ok: true, value: { currency: null, exponent: 2 } });
	});

	it.each([
		['an unknown currency', { ...invoice, currency: 'XXZ' }],
		['an empty currency', { ...invoice, currency: '' }],
		['a currency that is no text', { ...invoice, currency: 566 }],
		['another invoice', { ...invoice, id: 'inv_8fk2' }],
		['an invoice without an id', { ...invoice, id: undefined }],
		['an invoice without a status', { ...invoice, status: undefined }],
		['an invoice without an amount', { ...invoice, amount: undefined }],
		['an amount in text', { ...invoice, amount: '500000' }],
		['an amount with a fraction', { ...invoice, amount: 5000.5 }],
		['a negative amount', { ...invoice, amount: -1 }],
		['an amount beyond what is exact', { ...invoice, amount: 2 ** 53 }],
		['an envelope that says no', { ok: false, data: invoice }],
		['an envelope around nothing', { ok: true }],
		['a list', [invoice]],
		['a web page', '<html>'],
		['nothing', ''],
		['null', null],
	])('calls %s an answer that can not be used', async (_, body) => {
		expect(await codeOf(answer(200, body))).toBe('providerAnswerInvalid');
	});

	it.each([
		[401, 'credentialRejected'],
		[403, 'credentialRejected'],
		[404, 'invoiceNotFound'],
		[429, 'rateLimited'],
		[500, 'providerUnavailable'],
		[302, 'providerAnswerInvalid'],
	])('says of a %d that it is %s', async (status, code) => {
		expect(await codeOf(answer(status, { error: { code: 'x', message: 'y' } }))).toBe(code);
	});

	it.each([
		['live', 'live key', 'no test invoices'],
		['test', 'test key', 'no live invoices'],
		['live#acme', 'live key', 'no test invoices'],
	])('names the mode of a %s key that finds no invoice', async (environment, key, other) => {
		const body = { error: { code: 'not_found', message: 'No such invoice.' } };
		const { snapshot } = await look(answer(404, body), environment);
		const text = snapshot.ok ? '' : snapshot.refusal.message;
		expect(text).toContain(key);
		expect(text).toContain(other);
		expect(text).toContain('No such invoice.');
		expect(snapshot).toMatchObject({
			refusal: { code: 'invoiceNotFound', httpStatus: 404, providerCode: 'not_found' },
		});
	});

	it('says nothing of the mode where the key itself was refused', async () => {
		const body = { error: { code: 'unauthorized', message: 'No.' } };
		const { snapshot } = await look(answer(401, body));
		expect(snapshot.ok ? '' : snapshot.refusal.message).not.toContain('test key');
	});

	it('says of a silence that the provider is unavailable', async () => {
		expect(await codeOf({ kind: 'noAnswer', sent: 'perhaps', why: 'it did not answer' })).toBe(
			'providerUnavailable',
		);
	});
});
