import { duro } from '../../../nodes/Duro/adapter';
import { answer } from './samples';

const plan = { exponent: 2, full: false, untouched: true, invoiceStatus: null };
const receipt = { invoiceId: 'inv_8Fk2', refunded: 250_000, status: 'recorded' };
const read = (status: number, body: unknown) =>
	duro.parseRefundResponse(answer(status, body), plan);

describe('Duro, what an answer claims', () => {
	it.each([
		['bare', receipt],
		['in its envelope', { ok: true, data: receipt }],
	])('reads the documented 200 %s', (_, body) => {
		expect(read(200, body)).toEqual({
			kind: 'claims',
			alreadyThere: false,
			refund: {
				refundId: null,
				externalId: null,
				amountMinor: 250_000,
				taxMinor: null,
				status: 'recorded',
				state: 'done',
				invoiceId: 'inv_8Fk2',
				response: receipt,
			},
		});
	});

	it.each(['refunded', 'pending', 'failed', 'Whatever Comes'])(
		'passes the status %p on and takes no meaning from it',
		(status) => {
			const reading = read(200, { ...receipt, status });
			expect(reading).toMatchObject({ kind: 'claims', refund: { status, state: 'done' } });
		},
	);

	it.each([undefined, null, '', 7, {}])(
		'calls the status %p unreadable, not the refund',
		(status) => {
			const reading = read(200, { ...receipt, status });
			expect(reading).toMatchObject({ kind: 'claims', refund: { status: null, state: 'done' } });
		},
	);

	it.each(['INV_8FK2', ' inv_8Fk2', 'inv_other'])(
		'passes the invoice id %p on exactly as it came',
		(invoiceId) => {
			expect(read(200, { ...receipt, invoiceId })).toMatchObject({ refund: { invoiceId } });
		},
	);

	it.each([201, 202, 204, 206])('calls the undocumented success %d unclear', (status) => {
		expect(read(status, receipt).kind).toBe('unclear');
	});

	it.each([undefined, null, '', 7, {}])(
		'calls an answer with the invoice %p unclear',
		(invoiceId) => {
			expect(read(200, { ...receipt, invoiceId }).kind).toBe('unclear');
		},
	);

	it.each([undefined, null, '250000', 2500.5, -1, 2 ** 53, Number.NaN])(
		'calls an answer with the amount %p unclear',
		(refunded) => {
			expect(read(200, { ...receipt, refunded }).kind).toBe('unclear');
		},
	);

	it.each([
		['nothing', ''],
		['null', null],
		['undefined', undefined],
		['a web page', '<html>ok</html>'],
		['a list', [receipt]],
		['an envelope that says no', { ok: false, ...receipt }],
		['an envelope that says no around a receipt', { ok: false, data: receipt }],
		['an envelope around nothing', { ok: true, data: null }],
		['an envelope around a list', { ok: true, data: [receipt] }],
	])('calls %s unclear', (_, body) => {
		expect(read(200, body).kind).toBe('unclear');
	});
});
