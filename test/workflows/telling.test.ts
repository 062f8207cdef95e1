import { SEED } from '../../sandbox/seed';
import { engineHost, type EngineHost } from './engine/engineHost';
import type { OpenRecipe, Played } from './playRecipe';
import { supportTicket, supportTicketZendesk } from './recipes/supportTicket';
import type { Step } from './recipes';

const INVOICE = SEED.revolv3.paidSecond;
/** What a person has to agree to. */
const LARGE = { amount: '120.00', decision: { Decision: 'Refund', 'Your name': 'Ada', Why: '' } };

let host: EngineHost;
let opened: OpenRecipe;

beforeEach(async () => {
	host = await engineHost();
});
afterEach(async () => await host.stop());

const deliver = async (
	ticketId: string,
	{ amount = '12.50', ...more }: Partial<Step> & { amount?: string } = {},
): Promise<Played> =>
	await opened.play({
		...{ shows: '', results: {}, sent: 1, ...more },
		start: () => ({
			kind: 'webhook',
			body: { ticketId, invoiceId: INVOICE, amount, currency: 'USD' },
		}),
	});

describe('the customer of a ticket in Zendesk', () => {
	beforeEach(async () => {
		opened = await host.open(supportTicketZendesk);
	});

	it('is told once, and the ticket keeps that they were', async () => {
		await deliver('81');
		await deliver('81');
		const { replies, notes, tags } = host.zendesk.ticket('81');
		expect(replies).toEqual([expect.stringContaining('12.50 USD')]);
		expect(notes).toEqual([expect.stringContaining('The customer was told then')]);
		expect(tags).toEqual([`refund_told_${INVOICE}`]);
	});

	it('keeps the tags that the ticket had', async () => {
		host.zendesk.ticket('82').tags = ['vip'];
		await deliver('82');
		expect(host.zendesk.ticket('82').tags).toEqual(['vip', `refund_told_${INVOICE}`]);
	});

	it('is told by a person where the ticket was closed when the refund was made', async () => {
		const ticket = host.zendesk.ticket('83');
		ticket.status = 'closed';
		const first = await deliver('83');
		expect(first.status).toMatch(/^error.*NOBODY HAS TOLD THE CUSTOMER.*12\.50 USD/s);

		ticket.status = 'open';
		const again = await deliver('83');
		expect(again.status).toBe('success');
		expect(ticket.replies).toEqual([]);
		expect(ticket.notes).toEqual([expect.stringContaining('NOBODY HAS TOLD THE CUSTOMER')]);
		expect(host.sandbox.writes('revolv3')).toHaveLength(1);
	});

	it('is told of no refund that the closed ticket could not take a note of', async () => {
		host.zendesk.ticket('84').status = 'closed';
		host.sandbox.fault({ provider: 'revolv3', call: 'readInvoice', kind: 'status', status: 404 });
		const { status } = await deliver('84');
		expect(status).toMatch(/^error.*'refused'.*took no note/s);
	});
});

describe('the customer of a ticket in another system', () => {
	beforeEach(async () => {
		opened = await host.open(supportTicket);
	});

	it('has the message in the answer, and a later answer says so', async () => {
		const first = await deliver('91');
		const again = await deliver('91');
		expect(first.answer.body).toMatchObject({ outcome: 'refunded', public: true });
		expect(again.answer.body).toMatchObject({
			...{ outcome: 'alreadyRefunded', public: false },
			comment: expect.stringContaining('was in the answer to the delivery of 20'),
		});
	});

	it('is told once by a comment that the system takes', async () => {
		const first = await deliver('92', LARGE);
		expect(first.comments).toMatchObject([{ outcome: 'refunded', public: true }]);
		const again = await deliver('92', { amount: LARGE.amount });
		expect(again.answer.body).toMatchObject({
			...{ outcome: 'alreadyRefunded', public: false },
			comment: expect.stringContaining('The customer was told on 20'),
		});
	});

	it('is told by a person where the system did not take the comment', async () => {
		host.takeComments(false);
		const first = await deliver('93', LARGE);
		expect(first.status).toMatch(/^error.*NOBODY HAS TOLD THE CUSTOMER/s);
		host.takeComments(true);
		const again = await deliver('93', { amount: LARGE.amount });
		expect(again.answer.body).toMatchObject({
			...{ outcome: 'alreadyRefunded', public: false },
			comment: expect.stringContaining('NOBODY HAS TOLD THE CUSTOMER'),
		});
	});
});
