import { sleep } from 'n8n-workflow';
import type { RunSettings } from '../../bed';
import { partial, type Stage } from '../stage';
import { truthOf } from '../truth';
import { saidBy, UNKNOWN } from '../words';
import { always, amountsOf, type Behaviour, type Group } from './behaviour';

/** Three invoices, of which something happens to the second one's refund. */
const threeIds = (stage: Stage) =>
	[stage.invoiceId, stage.anotherInvoice(), stage.anotherInvoice()] as const;

/** Refunds invoices one after another. */
async function refundEach(stage: Stage, ids: readonly string[], settings: RunSettings = {}) {
	return await stage.refund(
		{ ...partial(), invoiceId: '={{ $json.id }}', options: { concurrency: 1 } },
		{ items: ids.map((id) => ({ id })), ...settings },
	);
}

const isAnswered = (stage: Stage, invoiceId: string, status: number) =>
	stage.sandbox.fault({
		provider: stage.subject.provider,
		call: 'refund',
		kind: 'status',
		status,
		invoiceId,
	});

const bookedOnEach = (stage: Stage, ids: readonly string[]) =>
	ids.map((id) => amountsOf(stage, id));

/** The answer is lost; the Retry button is pressed when the silence is over. */
const afterSilence = (
	name: string,
	moment: 'beforeCommit' | 'afterCommit',
	says: Behaviour['says'],
): Behaviour => ({
	name,
	says,
	play: async (stage) => {
		const { sandbox, subject } = stage;
		const bed = await stage.patient();
		sandbox.fault({ provider: subject.provider, call: 'refund', kind: 'drop', moment });
		const result = await stage.refund(partial(), { bed, onError: 'stopWorkflow' });
		const first = truthOf(stage, result);
		if (first === 'refunded') return first;
		const early = truthOf(stage, await result.retry());
		expect(early).toBe(UNKNOWN);
		expect(stage.writes()).toHaveLength(1);
		await sleep(stage.silenceMs);
		const word = truthOf(stage, await result.retry());
		const sent = stage.writes();
		expect(sent).toHaveLength(subject.resend === 'never' ? 1 : 2);
		expect(new Set(sent.map(({ bodyText }) => bodyText)).size).toBe(1);
		expect(amountsOf(stage).length).toBeLessThanOrEqual(1);
		return word;
	},
});

