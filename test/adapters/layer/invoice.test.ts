import { UNTOLD_PAYMENT } from '../../../nodes/shared/engine/provider/snapshot';
import {
	answer,
	data,
	invoice,
	invoiceId,
	lookAt,
	no,
	otherInvoiceId,
	refused,
	target,
} from './samples';

describe('Layer, the invoice', () => {
	it.each([
		['in its envelope', { data: invoice() }],
		['bare, as on older pages', invoice()],
	])('shows a paid invoice %s with nothing refunded, in one call', async (_, body) => {
		expect(await lookAt(answer(200, body))).toEqual({
			ok: true,
			value: {
				invoiceId,
				status: 'PAID',
				notRefundable: null,
				currency: null,
				exponent: 2,
				...UNTOLD_PAYMENT,
				paidMinor: 5000,
				taxMinor: null,
				refundableMinor: 5000,
				refunds: { kind: 'listed', refunds: [] },
				response: invoice(),
			},
		});
	});

	it('takes ids in either case for the same', async () => {
		const upper = invoice({ id: invoiceId.toUpperCase() });
		expect(await lookAt(data(upper))).toMatchObject({ ok: true, value: { invoiceId } });
	});

	it('lets a partially paid invoice be refunded', async () => {
		expect(await lookAt(data(invoice({ status: 'PARTIALLY_PAID' })))).toMatchObject({
			value: { notRefundable: null },
		});
	});

	it.each('VOID VOIDED WRITTEN_OFF PARTIALLY_WRITTEN_OFF SENT DRAFT paid brand_new'.split(' '))(
		'names the status %p as the reason why it is not refundable',
		async (status) => {
			expect(await lookAt(data(invoice({ status })))).toMatchObject({
				value: { status, notRefundable: expect.stringContaining(`'${status}'`) },
			});
		},
	);

	it('does not refund an invoice whose status is not told', async () => {
		expect(await lookAt(data(invoice({ status: undefined })))).toMatchObject({
			value: { status: null, notRefundable: expect.any(String) },
		});
	});

	it.each<[string, unknown]>([
		['another invoice', { data: invoice({ id: otherInvoiceId }) }],
		['another business', { data: invoice({ business_id: otherInvoiceId }) }],
		['errors in a 2xx', { data: invoice(), errors: [{ type: 'Unknown' }] }],
		['HTML', '<html></html>'],
		['no id', { data: invoice({ id: undefined }) }],
		['payments that are no list', { data: invoice({ payment_allocations: {} }) }],
		['a payment without an amount', { data: invoice({ payment_allocations: [{}] }) }],
		['a payment with a fraction', { data: invoice({ payment_allocations: [{ amount: 1.5 }] }) }],
		[
			'a payment on another invoice',
			{
				data: invoice({ payment_allocations: [{ amount: 1, invoice_id: otherInvoiceId }] }),
			},
		],
	])('can do nothing with an answer that has %s', async (_, body) => {
		expect(await lookAt(answer(200, body))).toMatchObject(refused('providerAnswerInvalid'));
	});

	it('reads an empty list of payments as nothing paid where the status does not speak against it', async () => {
		const sent = invoice({ status: 'SENT', payment_allocations: [] });
		expect(await lookAt(data(sent))).toMatchObject({
			value: { paidMinor: 0, refundableMinor: 0 },
		});
	});

	it.each([
		[401, 'credentialRejected'],
		[403, 'credentialRejected'],
		[404, 'invoiceNotFound'],
		[429, 'rateLimited'],
		[500, 'providerUnavailable'],
		[400, 'providerAnswerInvalid'],
	])('says what %p means before the write', async (status, code) => {
		expect(await lookAt(no(status))).toMatchObject(refused(code));
	});

	it('names the business too when nothing is found', async () => {
		const gone = await lookAt(answer(404, { type: 'ResourceNotFound', description: 'No.' }));
		expect(gone).toMatchObject(refused('invoiceNotFound', target.businessId));
	});

	it('strips links to documents', async () => {
		const snapshot = await lookAt(data(invoice({ pdf: { url: 'https://files.example/?s=1' } })));
		expect(snapshot).toMatchObject({ value: { response: { pdf: {} } } });
		expect(JSON.stringify(snapshot)).not.toContain('files.example');
	});
});
