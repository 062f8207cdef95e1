import { SEED } from '../../../sandbox/seed';
import type { FaultRule } from '../../../sandbox/types';
import type { Delivery, Recipe, Step } from './recipe';

const asked = (invoiceId: string, amount: string, reference: string) => (): Delivery => ({
	kind: 'webhook',
	body: { invoiceId, amount, currency: 'USD', reference },
});

const becomesPending: FaultRule = {
	provider: 'revolv3',
	call: 'refund',
	kind: 'revolv3Status',
	refundStatus: 'Pending',
};

const { paid, paidSecond, paidThird } = SEED.revolv3;
const ENDS = {
	settled: 'Settled: tell the customer',
	declined: 'Declined: not refunded',
	stillPending: 'Still pending: a person looks',
	notReadable: 'Not readable: a person looks',
} as const;

const allBut = (end?: keyof typeof ENDS) =>
	Object.entries(ENDS)
		.filter(([name]) => name !== end)
		.map(([, node]) => node);

export const pendingRefund: Recipe = {
	title: 'pending-refund follow-up',
	file: 'pending-refund-follow-up.json',
	// An hour's 3,600th part is a second; n8n sits such a wait out in the running execution.
	settings: { 'Refund to watch': { hoursBetweenLooks: 1 / 3_600, looksAtMost: 3 } },
	steps: [
		{
			shows: 'watches nothing where the refund is final at once',
			start: asked(paid, '10.00', 'P-1'),
			answer: { status: 200, body: { outcome: 'refunded', amount: '10.00' } },
			results: { 'Answer with the outcome': [{ outcome: 'refunded' }] },
			notReached: ['Refund to watch', ...allBut()],
			booked: { revolv3: 1_000 },
			sent: 1,
		},
		{
			shows: 'watches nothing where the refund is refused',
			start: asked(paid, '1000.00', 'P-2'),
			answer: { status: 200, body: { details: { outcome: 'refused', code: 'amountTooHigh' } } },
			results: {},
			notReached: ['Refund to watch', ...allBut()],
			sent: 0,
		},
		...[Number('820982911946154508'), '{{ticket.id}}'].map((reference): Step => ({
			shows: `refunds nothing under a damaged reference (${JSON.stringify(reference)})`,
			start: () => ({
				kind: 'webhook',
				body: { invoiceId: paidThird, amount: '5.00', currency: 'USD', reference },
			}),
			answer: {
				status: 200,
				body: { outcome: 'refused', code: 'invalidParameter', details: { outcome: 'refused' } },
			},
			results: {},
			sent: 0,
		})),
		{
			shows: 'tells the customer once a pending refund has settled',
			faults: [becomesPending],
			start: asked(paidSecond, '20.00', 'P-3'),
			settlesAs: 'PartialRefund',
			answer: { status: 202, body: { outcome: 'pending', reference: 'P-3' } },
			results: { [ENDS.settled]: [{ result: 'settled', reference: 'P-3' }] },
			notReached: allBut('settled'),
			booked: { revolv3: 2_000 },
			sent: 1,
		},
		{
			shows: 'tells a declined refund apart, which is not in the books any more',
			faults: [becomesPending],
			start: asked(paidThird, '30.00', 'P-4'),
			settlesAs: 'RefundDeclined',
			answer: { status: 202, body: { outcome: 'pending' } },
			results: { [ENDS.declined]: [{ result: 'declined', status: 'RefundDeclined' }] },
			notReached: allBut('declined'),
			sent: 1,
		},
		{
			shows:
				'makes a new attempt under the reference of the declined one, and gives up after the last look',
			faults: [becomesPending],
			start: asked(paidThird, '30.00', 'P-4'),
			answer: { status: 202, body: { outcome: 'pending' } },
			results: { [ENDS.stillPending]: [{ result: 'stillPending', status: 'Pending', looks: 3 }] },
			notReached: allBut('stillPending'),
			booked: { revolv3: 3_000 },
			sent: 1,
		},
		{
			shows: 'watches the same refund again when the delivery comes again, and sends nothing',
			start: asked(paidThird, '30.00', 'P-4'),
			settlesAs: 'PartialRefund',
			answer: { status: 202, body: { outcome: 'pending' } },
			results: { [ENDS.settled]: [{ result: 'settled' }] },
			sent: 0,
		},
		{
			shows: 'follows refunds that were made elsewhere, each to its own end',
			start: async (books) => {
				const ids = (await books.refunds('revolv3'))
					.filter(({ source }) => source === 'api')
					.map(({ refundId }) => refundId ?? '');
				return {
					kind: 'form',
					fields: { 'Refund numbers': [...ids, '999999', ids[0]].join('\n') },
				};
			},
			results: {
				[ENDS.settled]: [
					{ result: 'settled', looks: 1 },
					{ result: 'settled', looks: 1 },
					{ result: 'settled', looks: 1 },
				],
				[ENDS.declined]: [{ result: 'declined', looks: 1 }],
				[ENDS.notReadable]: [{ result: 'notReadable', refundId: '999999', looks: 3 }],
			},
			notReached: [ENDS.stillPending, 'Refund at Revolv3'],
			sent: 0,
		},
		{
			shows: 'looks again where Revolv3 could not be asked',
			// A short outage is waited out within one look; an answer that is no invoice is not.
			faults: [{ provider: 'revolv3', call: 'readRefund', kind: 'html', times: 1 }],
			start: async (books) => {
				const [first] = (await books.refunds('revolv3')).filter(({ source }) => source === 'api');
				return { kind: 'form', fields: { 'Refund numbers': String(first?.refundId) } };
			},
			results: { [ENDS.settled]: [{ result: 'settled', looks: 2 }] },
			notReached: allBut('settled'),
			sent: 0,
		},
	],
};