export const runs: Group = {
	title: 'Several items, and runs that are taken up again',
	behaviours: [
		{
			name: 'the second of three items is refused: the others keep their refunds',
			says: always('refused providerRefused'),
			play: async (stage) => {
				const ids = threeIds(stage);
				isAnswered(stage, ids[1], 422);
				const result = await refundEach(stage, ids);
				expect([0, 2].map((index) => saidBy(result, index).word)).toEqual(['refunded', 'refunded']);
				expect(result.error).toHaveLength(1);
				expect(bookedOnEach(stage, ids)).toEqual([[1_000], [], [1_000]]);
				return saidBy(result, 1).word;
			},
		},
		{
			name: 'the second of three items is refused once, with Retry On Fail: each is refunded once',
			says: always('refunded'),
			play: async (stage) => {
				const ids = threeIds(stage);
				isAnswered(stage, ids[1], 422);
				const result = await refundEach(stage, ids, {
					onError: 'stopWorkflow',
					retryOnFail: true,
					maxTries: 3,
				});
				expect(bookedOnEach(stage, ids)).toEqual([[1_000], [1_000], [1_000]]);
				expect(ids.map((id) => stage.writes(id).length)).toEqual([1, 2, 1]);
				// Said again word for word, not as another run's refund.
				expect([0, 2].map((index) => saidBy(result, index).word)).toEqual(['refunded', 'refunded']);
				return saidBy(result, 1).word;
			},
		},
		{
			name: 'the first item is refused once, output continues, with Retry On Fail: each is refunded once',
			says: always('refunded'),
			inCompany: {
				reason:
					'n8n tries again only if the first item has an error, and here a good one is first.',
				says: () => ['refused providerRefused'],
			},
			play: async (stage) => {
				const ids = threeIds(stage);
				isAnswered(stage, ids[0], 422);
				const result = await refundEach(stage, ids, {
					onError: 'continueRegularOutput',
					retryOnFail: true,
					maxTries: 2,
				});
				const { word } = saidBy(result);
				const isTriedAgain = word === 'refunded';
				expect(bookedOnEach(stage, ids)).toEqual([isTriedAgain ? [1_000] : [], [1_000], [1_000]]);
				expect(ids.map((id) => stage.writes(id).length)).toEqual([isTriedAgain ? 2 : 1, 1, 1]);
				return word;
			},
		},
		{
			name: 'the run stops at the second of three items: the Retry button refunds the rest',
			says: always('refunded'),
			play: async (stage) => {
				const ids = threeIds(stage);
				isAnswered(stage, ids[1], 422);
				const result = await refundEach(stage, ids, { onError: 'stopWorkflow' });
				expect(bookedOnEach(stage, ids)).toEqual([[1_000], [], []]);
				const retried = await result.retry();
				expect(bookedOnEach(stage, ids)).toEqual([[1_000], [1_000], [1_000]]);
				expect(ids.map((id) => stage.writes(id).length)).toEqual([1, 2, 1]);
				return saidBy(retried, 1).word;
			},
		},
		{
			name: 'the credential runs out between two items',
			says: ({ tokenExpires }) => (tokenExpires ? 'refunded' : 'refused credentialRejected'),
			play: async (stage) => {
				const { sandbox, subject } = stage;
				const gate = await stage.behindGate();
				const ids = threeIds(stage);
				gate.before = (passing) => {
					if (!stage.isRefund(passing, ids[1])) return;
					gate.before = () => undefined;
					if (subject.tokenExpires) sandbox.expireTokens(subject.provider);
					else isAnswered(stage, ids[1], 401);
				};
				const result = await refundEach(stage, ids);
				const word = saidBy(result, 1).word;
				expect([0, 2].map((index) => saidBy(result, index).word)).toEqual(['refunded', 'refunded']);
				expect(bookedOnEach(stage, ids)).toEqual([
					[1_000],
					word === 'refunded' ? [1_000] : [],
					[1_000],
				]);
				return word;
			},
		},
		afterSilence(
			'the answer was lost before the booking; taken up again after the pause',
			'beforeCommit',
			({ resend }) => (resend === 'never' ? UNKNOWN : 'refunded'),
		),
		afterSilence(
			'the answer was lost after the booking; taken up again after the pause',
			'afterCommit',
			always('refunded'),
		),
		{
			name: 'every refund request loses its connection before it is booked',
			says: always(UNKNOWN),
			play: async (stage) => {
				const { sandbox, subject } = stage;
				sandbox.fault({
					provider: subject.provider,
					call: 'refund',
					kind: 'drop',
					moment: 'beforeCommit',
					times: Infinity,
				});
				const word = truthOf(stage, await stage.refund());
				expect(stage.writes()).toHaveLength(subject.resend === 'never' ? 1 : 2);
				expect(amountsOf(stage)).toEqual([]);
				return word;
			},
		},
		{
			name: 'every refund request is answered 503 before it is booked',
			says: always(UNKNOWN),
			play: async (stage) => {
				const { sandbox, subject } = stage;
				sandbox.fault({
					provider: subject.provider,
					call: 'refund',
					kind: 'status',
					status: 503,
					times: Infinity,
				});
				const word = truthOf(stage, await stage.refund());
				const most = { identicalOnce: 2, sameKeyAfterAnswer: 2, never: 1 } as const;
				expect(stage.writes()).toHaveLength(most[subject.resend]);
				expect(amountsOf(stage)).toEqual([]);
				return word;
			},
		},
		{
			name: 'a resend is refused: that says nothing of the request before it',
			says: always(UNKNOWN),
			play: async (stage) => {
				const { sandbox, subject } = stage;
				const { provider } = subject;
				sandbox.fault({ provider, call: 'refund', kind: 'status', status: 503 });
				sandbox.fault({ provider, call: 'refund', kind: 'status', status: 422 });
				const word = truthOf(stage, await stage.refund());
				expect(stage.writes()).toHaveLength(subject.resend === 'never' ? 1 : 2);
				return word;
			},
		},
		{
			name: 'requests are limited for ever',
			says: always('refused rateLimited'),
			play: async (stage) => {
				const { sandbox, subject } = stage;
				sandbox.fault({
					provider: subject.provider,
					call: 'refund',
					kind: 'status',
					status: 429,
					times: Infinity,
				});
				const word = truthOf(stage, await stage.refund());
				expect(amountsOf(stage)).toEqual([]);
				sandbox.clearFaults();
				expect(truthOf(stage, await stage.refund())).toBe('refunded');
				return word;
			},
		},
	],
};
