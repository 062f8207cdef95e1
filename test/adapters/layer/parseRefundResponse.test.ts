import { layer } from '../../../nodes/Layer/adapter';
import { allocation, answer, invoiceId, key, otherInvoiceId, refund, refundId } from './samples';

/** The shape of the call that the answer belongs to: a whole refund of a paid invoice goes the dedicated way. */
const shape = (full: boolean) => ({ exponent: 2, full, untouched: true, invoiceStatus: 'PAID' });
const read = (status: number, body: unknown) =>
	layer.parseRefundResponse(
		answer(status, body),
		shape(JSON.stringify(body)?.includes('"is_dedicated":true') ?? false),
	);

const dedicated = refund({ is_dedicated: true });

describe('Layer, documented answers', () => {
	it('reads 201 of the dedicated call as a refund made now', () => {
		expect(read(201, { data: dedicated })).toEqual({
			kind: 'claims',
			alreadyThere: false,
			refund: {
				refundId,
				externalId: key,
				amountMinor: 1250,
				taxMinor: null,
				status: 'PAID',
				state: 'done',
				invoiceId,
				response: dedicated,
			},
		});
	});

	it('reads 200 of the dedicated call as a refund that was there', () => {
		expect(read(200, { data: dedicated })).toMatchObject({ kind: 'claims', alreadyThere: true });
	});

	it('reads nothing into 200 of the itemized call, its only visible status', () => {
		expect(read(200, { data: refund() })).toMatchObject({ kind: 'claims', alreadyThere: false });
	});

	it.each([true, false, undefined])(
		'reads the answer to a call that is not dedicated whatever it says of that (%p), since its own sample says true',
		(is_dedicated) => {
			const body = { data: refund({ is_dedicated }) };
			expect(layer.parseRefundResponse(answer(201, body), shape(false))).toMatchObject({
				kind: 'claims',
				alreadyThere: false,
				refund: { refundId, amountMinor: 1250 },
			});
		},
	);

	it('reads a refund without the envelope, as older pages show it', () => {
		expect(read(201, dedicated)).toMatchObject({ kind: 'claims', refund: { refundId } });
	});

	it.each(['PARTIALLY_PAID', 'SENT', 'brand_new'])('calls status %p recorded', (status) => {
		expect(read(200, { data: refund({ status }) })).toMatchObject({
			refund: { status, state: 'done' },
		});
	});

	it('passes on that there is no status and no key, and does not make them up', () => {
		const body = { data: refund({ status: undefined, external_id: undefined }) };
		expect(read(201, body)).toMatchObject({ refund: { status: null, externalId: null } });
		expect(read(201, { data: refund({ external_id: null }) })).toMatchObject({
			refund: { externalId: null },
		});
	});

	it('reports the amount, key and invoice that came back, whatever was asked', () => {
		const body = {
			data: refund({
				external_id: 'someone-elses',
				refunded_amount: 999,
				allocations: [allocation(999, { invoice_id: otherInvoiceId.toUpperCase() })],
			}),
		};
		expect(read(201, body)).toMatchObject({
			refund: { amountMinor: 999, externalId: 'someone-elses', invoiceId: otherInvoiceId },
		});
	});

	it('keeps the answer raw except for document links', () => {
		const documents = [{ id: 'd1', url: 'https://files.example/x?signature=1' }];
		const metadata = { url: 'https://shop.example/order/1' };
		expect(read(201, { data: refund({ documents, metadata }) })).toMatchObject({
			refund: { response: { documents: [{ id: 'd1' }], metadata } },
		});
		expect(JSON.stringify(read(201, { data: refund({ documents }) }))).not.toContain('signature');
	});
});

describe('Layer, what nobody documented is unclear', () => {
	it.each([false, undefined])('%p for dedicated in the answer to the dedicated call', (word) => {
		const body = { data: refund({ is_dedicated: word }) };
		expect(layer.parseRefundResponse(answer(201, body), shape(true))).toMatchObject({
			kind: 'unclear',
		});
	});

	it.each([202, 204, 206, 299])('status %p', (status) => {
		expect(read(status, { data: dedicated })).toMatchObject({ kind: 'unclear' });
	});

	it.each<[string, unknown]>([
		['errors beside the refund', { data: dedicated, errors: [{ type: 'Conflict' }] }],
		['errors alone', { errors: [] }],
		['an empty body', ''],
		['no body', undefined],
		['HTML', '<html><body>Gateway</body></html>'],
		['text that is cut JSON', '{"data":{"id":"cccc'],
		['a list', [dedicated]],
		['data that is a list', { data: [dedicated] }],
		['data that is null', { data: null }],
	])('%s', (_, body) => {
		expect(read(200, body)).toMatchObject({ kind: 'unclear' });
	});

	it.each<[string, Record<string, unknown>]>([
		['no id', { id: undefined }],
		['no amount', { refunded_amount: undefined }],
		['an amount that is text', { refunded_amount: '1250' }],
		['an amount with a fraction', { refunded_amount: 12.5 }],
		['a negative amount', { refunded_amount: -1250 }],
		['an amount that is not exact', { refunded_amount: 2 ** 53 }],
		['a key that is a number', { external_id: 7 }],
		['no allocations', { allocations: undefined }],
		['an empty list of allocations', { allocations: [] }],
		['an allocation that is no object', { allocations: [null] }],
		['an allocation without an amount', { allocations: [{ invoice_id: invoiceId }] }],
		['an allocation without an invoice', { allocations: [{ id: 'a', amount: 1250 }] }],
		[
			'allocations on two invoices',
			{ allocations: [allocation(1000), allocation(250, { invoice_id: otherInvoiceId })] },
		],
	])('a refund with %s', (_, change) => {
		expect(read(201, { data: refund(change) })).toMatchObject({ kind: 'unclear' });
	});
});

describe("Layer's words", () => {
	it.each<[string, unknown, string, string]>([
		[
			'the array of errors',
			{ errors: [{ type: 'InvalidState', error_enum: 'InvoiceStateError', description: 'No.' }] },
			'InvoiceStateError',
			'No.',
		],
		[
			'the array of errors with a category that is not on the page',
			{ errors: [{ type: 'BrandNew', description: 'No.' }] },
			'BrandNew',
			'No.',
		],
		[
			'one bare error',
			{ type: 'ResourceNotFound', description: 'Gone.', error_enum: null },
			'ResourceNotFound',
			'Gone.',
		],
	])('are read from %s', (_, body, code, message) => {
		expect(layer.parseError(body)).toEqual({ code, message });
	});

	it.each<[string, unknown]>([
		['an empty array', { errors: [] }],
		['a web page', '<html></html>'],
		['nothing', undefined],
		['null', null],
		['an array', [{ type: 'InvalidState', description: 'No.' }]],
		['fields of other kinds', { errors: [{ type: 5, description: {} }] }],
		['an error without its type', { errors: [{ description: 'No.' }] }],
		['an error without its description', { errors: [{ type: 'InvalidState' }] }],
		['a problem of a gateway', { type: 'about:blank', title: 'Forbidden', status: 403 }],
		['an error of a filter', { type: 'blocked', description: 'Request blocked' }],
		['another message', { message: 'Forbidden' }],
		['an OAuth error', { error: 'invalid_client' }],
	])('are not in %s, which may come from anybody', (_, body) => {
		expect(layer.parseError(body)).toBeNull();
	});
});
