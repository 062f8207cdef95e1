import type { AsyncCommand } from 'fast-check';
import { runStory } from './chaos';
import type { ChaosRun, Setting } from './chaosRun';
import { ArmFault } from './commands/ArmFault';
import { CancelExecution } from './commands/CancelExecution';
import { CrashProcess } from './commands/CrashProcess';
import { LetItEnd } from './commands/LetItEnd';
import { LoseConnections } from './commands/LoseConnections';
import type { Model } from './commands/model';
import { PortalRefund } from './commands/PortalRefund';
import { PROVIDERS } from './provider';
import { RefundAgain } from './commands/RefundAgain';
import { RefundBatch } from './commands/RefundBatch';
import { Settle } from './commands/Settle';
import { StoreFails } from './commands/StoreFails';
import type { Batch } from './story';
import type { Wish } from './wish';

const part: Wish = { account: 0, invoice: 0, reference: 'A', type: 'amount', variant: 0 };
const all: Wish = { ...part, type: 'full' };
const other: Wish = { ...part, reference: 'B' };

const refund = (
	after: number,
	wishes: readonly Wish[],
	settings: Partial<Batch> = {},
	process = 0,
) =>
	new RefundBatch(
		after,
		{
			wishes,
			onError: 'continueErrorOutput',
			tries: null,
			simplify: true,
			concurrency: 1,
			allowEarlierRefunds: false,
			...settings,
		},
		process,
	);
const theEnd = new LetItEnd();

const at = (provider: Setting['provider'], switches: Setting['switches'] = {}): Setting => ({
	provider,
	switches,
	taxed: false,
	accounts: 1,
});

/** Tells the story in order of arrival, holds all invariants, and gives back how often each word was said. */
const words = async (of: Setting, ...story: readonly AsyncCommand<Model, ChaosRun>[]) =>
	Object.fromEntries((await runStory(of, [], story)).words);

describe('a lost answer', () => {
	it.each(['layer', 'revolv3', 'thredfi'] as const)(
		'is found again in the books of %s',
		async (provider) => {
			const lost = new ArmFault(0, {
				provider,
				call: 'refund',
				moment: 'afterCommit',
				kind: 'drop',
			});
			expect(await words(at(provider), lost, refund(0, [part]))).toEqual({ refunded: 1 });
		},
	);

	it('is settled at Duro by the same key, once its silence is over', async () => {
		const lost = new ArmFault(0, {
			provider: 'duro',
			call: 'refund',
			moment: 'afterCommit',
			kind: 'drop',
		});
		const again = new RefundAgain(0, 0, 0);
		expect(await words(at('duro'), lost, refund(0, [part]), theEnd, again)).toEqual({
			refunded: 1,
			alreadyRefunded: 1,
		});
	});
});

describe('two accounts with the same invoice ids', () => {
	it.each(PROVIDERS)('are refunded apart at %s, under one reference', async (provider) => {
		const both = refund(0, [part, { ...part, account: 1 }]);
		const story = [both, theEnd, new RefundAgain(0, 0, 0)];
		const said = await words({ ...at(provider), accounts: 2 }, ...story);
		expect(said).toEqual({ refunded: 2, alreadyRefunded: 2 });
	});
});

