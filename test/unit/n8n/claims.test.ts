/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ClaimEntry, ClaimQuestion, MayBe } from '../../../nodes/shared/engine/claims';
import { WAITS } from '../../../nodes/shared/engine/waits';
import { WorkflowClaims } from '../../../nodes/shared/n8n/claims/workflowClaims';
import type { MinorUnits } from '../../../nodes/shared/money/minorUnits';
import { minor } from '../draw';

let stores = 0;

/** n8n's row of a workflow: read whole, and written whole a moment later. */
function newStore() {
	let row: ReadonlySet<string> = new Set();
	/** The call that fails, counted from now; 0: none. */
	let failing = 0;
	/** A claim is two calls: it records, and takes out what was only asked. */
	let overwrite = { afterCalls: 0, stale: row };
	const calls: string[][] = [];
	const workflow = `workflow ${++stores}`;
	const change = async <T>(
		items: readonly string[],
		work: (before: ReadonlySet<string>) => [ReadonlySet<string>, T],
	) => {
		calls.push([...items]);
		if (failing > 0 && --failing === 0) throw new Error('The store is down');
		const before = row;
		await new Promise((resolve) => setImmediate(resolve));
		const [after, answer] = work(before);
		row = after;
		overwrite.afterCalls -= 1;
		if (overwrite.afterCalls === 0) row = overwrite.stale;
		return answer;
	};
	const helpers = {
		checkProcessedAndRecord: async (items: string[]) =>
			await change(items, (before) => [
				new Set([...before, ...items]),
				{ new: [], processed: items.filter((item) => before.has(item)) },
			]),
		removeProcessed: async (items: string[]) =>
			await change(items, (before) => [
				new Set([...before].filter((one) => !items.includes(one))),
				null,
			]),
	};
	const context = {
		helpers,
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: 'n' }),
	} as unknown as IExecuteFunctions;
	let now = 0;
	const clock = { now: () => now, sleep: async () => true };
	return {
		execution: () => new WorkflowClaims(context, clock, WAITS),
		/** An execution in another process, which shares nothing but the row. */
		elsewhere: () => {
			let Elsewhere = WorkflowClaims;
			jest.isolateModules(() => {
				({ WorkflowClaims: Elsewhere } = jest.requireActual<{
					WorkflowClaims: typeof WorkflowClaims;
				}>('../../../nodes/shared/n8n/claims/workflowClaims'));
			});
			return new Elsewhere(context, clock, WAITS);
		},
		advance: (ms: number) => {
			now += ms;
		},
		row: () => [...row].sort(),
		calls,
		failAt: (call: number) => {
			failing = call;
		},
		/** Another process writes the row that it has read before, once, right after a claim was written. */
		overwriteOnce: () => {
			const stale = row;
			overwrite = { afterCalls: 2, stale };
		},
	};
}

const entry = (key: string, invoice = 'invoice 1'): ClaimEntry => ({ key, invoice });
const ask = (changes: Partial<ClaimQuestion> = {}): ClaimQuestion => ({
	refundIds: [],
	mayBe: { amounts: [], taxes: [] },
	untold: new Map(),
	keep: true,
	...changes,
});
const amountsOf = (...amounts: ReadonlyArray<MinorUnits | 'full'>): MayBe => ({
	amounts,
	taxes: [],
});
const made = {
	as: 'refunded',
	refundId: '2001',
	amountMinor: minor(1000),
	taxMinor: null,
} as const;

/** Claims the key and settles it, as one execution. */
async function refundUnder(store: ReturnType<typeof newStore>, key: string) {
	const execution = store.execution();
	await execution.claim(entry(key), ask());
	await execution.settle(entry(key), made);
	await execution.close();
}

it('is one execution’s alone, and reads open to every other', async () => {
	const store = newStore();
	const [a, b] = [store.execution(), store.execution()];
	const answers = await Promise.all([a.claim(entry('A'), ask()), b.claim(entry('A'), ask())]);
	expect(answers.map(({ state }) => state.kind).sort()).toEqual(['new', 'open']);
	expect(await store.execution().isOpen([entry('A'), entry('B')])).toEqual(new Set(['A']));
	expect(await a.isOpen([entry('A')])).toEqual(new Set());
});

