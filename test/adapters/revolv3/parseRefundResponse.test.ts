import { revolv3 } from '../../../nodes/Revolv3/adapter';
import { answer, child, invoice, type Fields } from './samples';

/** As Revolv3's reference shows it: asked 5, attempt -3.99, subtotal 5.99 and tax 0.05. */
const documented: Fields = {
	invoice: {
		invoiceId: 2,
		parentInvoiceId: 1,
		invoiceStatus: 'PartialRefund',
		subtotal: 10.99,
		tax: 0.1,
		total: 11.09,
		currency: null,
		invoiceAttempts: null,
	},
	refunds: [{ invoiceAttemptId: 1, amount: -3.99, invoiceAttemptStatus: 'Success' }],
	refundedSubtotal: 5.99,
	refundedTax: 0.05,
	refundedTotal: 6.04,
};

const attempt = (amount: number, day = '2026-03-03', invoiceAttemptStatus = 'Success') => ({
	amount,
	invoiceAttemptStatus,
	invoiceAttemptDate: `${day}T10:00:00.0000000Z`,
});

/** In the documented shape: the attempt in `refunds[]` and nowhere else. */
function refundAnswer(changes: Fields = {}, ofInvoice: Fields = {}): Fields {
	return {
		invoice: child({ subtotal: 100, tax: 10, total: 110, invoiceAttempts: null, ...ofInvoice }),
		refunds: [attempt(-22)],
		refundedSubtotal: 20,
		refundedTax: 2,
		refundedTotal: 22,
		...changes,
	};
}

const read = (body: unknown, exponent = 2, status = 200) =>
	revolv3.parseRefundResponse(answer(status, body), {
		exponent,
		full: false,
		untouched: true,
		invoiceStatus: null,
	});

const readFull = (body: unknown) =>
	revolv3.parseRefundResponse(answer(200, body), {
		exponent: 2,
		full: true,
		untouched: true,
		invoiceStatus: 'Paid',
	});

describe('Revolv3, the answer to a refund', () => {
	it('takes the documented sample at its sums, and says what its attempt moved', () => {
		expect(read(documented)).toEqual({
			kind: 'claims',
			alreadyThere: false,
			movedMinor: 399,
			refund: {
				refundId: '2',
				externalId: null,
				amountMinor: 599,
				taxMinor: 5,
				status: 'PartialRefund',
				state: 'done',
				invoiceId: '1',
				response: documented,
			},
		});
	});

	const states = [
		['Refund', 'done'],
		['PartialRefund', 'done'],
		['Pending', 'pending'],
		['RefundPending', 'pending'],
		['RefundDeclined', 'declined'],
		['RefundFailed', 'declined'],
		['Paid', 'undocumented'],
		['COMPLETED', 'undocumented'],
		['partialrefund', 'undocumented'],
		[null, 'undocumented'],
		[7, 'undocumented'],
	] as const;

	it.each(states)('takes the status %p as %s', (invoiceStatus, state) => {
		expect(read(refundAnswer({}, { invoiceStatus }))).toMatchObject({
			kind: 'claims',
			refund: { state, amountMinor: 2000, taxMinor: 200 },
		});
	});

	it('reads amounts in the digits of the currency', () => {
		expect(read(refundAnswer({ refundedSubtotal: 500, refundedTax: 50 }), 0)).toMatchObject({
			refund: { amountMinor: 500, taxMinor: 50 },
		});
	});

	it('reads amounts from their digits: 0.29 is 29 cents', () => {
		expect(read(refundAnswer({ refundedSubtotal: 0.29 }))).toMatchObject({
			refund: { amountMinor: 29 },
		});
	});

	it('leaves the tax open when none is told', () => {
		expect(read(refundAnswer({ refundedTax: undefined }))).toMatchObject({
			kind: 'claims',
			refund: { amountMinor: 2000, taxMinor: null },
		});
	});

	it.each<readonly [string, Fields, Fields, number | null]>([
		['the only one of refunds[]', {}, {}, 2200],
		['written without a minus sign', { refunds: [attempt(22)] }, {}, 2200],
		['without a date', { refunds: [{ amount: -22 }] }, {}, 2200],
		[
			'the latest of several, wherever it stands',
			{ refunds: [attempt(-22, '2026-03-09'), attempt(-80, '2026-03-02')] },
			{},
			2200,
		],
		[
			"those of the refund's own invoice, where it shows them",
			{ refunds: [attempt(-80)] },
			{ invoiceAttempts: [attempt(-22)] },
			2200,
		],
		['none where refunds[] is null', { refunds: null }, {}, null],
		['none where refunds[] is absent', { refunds: undefined }, {}, null],
		['none where refunds[] is empty', { refunds: [] }, {}, null],
		['none where the amount is a text', { refunds: [{ amount: '-22' }] }, {}, null],
		['none where two are the latest', { refunds: [attempt(-22), attempt(-80)] }, {}, null],
		['none where one has no date', { refunds: [attempt(-22), { amount: -80 }] }, {}, null],
	])('says what this refund itself moved: %s', (_, changes, ofInvoice, movedMinor) => {
		expect(read(refundAnswer(changes, ofInvoice))).toMatchObject({ kind: 'claims', movedMinor });
	});

	it.each([
		['no sum', { refundedSubtotal: undefined }],
		['a sum of zero', { refundedSubtotal: 0, refundedTax: 0, refundedTotal: 0 }],
		['a sum in a text', { refundedSubtotal: '20.00' }],
		['a negative sum', { refundedSubtotal: -20 }],
		['more decimals than the currency has', { refundedSubtotal: 20.001 }],
	])('tells no amount with %s, but what its attempt moved', (_, changes) => {
		expect(read(refundAnswer(changes))).toMatchObject({
			kind: 'claims',
			movedMinor: 2200,
			refund: { amountMinor: null, taxMinor: null },
		});
		expect(read(refundAnswer({ ...changes, refunds: null }))).toMatchObject({
			kind: 'unclear',
			refundId: '2002',
		});
	});

	it.each([
		['no amount', { refundedSubtotal: undefined }, {}],
		['zero', { refundedSubtotal: 0 }, {}],
		['no id of its own', { refundedSubtotal: null }, { invoiceId: null }],
	])('believes a declined refund with %s', (_, changes, ofInvoice) => {
		const body = refundAnswer(changes, { invoiceStatus: 'RefundDeclined', ...ofInvoice });
		expect(read(body)).toMatchObject({
			kind: 'claims',
			refund: { state: 'declined', amountMinor: null, invoiceId: '1001' },
		});
	});

	it.each([
		['a text', 'OK'],
		['nothing', null],
		['a list', [refundAnswer()]],
		['an empty object', {}],
		['no invoice', refundAnswer({ invoice: null })],
		['the original in place of the refund', refundAnswer({ invoice: invoice() })],
		['no parent', refundAnswer({}, { parentInvoiceId: undefined })],
		['a parent 0', refundAnswer({}, { parentInvoiceId: 0 })],
		[
			'a declined refund of no invoice',
			refundAnswer({}, { parentInvoiceId: null, invoiceStatus: 'RefundFailed' }),
		],
		['no id of the refund', refundAnswer({}, { invoiceId: null })],
		['errors beside a refund', refundAnswer({ errors: ['declined'] })],
		['errors of another shape', refundAnswer({ errors: { amount: ['too high'] } })],
	])('calls %s unclear', (_, body) => {
		expect(read(body)).toEqual({
			kind: 'unclear',
			why: expect.stringMatching(/\.$/),
			refundId: null,
		});
	});

	it.each([201, 202, 204, 207])('calls an undocumented %i unclear, whatever it says', (status) => {
		expect(read(refundAnswer(), 2, status).kind).toBe('unclear');
	});

	it('is not put off by an empty list of errors', () => {
		expect(read(refundAnswer({ errors: [] })).kind).toBe('claims');
	});
});

