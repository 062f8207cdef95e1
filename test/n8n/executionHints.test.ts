import { executionHints } from '../../nodes/shared/n8n/run/executionHints';
import { profile as layer } from '../../nodes/Layer/adapter/profile';
import { SEED } from '../../sandbox';
import { openBed, type Bed } from '../bed';

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

const ask = { refundType: 'amount', amount: '12.50', reference: '={{ $json.ticket }}' };
const tickets = [{ ticket: 'A' }, { ticket: 'B' }, { ticket: 'C' }];
const messages = ({ hints }: Awaited<ReturnType<Bed['run']>>) =>
	hints.map(({ message }) => message);

it('says nothing where everything was refunded', async () => {
	expect((await bed.refund('layer', ask, tickets)).hints).toEqual([]);
});

it('counts what had been refunded before', async () => {
	await bed.refund('layer', ask, tickets);
	const again = await bed.refund('layer', ask, tickets);
	expect(again.hints).toEqual([
		{
			type: 'info',
			location: 'outputPane',
			message: '3 items had been refunded before; nothing was sent for them.',
		},
	]);
	expect(messages(await bed.refund('layer', ask, tickets.slice(1, 2)))).toEqual([
		'1 item had been refunded before; nothing was sent for it.',
	]);
});

it('points at what is pending', async () => {
	bed.sandbox.switches.revolv3.refundStatus = 'RefundPending';
	const run = await bed.refund('revolv3', ask, tickets.slice(0, 1));
	expect(messages(run)).toEqual([expect.stringMatching(/^1 item is pending: .* not final/)]);
});

it('points at what is unknown, on either output', async () => {
	for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
		bed.sandbox.reset();
		bed.sandbox.fault({ provider: 'revolv3', call: 'refund', kind: 'drop' });
		const run = await bed.refund('revolv3', ask, tickets.slice(0, 1), {
			onError,
			workflowId: onError,
		});
		expect(run.hints).toEqual([
			{
				type: 'warning',
				location: 'outputPane',
				message: '1 item is unknown: look at its nextStep before doing anything.',
			},
		]);
	}
});

it('counts what was refused, and never says that money was returned where it is only recorded', async () => {
	const open = { ...ask, invoiceId: SEED.layer.open };
	expect(messages(await bed.refund('layer', open, tickets.slice(1)))).toEqual([
		'2 items were refused: this run recorded no refund for them. The nextStep of each says what to do.',
	]);
});

it('says nothing of a check, which refunds nothing', async () => {
	await bed.refund('layer', ask, tickets);
	expect((await bed.check('layer', ask, tickets)).hints).toEqual([]);
});

it('tells the gravest first', () => {
	const outcomes = ['alreadyRefunded', 'pending', 'refunded'].map((outcome) => ({ outcome }));
	const failures = ['refused', 'unknown'].map((outcome) => ({ details: { outcome } }));
	const hints = executionHints([...outcomes, ...failures], layer);
	expect(hints.map(({ message }) => message.split(' ').slice(0, 4).join(' '))).toEqual([
		'1 item is unknown:',
		'1 item is pending:',
		'1 item was refused:',
		'1 item had been',
	]);
});

it('points at references that may be none, and at nothing that was refused', async () => {
	const doubtful = [{ ticket: 'TRUE' }, { ticket: '2026-01-31' }, { ticket: 'A' }];
	const refused = { ...ask, amount: '={{ $json.ticket === "TRUE" ? "x" : "1.00" }}' };
	expect(messages(await bed.refund('thredfi', refused, doubtful)).at(-1)).toMatch(
		/^1 item has a 'Reference' that reads like a date, a yes or no, or nothing/,
	);
	expect(messages(await bed.refund('layer', ask, doubtful))).toEqual([
		expect.stringMatching(/^2 items have a 'Reference' that reads like a date/),
	]);
});