it('is asked for again where another process has overwritten it', async () => {
	const store = newStore();
	store.overwriteOnce();
	const { state } = await store.execution().claim(entry('A'), ask());
	expect(state.kind).toBe('new');
	expect(store.row()).toContain('A claimed');
});

it('is not believed on the word of a look that failed', async () => {
	const store = newStore();
	store.overwriteOnce();
	// The first call claims, the second takes out what was only asked, the third looks for the mark.
	store.failAt(3);
	const { state } = await store.execution().claim(entry('A'), ask());
	expect(state.kind).toBe('new');
	expect(store.row()).toContain('A claimed');
});

it('is settled with its refund and amount, and named by nobody who does not ask for them', async () => {
	const store = newStore();
	await refundUnder(store, 'A');
	const settledWith = async (...amounts: number[]) =>
		(await store.execution().claim(entry('A'), ask({ mayBe: amountsOf(...amounts.map(minor)) })))
			.state;
	expect(await settledWith(999, 1000)).toEqual({
		kind: 'settled',
		as: 'refunded',
		amountMinor: 1000,
		taxMinor: null,
	});
	expect(await settledWith(999)).toMatchObject({ kind: 'settled', amountMinor: null });
	const { own, others } = await store.execution().claim(entry('A'), ask({ refundIds: ['2001'] }));
	expect([own, others]).toEqual([new Set(['2001']), new Set()]);
});

it('tells another key what the refund was of, among what it may have been of', async () => {
	const store = newStore();
	const first = store.execution();
	await first.claim(entry('A'), ask());
	await first.settle(entry('A'), { ...made, taxMinor: minor(100) });
	const about = (amounts: number[], taxes: number[]) =>
		ask({
			keep: false,
			refundIds: ['2001'],
			untold: new Map([['2001', { amounts: amounts.map(minor), taxes: taxes.map(minor) }]]),
		});
	const recordedFor = async (question: ClaimQuestion) =>
		(await store.execution().claim(entry('B'), question)).recorded;
	const known = new Map([['2001', { amountMinor: 1000, taxMinor: 100 }]]);
	expect(await recordedFor(about([999, 1000], [99, 100]))).toEqual(known);
	expect(await recordedFor(about([999], [100]))).toEqual(new Map());
	expect(await recordedFor(about([1000], [99]))).toEqual(
		new Map([['2001', { amountMinor: 1000, taxMinor: null }]]),
	);
});

it('leaves nothing of a question behind, and nothing of a claim that was released', async () => {
	const store = newStore();
	await refundUnder(store, 'A');
	const before = store.row();
	const execution = store.execution();
	const question = ask({ mayBe: amountsOf(minor(1), minor(2)), refundIds: ['2001', '2009'] });
	await execution.claim(entry('A'), question);
	await execution.claim(entry('B'), { ...question, keep: false });
	await execution.attribute(entry('B'), ['2001', '2009']);
	await execution.isOpen([entry('B')]);
	await execution.claim(entry('C', 'invoice 2'), question);
	await execution.settle(entry('C', 'invoice 2'), { as: 'released' });
	expect(store.row()).toEqual(before);
});

it('is released by its holder alone', async () => {
	const store = newStore();
	const holder = store.execution();
	await holder.claim(entry('A'), ask());
	await holder.close();
	await store.execution().settle(entry('A'), { as: 'released' });
	expect(await store.execution().isOpen([entry('A')])).toEqual(new Set(['A']));
	await store.execution().settle(entry('A'), { as: 'closed', bound: null });
	expect(store.row()).toEqual([]);
});

it('says that another amount was confirmed, and that a refund was pending', async () => {
	const store = newStore();
	for (const [key, end] of [
		['A', { as: 'mismatch', refundId: '2001' }],
		['B', { as: 'pending', refundId: '2002', amountMinor: minor(5), taxMinor: null }],
	] as const) {
		const execution = store.execution();
		await execution.claim(entry(key), ask());
		await execution.settle(entry(key), end);
		const { state } = await store.execution().claim(entry(key), ask());
		expect(state).toMatchObject({ kind: 'settled', as: end.as });
	}
});

