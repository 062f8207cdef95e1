import type { INodeParameters } from 'n8n-workflow';
import { SEED } from '../../sandbox';
import { detailsOf, openBed, PROVIDERS, type Bed } from '../bed';

/** A model fills in fields through `$fromAI`; here the input item stands for what it answered. */
let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

const MADE_UP = [
	"={{ $fromAI('reference') }}",
	"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Reference', ``, 'string') }}",
	"={{ $fromAi('reference', 'A name for the refund') }}",
	"={{ $fromai('reference') }}",
	"=TICKET-{{ $fromAI('reference') }}",
];

describe.each(PROVIDERS)('as a tool of an AI agent, %s', (provider) => {
	const asked = (reference: string): INodeParameters => ({
		invoiceId: { __rl: true, mode: 'id', value: "={{ $fromAI('invoice') }}" },
		refundType: 'amount',
		amount: "={{ $fromAI('amount', 'such as 12.50', 'string') }}",
		reference,
	});
	const answer = {
		invoice: SEED[provider].paid,
		amount: '12.50',
		reference: 'made up',
		Reference: 'made up',
	};

	it.each(MADE_UP)('takes no reference from the model: %s', async (reference) => {
		const { main, error } = await bed.refund(provider, asked(reference), [answer]);
		expect(main).toEqual([]);
		expect(error.map(detailsOf)).toMatchObject([{ code: 'invalidParameter', outcome: 'refused' }]);
		expect(error[0]?.json.error).toContain("'Reference'");
		expect(bed.sandbox.requests).toEqual([]);
	});

	it('refunds once when the model asks twice', async () => {
		const parameters = asked("={{ 'chat-' + 7 }}");
		const first = await bed.refund(provider, parameters, [answer]);
		const second = await bed.refund(provider, parameters, [answer]);
		expect([...first.main, ...second.main].map(({ json }) => json.outcome)).toEqual([
			'refunded',
			'alreadyRefunded',
		]);
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
	});
});
