import { partial } from '../stage';
import type { Subject } from '../subject';
import { truthOf } from '../truth';
import { UNKNOWN, type Word } from '../words';
import { always, amountsOf, neighboursMaySay, type Group } from './behaviour';
import { loseAnswerAndReads } from './loseAnswer';

const remembers = ({ keysAreFoundAt }: Subject) => keysAreFoundAt === 'workflow';
/** What a later run finds of a refund whose entry was left open. */
const found = (subject: Subject): Word =>
	remembers(subject) && !subject.showsRefunds ? UNKNOWN : 'alreadyRefunded';

const STORE_FOR_ALL = neighboursMaySay(
	'The store is down for all items.',
	'refused memoryUnavailable',
	UNKNOWN,
);
const OUTAGE_FOR_ALL = neighboursMaySay(
	'The outage that begins with the lost answer hits all items.',
	'refused providerUnavailable',
	UNKNOWN,
);

/** The outage finds one item in flight: the row's. */
const ONE_BY_ONE = { ...partial(), options: { concurrency: 1 } };

export const store: Group = {
	title: "n8n's own store, and reads that stop working",
	behaviours: [
		{
			name: 'the store is down before the send',
			inCompany: STORE_FOR_ALL,
			says: (subject) => (remembers(subject) ? 'refused memoryUnavailable' : 'refunded'),
			play: async (stage) => {
				stage.store.failNext(100);
				const said = truthOf(stage, await stage.refund());
				expect(stage.writes()).toHaveLength(said === 'refunded' ? 1 : 0);
				stage.store.failNext(0);
				await stage.refund();
				expect(truthOf(stage, await stage.refund())).toBe('alreadyRefunded');
				expect(amountsOf(stage)).toEqual([1_000]);
				return said;
			},
		},
		{
			name: 'the store fails once, at any one of its calls: every word stays true',
			inCompany: STORE_FOR_ALL,
			says: always('refunded'),
			play: async (stage) => {
				for (const after of [0, 1, 2, 3]) {
					await stage.anew(async (own) => {
						own.store.failNext(1, { after });
						truthOf(own, await own.refund());
						own.store.failNext(0);
						truthOf(own, await own.refund());
						truthOf(own, await own.refund(partial(), { bed: await own.second() }));
						expect(own.booked().length).toBeLessThanOrEqual(1);
						expect(own.writes().length).toBeLessThanOrEqual(1);
					});
				}
				return truthOf(stage, await stage.refund());
			},
		},
		{
			name: 'the store goes down for good after its first call',
			inCompany: STORE_FOR_ALL,
			// What was recorded only to ask must never read as a refund that was made.
			// The claim is there and nothing was sent: nobody can tell.
			says: (subject) => (remembers(subject) ? UNKNOWN : 'alreadyRefunded'),
			play: async (stage) => {
				stage.store.failNext(1_000, { after: 1 });
				await stage.refund();
				stage.store.failNext(0);
				return truthOf(stage, await stage.refund(partial(), { bed: await stage.second() }));
			},
		},
		{
			name: 'another process asks while this one is asking',
			// Where the provider shows keys nobody claims: whoever sends the key first makes the refund.
			says: (subject) => (remembers(subject) ? 'refunded' : 'alreadyRefunded'),
			play: async (stage) => {
				const bed = await stage.second();
				// The other process writes while this one's write is open.
				stage.store.isOneByOne = false;
				stage.store.beforeWrite = async (call) => {
					if (call !== 'removeProcessed') return;
					delete stage.store.beforeWrite;
					truthOf(stage, await stage.refund(partial(), { bed, alone: true }));
				};
				const said = truthOf(stage, await stage.refund());
				expect(amountsOf(stage)).toEqual([1_000]);
				expect(stage.writes().length).toBeLessThanOrEqual(remembers(stage.subject) ? 1 : 2);
				return said;
			},
		},
		{
			name: 'the store goes down while the refund is under way',
			inCompany: STORE_FOR_ALL,
			says: always('refunded'),
			play: async (stage) => {
				const gate = await stage.behindGate();
				gate.before = (passing) => {
					if (stage.isRefund(passing)) stage.store.failNext(1_000);
				};
				const said = truthOf(stage, await stage.refund());
				gate.before = () => undefined;
				stage.store.failNext(0);
				expect(truthOf(stage, await stage.refund())).toBe(found(stage.subject));
				expect(amountsOf(stage)).toEqual([1_000]);
				expect(stage.writes()).toHaveLength(1);
				return said;
			},
		},
		{
			name: 'the answer is lost and then no read works any more',
			inCompany: OUTAGE_FOR_ALL,
			says: always(UNKNOWN),
			play: async (stage) => {
				const { sandbox } = stage;
				await loseAnswerAndReads(stage);
				const settings = { onError: 'stopWorkflow' } as const;
				const result = await stage.refund(ONE_BY_ONE, settings);
				const said = truthOf(stage, result);
				expect(amountsOf(stage)).toEqual([1_000]);
				// This run, and whoever can see the open entry, knows that something is open.
				expect(truthOf(stage, await result.retry())).toBe(UNKNOWN);
				expect(truthOf(stage, await stage.refund())).toBe(UNKNOWN);
				sandbox.clearFaults();
				expect(truthOf(stage, await result.retry())).toBe(
					// The same key again tells where nothing can be looked up.
					'refunded',
				);
				expect(truthOf(stage, await stage.refund())).toBe('alreadyRefunded');
				expect(amountsOf(stage)).toEqual([1_000]);
				return said;
			},
		},
		{
			name: 'an attempt is open and the store is down',
			inCompany: {
				...OUTAGE_FOR_ALL,
				reason:
					'Stop Workflow has one error for all items: it names a neighbour that was not sent yet and cannot be claimed.',
				says: (subject) => {
					if (subject.resend === 'never') return [UNKNOWN];
					return remembers(subject) ? ['refused memoryUnavailable'] : ['refunded'];
				},
			},
			// Without a store it can't be told whose a refund is; the same key again tells.
			says: ({ resend }) => (resend === 'never' ? UNKNOWN : 'refunded'),
			play: async (stage) => {
				await loseAnswerAndReads(stage);
				const result = await stage.refund(ONE_BY_ONE, { onError: 'stopWorkflow' });
				expect(truthOf(stage, result)).toBe(UNKNOWN);
				stage.sandbox.clearFaults();
				stage.store.failNext(1_000);
				const said = truthOf(stage, await result.retry());
				stage.store.failNext(0);
				expect(truthOf(stage, await stage.refund())).toBe(found(stage.subject));
				expect(amountsOf(stage)).toEqual([1_000]);
				return said;
			},
		},
	],
};
