import { expect } from 'expect';
import { SEED } from '../../../sandbox/seed';
import type { FaultRule } from '../../../sandbox/types';
import type { Delivery, Fields, Recipe, Step } from './recipe';

const LIMITS = { 'Request and limits': { atOnceUpTo: '20.00', approvedUpTo: '150.00' } };
const AGREED = { Decision: 'Refund', 'Your name': 'Ada', Why: '' };
const NOT_AGREED = { Decision: "Don't refund", 'Your name': 'Ada', Why: 'was replaced' };

const asked = (ticketId: string, invoiceId: string, amount: string, currency = 'USD') =>
	({ kind: 'webhook', body: { ticketId, invoiceId, amount, currency } }) satisfies Delivery;

/** One way that a ticket can go, apart from how the comment gets to the ticket system. */
interface Story {
	readonly shows: string;
	readonly start: Delivery;
	readonly faults?: readonly FaultRule[];
	readonly decision?: Step['decision'];
	/** The comment that the ticket gets. */
	readonly comment: Fields;
	readonly booked?: number;
	readonly sent?: number;
	/** What names no ticket: in Zendesk nothing is written, and the execution fails. */
	readonly noTicket?: true;
}

const { paid, paidSecond, paidThird, taxed } = SEED.revolv3;
const REFUND = { provider: 'revolv3', call: 'refund' } as const;

/** Two tickets that are one and the same number once JSON has been read. */
const LOST_DIGITS = ['820982911946154508', '820982911946154509'];
const ASKED = { invoiceId: paidSecond, amount: '1.00', currency: 'USD' };

const STORIES: readonly Story[] = [
	{
		shows: 'refunds a small amount at once and tells the customer',
		start: asked('T-1', paid, '12.50'),
		comment: { ticketId: 'T-1', outcome: 'refunded', public: true },
		booked: 1_250,
		sent: 1,
	},
	{
		shows: 'sends nothing when the ticket is delivered again, and does not tell the customer twice',
		start: asked('T-1', paid, '12.50'),
		comment: { ticketId: 'T-1', outcome: 'alreadyRefunded', public: false },
	},
	{
		shows: 'asks nobody about an amount above the second limit',
		start: asked('T-4', paidSecond, '200.00'),
		comment: { ticketId: 'T-4', outcome: 'refused', public: false },
	},
	{
		shows: 'refunds a larger amount once a person agreed',
		start: asked('T-2', paidSecond, '120.00'),
		decision: AGREED,
		comment: { ticketId: 'T-2', outcome: 'refunded', public: true },
		booked: 12_000,
		sent: 1,
	},
	{
		shows: 'asks for a second larger refund of an invoice, and sends nothing when nobody agrees',
		start: asked('T-3', paidSecond, '60.00'),
		decision: NOT_AGREED,
		comment: { ticketId: 'T-3', outcome: 'notApproved', public: false },
	},
	{
		shows: 'counts the tax towards the limit',
		start: asked('T-5', taxed, '19.00'),
		decision: NOT_AGREED,
		comment: { ticketId: 'T-5', outcome: 'notApproved', public: false },
	},
	{
		shows: 'refuses an invoice in another currency, and asks nobody',
		start: asked('T-6', paidThird, '45.00', 'EUR'),
		comment: { ticketId: 'T-6', outcome: 'refused', public: false },
	},
	{
		shows: 'refuses a request without a ticket',
		start: { kind: 'webhook', body: { invoiceId: paidThird, amount: '5.00', currency: 'USD' } },
		comment: { outcome: 'refused', public: false },
		noTicket: true,
	},
	...LOST_DIGITS.map((ticketId): Story => ({
		shows: `refuses a ticket whose number has lost digits on its way as JSON (${ticketId})`,
		start: { kind: 'webhook', body: { ...ASKED, ticketId: Number(ticketId) } },
		comment: { outcome: 'refused', public: false, comment: expect.stringContaining('as text') },
		noTicket: true,
	})),
	{
		shows: 'refuses a template that nobody filled in',
		start: { kind: 'webhook', body: { ...ASKED, ticketId: '{{ticket.id}}' } },
		comment: {
			outcome: 'refused',
			public: false,
			comment: expect.stringContaining('{{ticket.id}}'),
		},
		noTicket: true,
	},
	{
		shows: 'refuses an invoice that is no text and no number, and says so on the ticket',
		start: { kind: 'webhook', body: { ...ASKED, ticketId: 'T-9', invoiceId: [paidThird] } },
		comment: { ticketId: 'T-9', outcome: 'refused', public: false },
	},
	{
		shows: 'takes a ticket by a number that is whole',
		start: { kind: 'webhook', body: { ...ASKED, ticketId: 1234 } },
		comment: { ticketId: '1234', outcome: 'refunded', public: true },
		booked: 100,
		sent: 1,
	},
	{
		shows: 'tells no customer about a refund that is pending',
		start: asked('T-7', paidThird, '10.00'),
		faults: [{ ...REFUND, kind: 'revolv3Status', refundStatus: 'Pending' }],
		comment: { ticketId: 'T-7', outcome: 'pending', public: false },
		booked: 1_000,
		sent: 1,
	},
	{
		shows: 'has a person look where it is not known what happened',
		start: asked('T-8', taxed, '10.00'),
		faults: [{ ...REFUND, kind: 'drop', moment: 'beforeCommit' }],
		comment: { ticketId: 'T-8', outcome: 'unknown', public: false },
		sent: 1,
	},
];

