import { revolv3 } from '../../../nodes/Revolv3/adapter';
import { answer, child, fakeRevolv3, invoice, type Fields } from './samples';

async function read(invoices: Readonly<Record<string, unknown>>, refundId = '2002') {
	const fake = fakeRevolv3({ invoices });
	const result = await revolv3.readRefund?.(fake.http, { businessId: null, refundId });
	if (!result) throw new Error('Revolv3 has refunds to read');
	return { result, asked: fake.asked.map(({ method, path }) => `${method} ${path}`) };
}

const readChild = async (changes: Fields = {}, ofOriginal: Fields = {}) =>
	await read({ '2002': child(changes), '1001': invoice(ofOriginal) });

/** The numbers of the original, as the documented sample of a refund has them. */
const repeated = { subtotal: 100, tax: 10, total: 110 };

const refused = (code: string, ...words: readonly string[]) => ({
	ok: false,
	refusal: {
		code,
		message: expect.stringMatching(words.map((word) => `(?=.*${word})`).join('')),
	},
});

describe('Revolv3, a refund read by its id', () => {
	it('asks for the child and for the invoice it was made on, and for nothing else', async () => {
		const { result, asked } = await readChild();
		expect(asked).toEqual(['GET /api/Invoices/2002', 'GET /api/Invoices/1001']);
		expect(result).toEqual({
			ok: true,
			value: {
				refund: {
					refundId: '2002',
					externalId: null,
					amountMinor: 2000,
					taxMinor: 200,
					status: 'PartialRefund',
					state: 'done',
					invoiceId: '1001',
					response: child(),
				},
				mayChange: false,
				currency: 'USD',
				exponent: 2,
			},
		});
	});

	it.each([
		['Refund', 'done'],
		['PartialRefund', 'done'],
		['Pending', 'pending'],
		['RefundPending', 'pending'],
		['RefundDeclined', 'declined'],
		['RefundFailed', 'declined'],
		['Paid', 'undocumented'],
		['refund', 'undocumented'],
		[null, 'undocumented'],
	])('takes the status %s for %s', async (invoiceStatus, state) => {
		const { result } = await readChild({ invoiceStatus });
		expect(result).toMatchObject({ value: { refund: { status: invoiceStatus, state } } });
	});

	it.each(['RefundPending', 'RefundDeclined', 'Refund'])(
		'tells %s also where the amount can not be read, and then no amount',
		async (invoiceStatus) => {
			const { result } = await readChild({ ...repeated, invoiceStatus, invoiceAttempts: null });
			expect(result).toMatchObject({
				value: { refund: { status: invoiceStatus, amountMinor: null, taxMinor: null } },
			});
		},
	);

	it.each<readonly [string, Fields, Fields]>([
		["where the payment's attempt has the tax in it", repeated, {}],
		['where it tells its total alone', { subtotal: null, tax: null }, { invoiceAttempts: null }],
	])('tells what went back in all and no amount %s', async (_, changes, ofOriginal) => {
		const { result } = await readChild(changes, ofOriginal);
		expect(result).toMatchObject({
			value: { refund: { state: 'done', amountMinor: null, taxMinor: null, totalMinor: 2200 } },
		});
	});

	it('tells nothing where neither tells the tax', async () => {
		const { result } = await readChild(repeated, { invoiceAttempts: null });
		expect(result).toMatchObject({ value: { refund: { amountMinor: null, taxMinor: null } } });
		expect(result).not.toHaveProperty(['value', 'refund', 'totalMinor'], expect.anything());
		expect(result).not.toHaveProperty(['value', 'refund', 'otherAmounts'], expect.anything());
	});

	it('counts in the currency of the invoice', async () => {
		const { result } = await readChild(
			{ subtotal: 500, tax: 50, total: 550, invoiceAttempts: [{ amount: -550 }] },
			{ currency: 'JPY' },
		);
		expect(result).toMatchObject({
			value: { refund: { amountMinor: 500, taxMinor: 50 }, currency: 'JPY', exponent: 0 },
		});
	});

	it('says of an invoice that it is no refund, by the name of the field', async () => {
		const { result, asked } = await read({ '1001': invoice() }, '1001');
		expect(result).toMatchObject(refused('invoiceNotFound', "'Refund ID'", '1001', 'not a refund'));
		expect(asked).toHaveLength(1);
	});

	it('says that there is no such refund', async () => {
		expect((await read({})).result).toMatchObject(refused('invoiceNotFound', 'refund 2002'));
	});

	it.each<readonly [string, Readonly<Record<string, unknown>>]>([
		['a list', { '2002': [child()] }],
		['another invoice', { '2002': child({ invoiceId: 2003 }) }],
		['a parent that is missing', { '2002': { ...child(), parentInvoiceId: undefined } }],
		['a parent that is no id', { '2002': child({ parentInvoiceId: 'x' }) }],
		['a parent that is nowhere', { '2002': child() }],
		['a parent that is unclear', { '2002': child(), '1001': invoice({ subtotal: 'x' }) }],
		['a parent that is a refund', { '2002': child(), '1001': invoice({ parentInvoiceId: 7 }) }],
	])('makes no sense of %s', async (_, invoices) => {
		expect((await read(invoices)).result).toMatchObject(
			refused('providerAnswerInvalid', 'refund 2002'),
		);
	});

	it.each([
		[401, 'credentialRejected'],
		[429, 'rateLimited'],
		[503, 'providerUnavailable'],
	])('passes on a %i of either read as %s', async (status, code) => {
		for (const failing of ['2002', '1001']) {
			const result = await revolv3.readRefund?.(
				{
					read: async ({ path }) =>
						path.endsWith(failing) ? answer(status, null) : answer(200, child()),
				},
				{ businessId: null, refundId: '2002' },
			);
			expect(result).toMatchObject(refused(code));
		}
	});
});
