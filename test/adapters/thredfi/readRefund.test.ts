import { thredfi } from '../../../nodes/Thredfi/adapter';
import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import { answer } from '../duro/samples';
import {
	allocation,
	business,
	found,
	invoiceId,
	key,
	otherInvoice,
	otherRefund,
	refund,
	refundId,
	refundPath,
} from './samples';

async function read(outcome: HttpOutcome) {
	const asked: string[] = [];
	const result = await thredfi.readRefund?.(
		{
			read: async ({ method, path }) => {
				asked.push(`${method} ${path}`);
				return outcome;
			},
		},
		{ businessId: business, refundId },
	);
	expect(asked).toEqual([`GET ${refundPath(refundId)}`]);
	return result;
}

const refused = (code: string, words: string) => ({
	ok: false,
	refusal: { code, message: expect.stringContaining(words) },
});

describe('Thredfi, a refund read by its id', () => {
	it('is shown with its key, its invoice and its currency', async () => {
		expect(await read(found(refund))).toEqual({
			ok: true,
			value: {
				refund: {
					refundId,
					externalId: key,
					amountMinor: 2500,
					taxMinor: null,
					status: 'paid',
					state: 'done',
					invoiceId,
					response: refund,
				},
				mayChange: false,
				currency: 'EUR',
				exponent: 2,
			},
		});
	});

	it.each([
		['paid', 'done', false],
		['pending', 'done', true],
		['PROCESSING', 'done', true],
		['failed', 'keyUsedUp', false],
		['cancelled', 'keyUsedUp', false],
		['settled', 'undocumented', false],
		[null, 'undocumented', false],
	])('takes the status %s for %s', async (status, state, mayChange) => {
		expect(await read(found({ ...refund, status }))).toMatchObject({
			value: { refund: { status, state }, mayChange },
		});
	});

	it.each<readonly [string, readonly unknown[]]>([
		['several invoices', [allocation(1500), allocation(1000, otherInvoice)]],
		['none any more', []],
	])('names no invoice where it is on %s', async (_, allocations) => {
		expect(await read(found({ ...refund, allocations }))).toMatchObject({
			value: { refund: { invoiceId: null, amountMinor: 2500 } },
		});
	});

	it.each([
		['ISK', 0, 'ISK'],
		['usd', 2, 'USD'],
		[undefined, 2, null],
	])('reads the currency %s', async (told, exponent, currency) => {
		expect(await read(found({ ...refund, currency: told }))).toMatchObject({
			value: { exponent, currency },
		});
	});

	it.each([25.5, '2500', -1, null, undefined])(
		'shows an amount of %p as not known',
		async (told) => {
			expect(await read(found({ ...refund, refunded_amount: told }))).toMatchObject({
				value: { refund: { refundId, amountMinor: null, status: 'paid' } },
			});
		},
	);

	it('shows no address of a document', async () => {
		const document = { url: 'https://signed', file_name: 'R-1.pdf' };
		expect(JSON.stringify(await read(found({ ...refund, document })))).not.toContain('signed');
	});

	it.each<readonly [string, unknown]>([
		['nothing', null],
		['another refund', { ...refund, id: otherRefund }],
		['a currency that does not exist', { ...refund, currency: 'XYZ' }],
		['a currency that is no text', { ...refund, currency: 978 }],
	])('makes no sense of %s', async (_, body) => {
		expect(await read(found(body))).toMatchObject(refused('providerAnswerInvalid', refundId));
	});

	it('tells a refund that is not there from a business that is not there', async () => {
		const missing = { error_code: 'not_found', message: 'No such refund.' };
		expect(await read(answer(404, missing))).toMatchObject(
			refused('invoiceNotFound', `refund ${refundId}`),
		);
		const gone: HttpOutcome = {
			kind: 'noAnswer',
			sent: 'never',
			why: `there is no business ${business}`,
			notFound: true,
			status: 404,
		};
		expect(await read(gone)).toMatchObject(refused('invoiceNotFound', `business ${business}`));
	});
});