const REFUNDS = ['Refund a small amount at once', 'Refund after approval'] as const;

/** What holds for both variants. */
function stepOf(story: Story): Step {
	const { shows, start, faults, decision, comment, booked, sent = 0 } = story;
	const refundsAfterwards = decision === AGREED;
	return {
		shows,
		start: () => start,
		...(faults && { faults }),
		...(decision && { decision }),
		results: {},
		notReached: [
			...(refundsAfterwards ? [] : [REFUNDS[1]]),
			...(decision ? [] : ['Ask a person']),
			...(comment.public === true ? [] : ['Tell the customer: refunded']),
		],
		...(booked === undefined ? {} : { booked: { revolv3: booked } }),
		sent,
	};
}

/** The comment is the webhook's answer, or is posted after an approval. */
export const supportTicket: Recipe = {
	title: 'support ticket, plain webhook',
	file: 'support-ticket-refund.json',
	settings: LIMITS,
	commentUrl: { node: 'Request and limits', field: 'commentUrl' },
	steps: STORIES.map((story) => ({
		...stepOf(story),
		answer: story.decision
			? {
					status: 202,
					body: {
						...{ outcome: 'waitingForApproval', currency: 'USD' },
						amount: story.start.body['amount'],
					},
				}
			: { status: 200, body: story.comment },
		comments: story.decision ? [story.comment] : [],
	})),
};

/** The comment goes to Zendesk, whose nodes are the only ones that a stand-in takes the place of. */
export const supportTicketZendesk: Recipe = {
	title: 'support ticket, Zendesk',
	file: 'support-ticket-refund-zendesk.json',
	settings: LIMITS,
	steps: STORIES.map((story) => {
		const step = stepOf(story);
		const { comment, noTicket } = story;
		if (noTicket) {
			const notReached = [...(step.notReached ?? []), 'Write an internal note in Zendesk'];
			return { ...step, answer: { status: 200 }, fails: /no ticket was written on/, notReached };
		}
		const written = { id: comment.ticketId ?? null };
		const [to, notTo] =
			comment.public === true
				? ['Write to the customer in Zendesk', 'Write an internal note in Zendesk']
				: ['Write an internal note in Zendesk', 'Write to the customer in Zendesk'];
		return {
			...step,
			answer: { status: 200 },
			results: { [to]: [written] },
			notReached: [...(step.notReached ?? []), notTo],
		};
	}),
};