it('binds type and amount of an attempt in doubt where the provider shows keys', async () => {
	const store = newStore();
	const look = ask({ keep: false });
	const bound = minor(100);
	await store.execution().settle(entry('A'), { as: 'inDoubt', bound });
	const boundTo = async (amount: number | 'full') =>
		(
			await store.execution().claim(entry('A'), {
				...look,
				mayBe: amountsOf(amount === 'full' ? amount : minor(amount)),
			})
		).state;
	expect(await boundTo(100)).toEqual({ kind: 'open', isUnderWay: true, isBoundToAsked: true });
	expect(await boundTo(200)).toEqual({ kind: 'open', isUnderWay: true, isBoundToAsked: false });
	expect(await boundTo('full')).toEqual({ kind: 'open', isUnderWay: true, isBoundToAsked: false });
	await store.execution().settle(entry('A'), { as: 'closed', bound });
	expect(store.row()).toEqual([]);
});

describe('a store that fails', () => {
	it.each([1, 2, 3, 4, 5, 6])(
		'at call %d of a check leaves nothing that a claim believes',
		async (call) => {
			const store = newStore();
			store.failAt(call);
			await store
				.execution()
				.claim(entry('A'), ask({ keep: false }))
				.catch(() => undefined);
			store.failAt(0);
			const claimed = await store.execution().claim(entry('A'), ask());
			expect(claimed.state.kind).toBe('new');
			expect(claimed.invoiceHasRefund).toBe(false);
		},
	);

	it.each([1, 2, 3, 4, 5, 6])('at call %d never makes a settled key new', async (call) => {
		const store = newStore();
		await refundUnder(store, 'A');
		store.failAt(call);
		await store
			.execution()
			.claim(entry('A'), ask({ mayBe: amountsOf(minor(7)), refundIds: ['2001'] }))
			.catch(() => undefined);
		store.failAt(0);
		const { state } = await store
			.execution()
			.claim(entry('A'), ask({ mayBe: amountsOf(minor(7)) }));
		expect(['open', 'settled']).toContain(state.kind);
		// An amount that a cut question left behind is never the confirmed one.
		expect(state).not.toMatchObject({ amountMinor: 7 });
	});

	it('in the middle of a question about refunds proves nothing about them any more', async () => {
		const store = newStore();
		store.failAt(2);
		await store
			.execution()
			.attribute(entry('A'), ['2001'])
			.catch(() => undefined);
		store.failAt(0);
		expect(await store.execution().attribute(entry('B'), ['2001'])).toBeNull();
		const question = ask({ refundIds: ['2001'], keep: false });
		expect((await store.execution().claim(entry('B'), question)).others).toEqual(new Set());
	});
});

it('counts what was there before the claim as another’s', async () => {
	const execution = newStore().execution();
	await execution.claim(entry('A'), ask({ refundIds: ['2001'] }));
	expect(await execution.attribute(entry('A'), ['2001', '2002'])).toEqual(new Set(['2001']));
});

describe('two attempts at refunds of one invoice', () => {
	it('that are open at once make each new refund nobody’s, until one of them is settled', async () => {
		const store = newStore();
		const [a, b] = [store.execution(), store.execution()];
		await a.claim(entry('A'), ask());
		expect(await a.attribute(entry('A'), ['2001'])).toEqual(new Set());
		expect((await b.claim(entry('B'), ask())).anotherIsOpen).toBe(true);
		expect(await a.attribute(entry('A'), ['2001'])).toBeNull();
		expect(await b.attribute(entry('B'), ['2001'])).toBeNull();
		await a.settle(entry('A'), made);
		expect(await b.attribute(entry('B'), ['2001', '2002'])).toEqual(new Set(['2001']));
	});

	it('leave nothing that proves anything once both were refused', async () => {
		const store = newStore();
		const [a, b] = [store.execution(), store.execution()];
		await a.claim(entry('A'), ask());
		await b.claim(entry('B'), ask());
		await a.settle(entry('A'), { as: 'closed', bound: null });
		await b.settle(entry('B'), { as: 'closed', bound: null });
		await Promise.all([a.close(), b.close()]);
		expect(store.row()).toEqual(['n8nr1 invoice 1 refunded 1']);
		const { state, invoiceHasRefund } = await store.execution().claim(entry('C'), ask());
		expect([state.kind, invoiceHasRefund]).toEqual(['new', false]);
	});

	it('on two invoices have nothing to do with each other', async () => {
		const store = newStore();
		await store.execution().claim(entry('A'), ask());
		const later = store.execution();
		await later.claim(entry('B', 'invoice 2'), ask());
		expect(await later.attribute(entry('B', 'invoice 2'), ['2001'])).toEqual(new Set());
	});
});

