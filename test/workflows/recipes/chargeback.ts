import { expect } from 'expect';
import { BUSINESS_ID } from '../../../sandbox/credentials';
import { SEED } from '../../../sandbox/seed';
import type { Delivery, Fields, Recipe, Step } from './recipe';

const REFUNDS = [
	'Refund at Duro',
	'Refund at Revolv3',
	'Record refund at Layer',
	'Record refund at Thredfi',
];
const allBut = (refund?: string) => REFUNDS.filter((node) => node !== refund);

const notice = (body: Fields) => (): Delivery => ({ kind: 'webhook', body });

const ALERT = {
	provider: 'revolv3',
	stage: 'alert',
	paymentId: 'CB-1',
	caseId: 'alert-1',
	invoiceId: SEED.revolv3.paid,
	amount: '15.00',
	currency: 'USD',
};

const TAKEN_BACK = {
	provider: 'layer',
	stage: 'rdrAlert',
	paymentId: 'CB-2',
	caseId: 'rdr-2',
	businessId: BUSINESS_ID.layer,
	invoiceId: SEED.layer.paid,
	amount: '40.00',
	currency: 'USD',
};

/** A few of the ways a dispute goes; `npm start` plays the rest of them. */
export const chargeback: Recipe = {
	title: 'chargeback handling',
	file: 'chargeback-handling.json',
	steps: [
		{
			shows: 'refunds at an alert, while the money is still there',
			start: notice(ALERT),
			answer: { status: 200, body: { outcome: 'refunded', reference: 'CB-1' } },
			results: { 'Tell the customer': [{ outcome: 'refunded' }] },
			notReached: [...allBut('Refund at Revolv3'), 'Task for a person'],
			booked: { revolv3: 1_500 },
			sent: 1,
		},
		{
			shows: 'sends nothing when the dispute is opened after that, since the money has left',
			start: notice({ ...ALERT, stage: 'opened', caseId: 'dispute-1' }),
			answer: { status: 200, body: { outcome: 'nothingToSend', reference: 'CB-1' } },
			results: {},
			notReached: [...allBut(), 'Tell the customer', 'Task for a person'],
			sent: 0,
		},
		{
			shows: 'sends nothing when the alert is delivered again, and tells nobody twice',
			start: notice(ALERT),
			answer: { status: 200, body: { outcome: 'alreadyRefunded' } },
			results: {},
			notReached: ['Tell the customer', 'Task for a person'],
			sent: 0,
		},
		{
			shows: 'records at a bookkeeping provider what the bank has taken back',
			start: notice(TAKEN_BACK),
			answer: { status: 200, body: { outcome: 'refunded', reference: 'CB-2' } },
			results: {},
			notReached: allBut('Record refund at Layer'),
			booked: { layer: 4_000 },
			sent: 1,
		},
		{
			shows: 'refunds nothing for a feed that may count in cents',
			start: notice({ ...ALERT, paymentId: 'CB-3', amount: 50 }),
			answer: { status: 200, body: { outcome: 'notUnderstood', reference: 'CB-3' } },
			results: { 'Task for a person': [{ task: expect.stringContaining('50.00') }] },
			notReached: [...allBut(), 'Tell the customer'],
			sent: 0,
		},
		{
			shows: 'refunds nothing above the limit of a single dispute',
			start: notice({ ...TAKEN_BACK, paymentId: 'CB-4', amount: '4000.00' }),
			answer: { status: 200, body: { outcome: 'refused', reference: 'CB-4' } },
			results: { 'Task for a person': [{ provider: 'layer' }] },
			notReached: [...allBut(), 'Tell the customer'],
			sent: 0,
		},
		...[Number('820982911946154508'), '{{payment.id}}', { id: 'CB-5' }].map((paymentId): Step => ({
			shows: `refunds nothing under a damaged payment (${JSON.stringify(paymentId)})`,
			start: notice({ ...ALERT, paymentId }),
			answer: { status: 200, body: { outcome: 'notUnderstood' } },
			results: { 'Task for a person': [{ task: expect.stringContaining('paymentId') }] },
			notReached: [...allBut(), 'Tell the customer'],
			sent: 0,
		})),
		{
			shows: 'gives a dispute that was won to a person',
			start: notice({ ...TAKEN_BACK, stage: 'won', caseId: 'dispute-2' }),
			answer: { status: 200, body: { outcome: 'reverseByHand', reference: 'CB-2' } },
			results: { 'Task for a person': [{ outcome: 'reverseByHand', stage: 'won' }] },
			notReached: [...allBut(), 'Tell the customer'],
			sent: 0,
		},
	],
};
