import { thredfi } from '../../../nodes/Thredfi/adapter';
import { answer } from '../duro/samples';
import { allocation, invoiceId, key, otherInvoice, plan, refund, refundId } from './samples';

const read = (status: number, body: unknown) =>
	thredfi.parseRefundResponse(answer(status, body), plan);

describe('Thredfi, what an answer claims', () => {
	it.each([
		[201, false],
		[200, true],
	])('reads the refund out of a %d', (status, alreadyThere) => {
		expect(read(status, refund)).toEqual({
			kind: 'claims',
			alreadyThere,
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
		});
	});

	it.each([
		['paid', 'done'],
		['processing', 'done'],
		['pending', 'done'],
		['Pending', 'done'],
		['failed', 'keyUsedUp'],
		['cancelled', 'keyUsedUp'],
		['canceled', 'undocumented'],
		['completed', 'undocumented'],
		['brand_new', 'undocumented'],
	])('takes the status %p as %s', (status, state) => {
		expect(read(201, { ...refund, status })).toMatchObject({
			kind: 'claims',
			refund: { status, state },
		});
	});

	it.each([undefined, null, '', 7])(
		'does not guess how a refund with the status %p stands',
		(status) => {
			expect(read(201, { ...refund, status })).toMatchObject({
				refund: { status: null, state: 'undocumented' },
			});
		},
	);

	it('passes on an amount, a key and an invoice that differ, for the engine to compare', () => {
		const body = {
			...refund,
			external_id: 'somebody-else',
			refunded_amount: 10_000,
			allocations: [allocation(10_000, otherInvoice)],
		};
		expect(read(200, body)).toMatchObject({
			kind: 'claims',
			refund: { externalId: 'somebody-else', amountMinor: 10_000, invoiceId: otherInvoice },
		});
	});

	it('compares ids without regard to case', () => {
		const body = { ...refund, allocations: [allocation(2500, invoiceId.toUpperCase())] };
		expect(read(201, body)).toMatchObject({ refund: { invoiceId } });
	});

	it('accepts the other spelling of an allocation, and takes two that agree', () => {
		const spelled = { ...allocation(2500), amount: undefined, amount_cents: 2500 };
		const both = { ...allocation(2500), amount_cents: 2500 };
		for (const entry of [spelled, both]) {
			expect(read(201, { ...refund, allocations: [entry] }).kind).toBe('claims');
		}
	});

	it.each<[string, readonly unknown[]]>([
		['tells no amount', [{ invoice_id: invoiceId }]],
		['tells two', [{ ...allocation(2500), amount_cents: 25 }]],
		['stands beside that of its line', [allocation(2500), allocation(2500)]],
	])('takes the amount of the refund where its allocation %s', (_, allocations) => {
		expect(read(201, { ...refund, allocations })).toMatchObject({
			kind: 'claims',
			refund: { amountMinor: 2500, invoiceId },
		});
	});

	it('knows a cancelled refund that has lost its allocations as spent', () => {
		expect(read(200, { ...refund, status: 'cancelled', allocations: [] })).toMatchObject({
			kind: 'claims',
			refund: { state: 'keyUsedUp', externalId: key, invoiceId: null },
		});
	});

	it('keeps pre-signed addresses out of what it shows', () => {
		const url = 'https://files.example/a.pdf?X-Amz-Signature=secret';
		const document = { url, document_id: 'd1', file_name: 'a.pdf', expires_in: 300 };
		const reading = read(201, { ...refund, document, extra: [{ documents: [{ file: { url } }] }] });
		expect(JSON.stringify(reading)).not.toContain('secret');
		expect(reading).toMatchObject({
			refund: { response: { document: { document_id: 'd1', file_name: 'a.pdf' } } },
		});
	});

	it.each([202, 204, 206])('calls the undocumented success %d unclear', (status) => {
		expect(read(status, refund).kind).toBe('unclear');
	});

	it.each([
		['without an external_id', { ...refund, external_id: undefined }],
		['with an empty external_id', { ...refund, external_id: '' }],
		['with an external_id that is no text', { ...refund, external_id: 7 }],
		['without an id', { ...refund, id: undefined }],
		['without an amount', { ...refund, refunded_amount: undefined }],
		['with an amount in text', { ...refund, refunded_amount: '2500' }],
		['with a fraction of a cent', { ...refund, refunded_amount: 25.5 }],
		['with a negative amount', { ...refund, refunded_amount: -2500 }],
		['without allocations', { ...refund, allocations: undefined }],
		['with allocations that are no list', { ...refund, allocations: {} }],
		['with no allocation', { ...refund, allocations: [] }],
		['allocated to nothing', { ...refund, allocations: [allocation(2500, null)] }],
		['allocated to something odd', { ...refund, allocations: [allocation(2500, 7)] }],
		[
			'on several invoices',
			{ ...refund, allocations: [allocation(2000), allocation(500, otherInvoice)] },
		],
	])('calls a refund %s unclear', (_, body) => {
		expect(read(201, body).kind).toBe('unclear');
	});

	it('names the refund of an answer that does not confirm it', () => {
		expect(read(201, { ...refund, external_id: undefined })).toMatchObject({
			kind: 'unclear',
			refundId,
		});
	});

	it.each([undefined, null, '', '<html>ok</html>', 7, [refund], { data: refund }])(
		'calls the body %p unclear',
		(body) => {
			expect(read(201, body).kind).toBe('unclear');
		},
	);
});

describe('Thredfi, its words in a refusal', () => {
	it.each([
		[
			'the reference',
			{ error_code: 'conflict', message: 'exists', detail: {} },
			'conflict',
			'exists',
		],
		['a null message', { error_code: 'conflict', message: null }, 'conflict', null],
		[
			'the guide',
			{ error_code: 'validation_error', error: 'Bad data', details: { amount_cents: ['too low'] } },
			'validation_error',
			'Bad data amount_cents: too low',
		],
		[
			'field errors in the detail',
			{
				error_code: 'validation_error',
				message: null,
				detail: { field_errors: { memo: ['a', 'b'], method: ['c'], customer_name: 'Ada' } },
			},
			'validation_error',
			'memo: a b; method: c',
		],
		['a text beside a null', { error_code: 'x', message: null, error: 'no' }, 'x', 'no'],
	])('finds code and message in the shape of %s', (_, body, code, message) => {
		expect(thredfi.parseError(body)).toEqual({ code, message });
	});

	it.each([
		undefined,
		null,
		'',
		'<html>',
		'Not Found',
		[],
		{},
		[{ error_code: 'conflict', message: 'exists' }],
		{ error_code: 1, message: {} },
		{ error_code: '', message: 'exists' },
		{ error_code: 'conflict' },
		{ error_code: 'conflict', message: 7 },
		{ message: 'Forbidden' },
		{ error: 'access_denied', error_description: 'no' },
		{ code: 'DUPLICATE_FILE', error: 'twice' },
		{ error: { code: 'not_found', message: 'no' } },
		{ errors: [{ type: 'x', description: 'y' }] },
	])('takes %j for the word of somebody else', (body) => {
		expect(thredfi.parseError(body)).toBeNull();
	});
});
