/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { MemoryEntry } from '../../../nodes/shared/engine/recall';
import type { RefundKey } from '../../../nodes/shared/engine/refundKey';
import { WorkflowMemory } from '../../../nodes/shared/n8n/workflowMemory';
import { minor } from '../draw';

/** n8n's row of a workflow: read whole, and written whole a moment later. */
function newStore() {
	let row: ReadonlySet<string> = new Set();
	const change = async <T>(work: (before: ReadonlySet<string>) => [ReadonlySet<string>, T]) => {
		const before = row;
		await new Promise((resolve) => setImmediate(resolve));
		const [after, answer] = work(before);
		row = after;
		return answer;
	};
	const helpers = {
		checkProcessedAndRecord: async (items: string[]) =>
			await change((before) => [
				new Set([...before, ...items]),
				{
					new: items.filter((item) => !before.has(item)),
					processed: items.filter((item) => before.has(item)),
				},
			]),
		removeProcessed: async (items: string[]) =>
			await change((before) => [new Set([...before].filter((one) => !items.includes(one))), null]),
	};
	const context = {
		helpers,
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ id: 'n' }),
	} as unknown as IExecuteFunctions;
	const clock = { now: () => 0, sleep: async () => true };
	return { execution: () => new WorkflowMemory(context, clock), row: () => [...row].sort() };
}

const entry = (key: string, changes: Partial<MemoryEntry> = {}): MemoryEntry => ({
	key: key as RefundKey,
	invoice: 'invoice 1',
	refundIds: [],
	...changes,
});
const made = { refundIds: ['2001'] };
const MADE_MINOR = minor(1000);

it('keeps what two executions of one process note at once', async () => {
	const store = newStore();
	const [a, b] = [store.execution(), store.execution()];
	await Promise.all([a.claim(entry('A')), b.claim(entry('B', { invoice: 'invoice 2' }))]);
	expect((await a.claim(entry('A'))).state).toBe('open');
	expect((await b.claim(entry('B', { invoice: 'invoice 2' }))).state).toBe('open');
});

it('leaves nothing of a question behind', async () => {
	const store = newStore();
	await store.execution().claim(entry('A'));
	await store.execution().confirm(entry('A', made), MADE_MINOR);
	const before = store.row();
	const amounts = [minor(1), minor(2)];
	await store.execution().claim(entry('A', { refundIds: ['2001', '2009'] }), amounts);
	await store.execution().tiedRefunds(entry('B', { refundIds: ['2001'] }));
	await store.execution().isOpen(entry('B'));
	expect(store.row()).toEqual(before);
});

it('leaves nothing of a claim that was released', async () => {
	const store = newStore();
	const execution = store.execution();
	await execution.claim(entry('A'));
	await execution.release(entry('A'));
	expect(store.row()).toEqual([]);
});

it('names the amount a refund was confirmed with, out of those it is asked about', async () => {
	const store = newStore();
	await store.execution().claim(entry('A'));
	await store.execution().confirm(entry('A', made), MADE_MINOR);
	const ask = async (...amounts: number[]) =>
		(await store.execution().claim(entry('A', { refundIds: ['2001'] }), amounts.map(minor)))
			.confirmedMinor;
	expect(await ask(999, 1000, 1001)).toBe(1000);
	expect(await ask(999, 1001)).toBeNull();
	expect(await ask()).toBeNull();
});

it('is opened anew after a declined refund by whoever asks first, and by nobody else', async () => {
	const store = newStore();
	await store.execution().claim(entry('A'));
	await store.execution().confirm(entry('A', made), MADE_MINOR);
	const begin = async () => await store.execution().claimAgain(entry('A', made), '2001');
	expect(await Promise.all([begin(), begin(), begin()])).toEqual([true, false, false]);
	const recall = await store.execution().claim(entry('A', { refundIds: ['2001'] }));
	expect([recall.state, recall.own.size]).toEqual(['open', 0]);
});

describe('two attempts at refunds of one invoice', () => {
	const unseen = { refundIds: ['2001'] };

	it('that were under way at once make each new refund one of nobody', async () => {
		const store = newStore();
		const [a, b] = [store.execution(), store.execution()];
		await a.claim(entry('A'));
		expect(await a.tiedRefunds(entry('A', unseen))).toEqual(new Set());
		await b.claim(entry('B'));
		expect(await a.tiedRefunds(entry('A', unseen))).toBeNull();
		expect(await b.tiedRefunds(entry('B', unseen))).toBeNull();
		await a.confirm(entry('A', made), MADE_MINOR);
		expect(await b.tiedRefunds(entry('B', unseen))).toBeNull();
		expect(await store.execution().tiedRefunds(entry('B', unseen))).toBeNull();
	});

	it('also when the first one ended unknown, and was taken up by nobody', async () => {
		const store = newStore();
		await store.execution().claim(entry('A'));
		const later = store.execution();
		await later.claim(entry('B'));
		expect(await later.tiedRefunds(entry('B', unseen))).toBeNull();
	});

	it.each<readonly [string, (memory: WorkflowMemory) => Promise<void>]>([
		['confirmed', async (memory) => await memory.confirm(entry('A', made), MADE_MINOR)],
		['released', async (memory) => await memory.release(entry('A'))],
	])('are told apart when the first one was %s before the second', async (_, end) => {
		const store = newStore();
		const first = store.execution();
		await first.claim(entry('A'));
		await end(first);
		const second = store.execution();
		await second.claim(entry('B'));
		expect(await second.tiedRefunds(entry('B', { refundIds: ['2009'] }))).toEqual(new Set());
	});

	it('are told apart when another execution has settled the first one', async () => {
		const store = newStore();
		await store.execution().claim(entry('A'));
		const later = store.execution();
		expect((await later.claim(entry('A'))).state).toBe('open');
		await later.confirm(entry('A', made), MADE_MINOR);
		await later.claim(entry('B'));
		expect(await later.tiedRefunds(entry('B', { refundIds: ['2009'] }))).toEqual(new Set());
	});

	it('on two invoices have nothing to do with each other', async () => {
		const store = newStore();
		await store.execution().claim(entry('A'));
		const other = entry('B', { invoice: 'invoice 2' });
		const later = store.execution();
		await later.claim(other);
		expect(await later.tiedRefunds({ ...other, ...unseen })).toEqual(new Set());
	});
});