describe('stories that once went wrong', () => {
	it('an amount that a failed question left in the store is no confirmation', async () => {
		const lost = new ArmFault(0, {
			provider: 'duro',
			call: 'refund',
			moment: 'afterCommit',
			kind: 'drop',
		});
		const said = await words(
			at('duro'),
			lost,
			refund(0, [part]),
			theEnd,
			new StoreFails(0, 1, 1),
			refund(0, [all], { tries: 3 }),
		);
		expect(said).not.toHaveProperty('alreadyRefunded');
	});

	describe.each(['duro', 'revolv3'] as const)('a crash at %s', (provider) => {
		const moments = Array.from({ length: 18 }, (_, event) => event + 1);

		it.each(moments)('after event %i never makes a refund out of a question', async (event) => {
			await words(
				at(provider),
				refund(0, [part]),
				theEnd,
				refund(0, [all]),
				new CrashProcess(event, 0),
				refund(0, [all]),
				theEnd,
				new RefundAgain(0, 0, 0),
			);
		});

		it.each(moments)('after event %i of the first execution leaves a true word', async (event) => {
			await words(
				at(provider),
				refund(0, [part]),
				new CrashProcess(event, 0),
				new RefundAgain(0, 0, 0),
				theEnd,
				refund(0, [other]),
			);
		});
	});

	it('a cancelled execution does not wait for another one', async () => {
		const slow = new ArmFault(0, {
			provider: 'duro',
			call: 'refund',
			moment: 'beforeCommit',
			kind: 'delay',
			delayMs: 500,
		});
		// Process 2 polls the attempt of process 1, and is cancelled meanwhile.
		await words(
			at('duro'),
			slow,
			refund(0, [part]),
			refund(7, [part], {}, 1),
			new CancelExecution(14, 1),
		);
	});

	it('all of an invoice is refused while a recorded refund of it is not listed', async () => {
		const said = await words(
			at('revolv3', {
				listShowsChildren: false,
				customerListShowsChildren: false,
				cumulativeTotals: true,
			}),
			refund(0, [part]),
			theEnd,
			refund(0, [{ ...all, reference: 'B' }]),
		);
		expect(said).toEqual({ refunded: 1, earlierRefundsUnknown: 1 });
	});

	it.each(Array.from({ length: 12 }, (_, event) => event * 4))(
		'a second item under the key of the first takes back nothing that the first has recorded, %i events apart',
		async (events) => {
			const once = { ...part, reference: '' };
			const twice = [once, once];
			await words(
				at('revolv3'),
				refund(0, twice, { allowEarlierRefunds: true }),
				refund(events, [once], { allowEarlierRefunds: true }, 1),
				theEnd,
				refund(0, [once], { allowEarlierRefunds: true }, 1),
			);
		},
	);

	it('a remembered amount is not contradicted by a refund that does not tell its tax apart', async () => {
		const hidden = { taxToldOnChild: false, attemptsIncludeTax: false };
		const taxed = { ...at('revolv3', hidden), taxed: true };
		const said = await words(taxed, refund(0, [part]), theEnd, refund(0, [part]));
		expect(said).toEqual({ refunded: 1, alreadyRefunded: 1 });
	});

	it('the rest of the tax that goes with the rest of an amount is not taken for amount', async () => {
		const hidden = { taxToldOnChild: false, attemptsIncludeTax: true };
		const taxed = { ...at('revolv3', hidden), taxed: true };
		// 14.15 takes 1.415 of tax, so the rest takes half a cent less than its share.
		const second = { ...part, invoice: 1 };
		const wishes = [
			{ ...second, reference: 'C' },
			{ ...second, type: 'full' },
		] as const;
		const both = refund(0, wishes, { allowEarlierRefunds: true });
		const said = await words(taxed, both, theEnd, new RefundAgain(0, 0, 0));
		expect(said).toEqual({ refunded: 2, alreadyRefunded: 2 });
	});

	it.each(Array.from({ length: 20 }, (_, event) => event))(
		'two references that lose their answers do not both find the one refund, %i events apart',
		async (events) => {
			await words(
				at('revolv3'),
				new LoseConnections(0, 2),
				refund(0, [{ ...all, reference: '' }]),
				refund(events, [all], { allowEarlierRefunds: true }, 1),
			);
		},
	);

	it.each(Array.from({ length: 16 }, (_, event) => event))(
		'a refund that was declined is made once more and not twice, %i events apart',
		async (events) => {
			const pending = new ArmFault(0, {
				provider: 'revolv3',
				call: 'refund',
				kind: 'revolv3Status',
				moment: 'afterCommit',
				refundStatus: 'RefundPending',
			});
			const declines = new Settle(0, 0, 1);
			const first = refund(0, [part]);
			const again = [refund(0, [part]), refund(events, [part], {}, 1)];
			await words(at('revolv3'), pending, first, theEnd, declines, ...again);
		},
	);

	it.each([1, 2, 3, 4, 5, 6, 7])(
		'all of an invoice is not said to be refunded when the portal took a part after event %i',
		async (event) => {
			await words(
				at('revolv3', { cumulativeTotals: true }),
				refund(0, [all]),
				new PortalRefund(event, 0),
			);
		},
	);
});
