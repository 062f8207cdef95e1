import { layer } from '../../../nodes/Layer/adapter';
import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import {
	allocation,
	answer,
	businessId,
	data,
	getRefund,
	invoiceId,
	key,
	otherInvoiceId,
	otherRefundId,
	refund,
	refundId,
	refused,
} from './samples';

async function read(outcome: HttpOutcome) {
	const asked: unknown[] = [];
	const http = {
		read: async (request: unknown) => {
			asked.push(request);
			return outcome;
		},
	};
	const result = await layer.readRefund?.(http, { businessId, refundId });
	expect(asked).toEqual([getRefund()]);
	return result;
}

describe('Layer, a refund read by its id', () => {
	it('is shown with its key, its invoice and no currency', async () => {
		expect(await read(data(refund()))).toEqual({
			ok: true,
			value: {
				refund: {
					refundId,
					externalId: key,
					amountMinor: 1250,
					taxMinor: null,
					status: 'PAID',
					state: 'done',
					invoiceId,
					response: refund(),
				},
				mayChange: false,
				currency: null,
				exponent: 2,
			},
		});
	});

	it('is read without a wrapping too, and whatever the case of its id', async () => {
		const body = refund({ id: refundId.toUpperCase() });
		expect(await read(answer(200, body))).toMatchObject({ value: { refund: { refundId } } });
	});

	it.each(['SENT', 'PARTIALLY_PAID', 'NEW_WORD', null])(
		'is recorded and may change while its status is %s, after which nobody says what comes',
		async (status) => {
			expect(await read(data(refund({ status })))).toMatchObject({
				value: { refund: { state: 'done', status }, mayChange: true },
			});
		},
	);

	it('names no invoice where it is on several', async () => {
		const allocations = [allocation(1000), allocation(250, { invoice_id: otherInvoiceId })];
		expect(await read(data(refund({ allocations })))).toMatchObject({
			value: { refund: { invoiceId: null, amountMinor: 1250 } },
		});
	});

	it('shows no link to a document', async () => {
		const result = await read(data(refund({ document: { url: 'https://signed', id: 'd' } })));
		expect(JSON.stringify(result)).not.toContain('signed');
	});

	it.each<readonly [string, HttpOutcome]>([
		['nothing', answer(200, null)],
		['errors in a 200', answer(200, { data: refund(), errors: [{ type: 'x' }] })],
		['another refund', data(refund({ id: otherRefundId }))],
		['no amount', data(refund({ refunded_amount: '1250' }))],
		['parts that do not add up', data(refund({ refunded_amount: 1251 }))],
	])('makes no sense of %s', async (_, outcome) => {
		expect(await read(outcome)).toMatchObject(refused('providerAnswerInvalid', refundId));
	});

	it.each([
		[404, 'invoiceNotFound'],
		[403, 'credentialRejected'],
		[500, 'providerUnavailable'],
	])('passes on a %i as %s', async (status, code) => {
		expect(await read(answer(status, null))).toMatchObject(refused(code));
	});
});