describe('Revolv3, the answer to a refund of everything, sent without an amount', () => {
	const all = { refundedSubtotal: 100, refundedTax: 10, refundedTotal: 110 };
	const everything = (refunds: unknown, changes: Fields = {}) =>
		refundAnswer({ ...all, refunds, ...changes }, { invoiceStatus: 'Refund' });

	it.each<readonly [string, unknown, Fields]>([
		['the attempt with tax is what the sums are', [attempt(-110)], {}],
		['the attempt without tax is', [attempt(-100)], {}],
		[
			'the attempt after a failed one is',
			[attempt(-110, '2026-03-03', 'Fail'), attempt(-110, '2026-03-04')],
			{},
		],
		['the sum with tax has to be added up', [attempt(-110)], { refundedTotal: undefined }],
	])('is taken at its sums where %s', (_, refunds, changes) => {
		expect(readFull(everything(refunds, changes))).toMatchObject({
			kind: 'claims',
			refund: { amountMinor: 10_000, taxMinor: 1000, state: 'done' },
		});
	});

	it("is taken at its sums where the refund's own invoice shows the attempt", () => {
		const body = refundAnswer(all, { invoiceAttempts: [attempt(-110)] });
		expect(readFull(body)).toMatchObject({ kind: 'claims', refund: { amountMinor: 10_000 } });
	});

	// The rest of an invoice of which 70.00 was refunded before, where nothing shows that refund but a running total.
	it.each<readonly [string, unknown]>([
		['its attempt is of the rest alone', [attempt(-33)]],
		['its attempt without tax is', [attempt(-30)]],
		[
			'all attempts are shown, and add up to the sums',
			[attempt(-77, '2026-03-02'), attempt(-33, '2026-03-03')],
		],
		[
			'all attempts are shown, the latest first',
			[attempt(-33, '2026-03-03'), attempt(-77, '2026-03-02')],
		],
		['no attempt is shown', null],
	])('is never called a refund of everything where %s', (_, refunds) => {
		expect(readFull(everything(refunds))).toEqual({
			kind: 'unclear',
			why: expect.any(String),
			refundId: '2002',
		});
	});

	it('is taken at sums of its own, where they are of the rest alone', () => {
		const rest = { refundedSubtotal: 30, refundedTax: 3, refundedTotal: 33 };
		const refunds = [attempt(-77, '2026-03-02'), attempt(-33, '2026-03-03')];
		expect(readFull(everything(refunds, rest))).toMatchObject({
			kind: 'claims',
			refund: { amountMinor: 3000, taxMinor: 300 },
		});
	});

	it('says what a pending one moves where it tells no sums yet', () => {
		const none = { refundedSubtotal: 0, refundedTax: 0, refundedTotal: 0 };
		const body = refundAnswer(
			{ ...none, refunds: [attempt(-110, '2026-03-03', 'Pending')] },
			{ invoiceStatus: 'RefundPending' },
		);
		expect(readFull(body)).toMatchObject({
			kind: 'claims',
			movedMinor: 11_000,
			refund: { amountMinor: null, state: 'pending' },
		});
	});
});