describe('claiming ahead', () => {
	const entries = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) =>
			entry(`key ${from + index}`, `invoice ${from + index}`),
		);

	it('claims items together, and leaves at most 24 unsent ones in doubt', async () => {
		const store = newStore();
		const execution = store.execution();
		execution.expect(entries(0, 100));
		const { state } = await execution.claim(entry('key 0', 'invoice 0'), ask());
		expect(state.kind).toBe('new');
		const open = await store.execution().isOpen(entries(0, 100));
		expect(open.size).toBeLessThanOrEqual(24);
		expect(open.has('key 1')).toBe(true);
	});

	it('gives back what the run never came to', async () => {
		const store = newStore();
		const execution = store.execution();
		execution.expect(entries(0, 30));
		await execution.claim(entry('key 0', 'invoice 0'), ask());
		await execution.settle(entry('key 0', 'invoice 0'), { as: 'released' });
		await execution.close();
		expect(store.row()).toEqual([]);
	});

	it('tells what was refunded on the invoice since', async () => {
		const store = newStore();
		const execution = store.execution();
		execution.expect(entries(0, 2));
		await execution.claim(entry('key 0', 'invoice 0'), ask());
		const neighbour = store.execution();
		await neighbour.claim(entry('other', 'invoice 1'), ask());
		await neighbour.settle(entry('other', 'invoice 1'), { ...made, refundId: null });
		const claimed = await execution.claim(entry('key 1', 'invoice 1'), ask());
		expect(claimed).toMatchObject({ state: { kind: 'new' }, invoiceHasRefund: true });
	});

	/** What a claim made ahead learns that long after another process has refunded its invoice. */
	const learntAfter = async (ms: number) => {
		const store = newStore();
		const execution = store.execution();
		execution.expect(entries(0, 2));
		await execution.claim(entry('key 0', 'invoice 0'), ask());
		const elsewhere = store.elsewhere();
		await elsewhere.claim(entry('other', 'invoice 1'), ask());
		await elsewhere.settle(entry('other', 'invoice 1'), { ...made, refundId: null });
		await elsewhere.close();
		store.advance(ms);
		return await execution.claim(entry('key 1', 'invoice 1'), ask());
	};

	it('tells what another process has refunded, as soon as that can have been sent', async () => {
		const { storeSettlesMs } = WAITS;
		expect((await learntAfter(storeSettlesMs / 2)).invoiceHasRefund).toBe(true);
		expect((await learntAfter(storeSettlesMs / 2 - 1)).invoiceHasRefund).toBe(false);
	});

	it('lets a neighbour of the process take a key that the run has not come to', async () => {
		const store = newStore();
		const execution = store.execution();
		execution.expect(entries(0, 2));
		await execution.claim(entry('key 0', 'invoice 0'), ask());
		const key = entry('key 1', 'invoice 1');
		expect((await store.execution().claim(key, ask())).state.kind).toBe('new');
		expect((await execution.claim(key, ask())).state.kind).toBe('open');
	});

	it('claims nothing of which anything is recorded', async () => {
		const store = newStore();
		await store.execution().claim(entry('key 1', 'invoice 1'), ask());
		const execution = store.execution();
		execution.expect(entries(0, 2));
		await execution.claim(entry('key 0', 'invoice 0'), ask());
		expect((await execution.claim(entry('key 1', 'invoice 1'), ask())).state.kind).toBe('open');
	});
});
