import type { INodeParameters } from 'n8n-workflow';
import { SEED } from '../../sandbox';
import { detailsOf, openBed, type Bed } from '../bed';

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
let workflow = 0;
beforeEach(() => {
	bed.sandbox.reset();
	workflow += 1;
});
afterAll(async () => await bed.close());

const refund = async (parameters: INodeParameters) =>
	await bed.refund(
		'layer',
		{ invoiceId: SEED.layer.paid, refundType: 'amount', amount: '10.00', ...parameters },
		[{}],
		{ workflowId: `layer-books-${workflow}` },
	);
const posted = () => bed.sandbox.writes().map(({ path }) => path.split('/').at(-1));

describe('a business with more than 1,000 refunds', () => {
	beforeEach(() => {
		const other = bed.sandbox.addInvoice('layer', {
			status: 'PAID',
			totalMinor: 200_000,
			currency: 'USD',
		});
		for (let made = 0; made < 1_100; made++) bed.sandbox.refundInPortal('layer', other, 100);
	});

	it.each(['exact', 'ignored', 'refused'] as const)(
		'takes a second ticket of an invoice, and knows both again, where filters are %s',
		async (refundFilters) => {
			bed.sandbox.switches.layer.refundFilters = refundFilters;
			for (const outcome of ['refunded', 'alreadyRefunded']) {
				for (const reference of ['TICKET-81', 'TICKET-82']) {
					const { main, error } = await refund({ reference });
					expect(error).toEqual([]);
					expect(main).toMatchObject([{ json: { outcome, amount: '10.00', reference } }]);
				}
			}
			expect(bed.sandbox.refunds('layer', SEED.layer.paid)).toHaveLength(2);
		},
	);
});

it('a date before the payment is refused before the send', async () => {
	const { main, error } = await refund({ completedAt: '2001-01-01T00:00:00Z' });
	expect(main).toEqual([]);
	expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused', code: 'invalidParameter' });
	expect(posted()).toEqual([]);
});

describe('Full that Layer turns down', () => {
	it('is sent once, names the other forms, and goes without a method under the same reference', async () => {
		bed.sandbox.switches.layer.method = 'refused';
		const full = { refundType: 'full', reference: 'TICKET-81' };
		const { error } = await refund(full);
		expect(detailsOf(error[0])).toMatchObject({
			outcome: 'refused',
			code: 'providerRefused',
			nextStep: expect.stringContaining("'Method' 'Not Sent'"),
		});
		expect(posted()).toEqual(['refund']);
		const { main } = await refund({ ...full, method: 'notSent' });
		expect(main).toMatchObject([{ json: { outcome: 'refunded', amount: '100.00' } }]);
		expect(posted()).toEqual(['refund', 'refund']);
	});

	it.each([400, 409] as const)(
		'for what is left goes as the same amount under the same reference, after a %s',
		async (refusals) => {
			Object.assign(bed.sandbox.switches.layer, { simpleForm: 'untouchedOnly', refusals });
			await refund({ reference: 'TICKET-81' });
			const { error } = await refund({ refundType: 'full', reference: 'TICKET-82' });
			expect(detailsOf(error[0])).toMatchObject({
				outcome: 'refused',
				code: 'providerRefused',
				nextStep: expect.stringContaining("as an 'Amount'"),
			});
			const { main } = await refund({ amount: '90.00', reference: 'TICKET-82' });
			expect(main).toMatchObject([{ json: { outcome: 'refunded', amount: '90.00' } }]);
			expect(bed.sandbox.refunds('layer', SEED.layer.paid)).toHaveLength(2);
		},
	);
});
