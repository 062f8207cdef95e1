/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { MemoryEntry } from '../../../nodes/shared/engine/recall';
import type { RefundKey } from '../../../nodes/shared/engine/refundKey';
import { WAITS } from '../../../nodes/shared/engine/waits';
import type { WorkflowMemory } from '../../../nodes/shared/n8n/workflowMemory';
import { minor } from '../draw';

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** n8n's table: a row for the workflow and one for each node, read whole and written whole a moment later. */
class Table {
	readonly rows = new Map<string, ReadonlySet<string>>();
	calls = 0;
	/** Milliseconds; a sleep does not move it, since others sleep at the same time. */
	now = 0;
	/** Awaited between the read and the write of a call. */
	between: (row: string) => Promise<void> = turn;

	/** A process of its own, with locks of its own. */
	process() {
		let Memory: typeof WorkflowMemory | undefined;
		jest.isolateModules(() => {
			({ WorkflowMemory: Memory } = jest.requireActual<{ WorkflowMemory: typeof WorkflowMemory }>(
				'../../../nodes/shared/n8n/workflowMemory',
			));
		});
		return (nodeId = 'node', slowMs = 0) => {
			if (Memory === undefined) throw new Error('not loaded');
			const clock = {
				now: () => this.now - slowMs,
				sleep: async () => {
					for (let turns = 0; turns < 20; turns++) await turn();
					return true;
				},
			};
			return new Memory(this.contextOf(nodeId), clock);
		};
	}

	has(row: string, value: string): boolean {
		return this.rows.get(row)?.has(value) ?? false;
	}

	private contextOf(nodeId: string): IExecuteFunctions {
		const change = async (
			scope: string,
			work: (before: ReadonlySet<string>) => ReadonlySet<string>,
		) => {
			this.calls += 1;
			const row = scope === 'node' ? nodeId : 'workflow';
			const before = this.rows.get(row) ?? new Set();
			await this.between(row);
			this.rows.set(row, work(before));
			return before;
		};
		const helpers = {
			checkProcessedAndRecord: async (items: string[], scope: string) => {
				const before = await change(scope, (row) => new Set([...row, ...items]));
				return {
					new: items.filter((item) => !before.has(item)),
					processed: items.filter((item) => before.has(item)),
				};
			},
			removeProcessed: async (items: string[], scope: string) => {
				await change(scope, (row) => new Set([...row].filter((one) => !items.includes(one))));
			},
		};
		return {
			helpers,
			getWorkflow: () => ({ id: 'w' }),
			getNode: () => ({ id: nodeId }),
		} as unknown as IExecuteFunctions;
	}
}

const entryOf = (name: string | number, refundIds: readonly string[] = []): MemoryEntry => ({
	key: `key ${name}` as RefundKey,
	invoice: `invoice ${name}`,
	refundIds,
});
const entries = (count: number) => Array.from({ length: count }, (_, index) => entryOf(index));
const AMOUNT = minor(1000);

/** One item on its good way. */
async function refund(memory: WorkflowMemory, entry: MemoryEntry): Promise<string> {
	const { state } = await memory.claim(entry, [AMOUNT]);
	if (state !== 'new') return state;
	if (!(await memory.begin(entry))) return 'begun by another';
	await memory.confirm({ ...entry, refundIds: [`refund of ${entry.key}`] }, AMOUNT);
	return 'refunded';
}

async function run(memory: WorkflowMemory, list: readonly MemoryEntry[]): Promise<string[]> {
	memory.expect(list);
	const said: string[] = [];
	for (const entry of list) said.push(await refund(memory, entry));
	await memory.close();
	return said;
}

it('writes the row of the workflow a few times for many items, and for one', async () => {
	const writesOf = async (work: (table: Table) => Promise<unknown>) => {
		const table = new Table();
		const rows: string[] = [];
		table.between = async (row) => {
			rows.push(row);
			await turn();
		};
		await work(table);
		return rows.filter((row) => row === 'workflow').length;
	};
	const refunds = async (count: number) =>
		await writesOf(async (table) => {
			const words = await run(table.process()(), entries(count));
			expect(new Set(words)).toEqual(new Set(['refunded']));
		});
	expect(await refunds(100)).toBe(5);
	expect(await refunds(500)).toBe(5 * 5);
	const [one] = entries(1);
	expect(await writesOf(async (table) => await refund(table.process()(), one!))).toBe(4);
});

it('leaves in the end what claims by themselves leave, and nothing in the row of the node', async () => {
	const [together, apart] = [new Table(), new Table()];
	await run(together.process()(), entries(3));
	for (const entry of entries(3)) await refund(apart.process()(), entry);
	expect([...(together.rows.get('workflow') ?? [])].sort()).toEqual(
		[...(apart.rows.get('workflow') ?? [])].sort(),
	);
	expect([...(together.rows.get('node') ?? [])]).toEqual([]);
});

it('says that they are refunded when the same items come again', async () => {
	const table = new Table();
	await run(table.process()(), entries(3));
	expect(await run(table.process()(), entries(3))).toEqual(['confirmed', 'confirmed', 'confirmed']);
});

it('gives back what it never came to', async () => {
	const table = new Table();
	const memory = table.process()();
	memory.expect(entries(4));
	expect(await refund(memory, entryOf(0))).toBe('refunded');
	await memory.claim(entryOf(1));
	await memory.release(entryOf(1));
	await memory.close();
	expect(await run(table.process()(), entries(4))).toEqual([
		'confirmed',
		'refunded',
		'refunded',
		'refunded',
	]);
});

describe('after a crash in the middle of many items', () => {
	/** The first is refunded, the second sent, the third claimed, the fourth not come to. */
	async function crash(table: Table) {
		const memory = table.process()();
		memory.expect(entries(4));
		await refund(memory, entryOf(0));
		await memory.claim(entryOf(1));
		await memory.begin(entryOf(1));
		await memory.claim(entryOf(2));
		table.now += WAITS.reservationMs + 15_000;
	}

	it('knows what is refunded, doubts what was sent, and refunds the rest', async () => {
		const table = new Table();
		await crash(table);
		const states = ['confirmed', 'open', 'refunded', 'refunded'];
		expect(await run(table.process()(), entries(4))).toEqual(states);
		expect(await run(table.process()(), entries(4))).toEqual([
			'confirmed',
			'open',
			'confirmed',
			'confirmed',
		]);
	});

	it('one item at a time as well', async () => {
		const table = new Table();
		await crash(table);
		const one = async (name: number) => await run(table.process()(), [entryOf(name)]);
		expect([await one(0), await one(1), await one(2), await one(3)].flat()).toEqual([
			'confirmed',
			'open',
			'refunded',
			'refunded',
		]);
	});

	it('tells the amount it was confirmed with, and the refund it made', async () => {
		const table = new Table();
		await crash(table);
		const ids = ['refund of key 0', 'of somebody else'];
		const recall = await table
			.process()()
			.claim(entryOf(0, ids), [minor(1), AMOUNT]);
		expect(recall).toMatchObject({ state: 'confirmed', confirmedMinor: AMOUNT });
		expect([...recall.own]).toEqual(['refund of key 0']);
	});

	it('is an open attempt to every other node, which can not see the row of this one', async () => {
		const table = new Table();
		await crash(table);
		const other = table.process()('other node');
		const states = [0, 1, 2, 3].map(async (name) => (await other.claim(entryOf(name))).state);
		expect(await Promise.all(states)).toEqual(['open', 'open', 'open', 'open']);
	});

	it('does not take a key that a question, cut short, has marked as reserved', async () => {
		const table = new Table();
		const alone = table.process()();
		await alone.claim(entryOf(0));
		await alone.begin(entryOf(0));
		table.rows.set(
			'workflow',
			new Set([
				...(table.rows.get('workflow') ?? []),
				'key 0 reserved node',
				'key 0 reserved node asked',
			]),
		);
		expect((await table.process()().claim(entryOf(0))).state).toBe('open');
	});
});

describe('two runs of the node with the same items', () => {
	it.each(['of one process', 'of two processes'])('%s send once for each', async (where) => {
		const table = new Table();
		const first = table.process();
		const second = where === 'of one process' ? first : table.process();
		const said = await Promise.all([run(first(), entries(8)), run(second(), entries(8).reverse())]);
		for (const entry of entries(8))
			expect(table.has('workflow', `${entry.key} started`)).toBe(true);
		const refunded = said.flat().filter((word) => word === 'refunded');
		// Who meets the other one's attempt looks and waits: that is the engine's part.
		expect(refunded.length).toBeLessThanOrEqual(8);
		expect(refunded.length).toBeGreaterThan(0);
	});

	it('of which one takes a key over, leave it to that one', async () => {
		const table = new Table();
		const first = table.process()();
		first.expect(entries(2));
		expect((await first.claim(entryOf(0))).state).toBe('new');
		expect((await table.process()().claim(entryOf(0))).state).toBe('open');
		table.now += WAITS.reservationMs + 15_000;
		expect(await run(table.process()(), [entryOf(0)])).toEqual(['refunded']);
		expect(await first.begin(entryOf(0))).toBe(false);
		expect((await first.claim(entryOf(0), [AMOUNT])).state).toBe('confirmed');
		await first.close();
		expect((await table.process()().claim(entryOf(0))).state).toBe('confirmed');
	});

	it('of which one takes a key over, leave it to that one also where a clock is slow', async () => {
		const table = new Table();
		const first = table.process()('node', WAITS.reservationMs);
		first.expect(entries(2));
		table.now += WAITS.reservationMs;
		expect((await first.claim(entryOf(0))).state).toBe('new');
		table.now += 15_000;
		const second = table.process()();
		expect((await second.claim(entryOf(0))).state).toBe('new');
		expect([await second.begin(entryOf(0)), await first.begin(entryOf(0))]).toEqual([true, false]);
	});

	it('do not take back what the other one has begun', async () => {
		const table = new Table();
		const first = table.process()();
		first.expect(entries(2));
		await first.claim(entryOf(0));
		table.now += WAITS.reservationMs + 15_000;
		const second = table.process()();
		await second.claim(entryOf(0));
		await second.begin(entryOf(0));
		await first.release(entryOf(0));
		await first.close();
		expect((await table.process()().claim(entryOf(0))).state).toBe('open');
	});
});

describe('two processes that read and write a row in the same moment', () => {
	/** Both read before either writes. */
	function meet(table: Table, row: string) {
		let waiting: Array<() => void> = [];
		let met = false;
		table.between = async (of) => {
			if (of !== row || met) return await turn();
			await new Promise<void>((resolve) => {
				waiting.push(resolve);
				if (waiting.length < 2) return;
				met = true;
				for (const go of waiting) go();
				waiting = [];
			});
		};
	}

	it('do not both claim a key', async () => {
		const table = new Table();
		meet(table, 'workflow');
		const claim = async () => (await table.process()().claim(entryOf(0))).state;
		expect((await Promise.all([claim(), claim()])).sort()).toEqual(['new', 'open']);
	});

	it('do not both begin anew after a declined refund', async () => {
		const table = new Table();
		const made = entryOf(0, ['declined']);
		const first = table.process()();
		await first.claim(made);
		await first.confirm(made, AMOUNT);
		meet(table, 'workflow');
		const begin = async () => await table.process()().claimAgain(made, 'declined');
		expect((await Promise.all([begin(), begin()])).sort()).toEqual([false, true]);
	});

	it.each(['workflow', 'node'])(
		'do not both take over a key, meeting at the row of the %s',
		async (row) => {
			const table = new Table();
			const crashed = table.process()();
			crashed.expect(entries(2));
			await crashed.claim(entryOf(0));
			table.now += WAITS.reservationMs + 15_000;
			meet(table, row);
			const take = async () => await refund(table.process()(), entryOf(0));
			const said = await Promise.all([take(), take()]);
			expect(said.filter((word) => word === 'refunded').length).toBeLessThanOrEqual(1);
		},
	);

	it('hold nothing that was reserved while the other one, slow to write, claimed it', async () => {
		const table = new Table();
		const [reserving, slow] = [table.process()(), table.process()()];
		let goOn = () => {};
		let calls = 0;
		table.between = async (row) => {
			if (row !== 'workflow') return await turn();
			calls += 1;
			// The slow one has read first; it writes when the other one has reserved.
			if (calls === 1) return await new Promise<void>((resolve) => (goOn = resolve));
			await turn();
			if (calls === 3) goOn();
		};
		const claimed = slow.claim(entryOf(0));
		while (calls === 0) await turn();
		reserving.expect(entries(2));
		const states = [(await reserving.claim(entryOf(0))).state, (await claimed).state];
		expect(states.sort()).toEqual(['new', 'open']);
	});

	it('do not both hold what they reserved', async () => {
		const table = new Table();
		meet(table, 'workflow');
		const said = await Promise.all([
			run(table.process()(), entries(4)),
			run(table.process()(), entries(4)),
		]);
		const refunded = said.flat().filter((word) => word === 'refunded');
		expect(refunded).toHaveLength(4);
	});
});

it('leaves a key alone that its run may yet come to, and lets it go in time', async () => {
	const table = new Table();
	const first = table.process()();
	first.expect(entries(2));
	expect((await first.claim(entryOf(0))).state).toBe('new');
	table.now += WAITS.reservationMs - 1_000;
	expect(await first.begin(entryOf(0))).toBe(false);
	expect((await first.claim(entryOf(1))).state).toBe('open');
	table.now += 15_000;
	expect(await refund(first, entryOf(1))).toBe('refunded');
	await first.close();
	expect((await table.process()().claim(entryOf(1))).state).toBe('confirmed');
});

it('keeps a key whose send it has noted in time, however long the provider takes', async () => {
	const table = new Table();
	const first = table.process()();
	first.expect(entries(2));
	await first.comeTo(entryOf(0));
	table.now += WAITS.reservationMs + 15_000;
	expect((await table.process()().claim(entryOf(0))).state).toBe('open');
	expect(await refund(first, entryOf(0))).toBe('refunded');
	await first.close();
	expect((await table.process()().claim(entryOf(0))).state).toBe('confirmed');
});

it('calls a reserved key open only as long as somebody may have begun to send', async () => {
	const table = new Table();
	const first = table.process()();
	first.expect(entries(3));
	await refund(first, entryOf(0));
	await first.claim(entryOf(1));
	await first.begin(entryOf(1));
	expect([await first.isOpen(entryOf(1)), await first.isOpen(entryOf(2))]).toEqual([true, false]);
	const second = table.process()();
	expect(await second.isOpen(entryOf(2))).toBe(true);
	table.now += WAITS.reservationMs + 15_000;
	expect([await second.isOpen(entryOf(1)), await second.isOpen(entryOf(2))]).toEqual([true, false]);
});

it('tells nothing of a refund whose amount another process has written over', async () => {
	const table = new Table();
	await refund(table.process()(), entryOf(0));
	const row = [...(table.rows.get('workflow') ?? [])];
	table.rows.set('workflow', new Set(row.filter((value) => !value.includes('amount'))));
	expect((await table.process()().claim(entryOf(0), [AMOUNT])).state).toBe('open');
});

it('leaves an attempt open of which nothing became known', async () => {
	const table = new Table();
	const first = table.process()();
	first.expect(entries(2));
	await first.claim(entryOf(0));
	await first.begin(entryOf(0));
	await first.close();
	table.now += WAITS.reservationMs + 15_000;
	expect((await table.process()().claim(entryOf(0))).state).toBe('open');
	expect(await table.process()().isOpen(entryOf(0))).toBe(true);
});

it('gives back what was noted ahead and never come to, and doubts it after a crash', async () => {
	const begin = async (table: Table) => {
		const memory = table.process()();
		memory.expect(entries(8));
		await memory.comeTo(entryOf(0));
		expect(await refund(memory, entryOf(0))).toBe('refunded');
		return memory;
	};
	const [ended, crashed] = [new Table(), new Table()];
	await (await begin(ended)).close();
	await begin(crashed);
	for (const table of [ended, crashed]) table.now += WAITS.reservationMs + 15_000;
	const rest = entries(8).slice(1);
	expect(new Set(await run(ended.process()(), rest))).toEqual(new Set(['refunded']));
	expect(await run(crashed.process()(), rest)).toEqual([
		...['open', 'open', 'open', 'open'],
		...['refunded', 'refunded', 'refunded'],
	]);
});

describe('when the note that another item is sent can not be written', () => {
	const isDown = async (row: string) => {
		if (row === 'node') throw new Error('SQLITE_BUSY: database is locked');
		await turn();
	};
	/** The first is refunded; of the second nothing is sent, since it could not be noted. */
	async function fail(table: Table) {
		const memory = table.process()();
		memory.expect(entries(3));
		expect(await refund(memory, entryOf(0))).toBe('refunded');
		expect((await memory.claim(entryOf(1))).state).toBe('new');
		table.between = isDown;
		await expect(memory.begin(entryOf(1))).rejects.toThrow('SQLITE_BUSY');
		await memory.release(entryOf(1));
		return memory;
	}
	const stateOf = async (table: Table, name: number) =>
		(await table.process()('other node').claim(entryOf(name))).state;

	it('writes down what is refunded, and gives the others back', async () => {
		const table = new Table();
		const memory = await fail(table);
		table.between = turn;
		await memory.close();
		const states = [await stateOf(table, 0), await stateOf(table, 1), await stateOf(table, 2)];
		expect(states).toEqual(['confirmed', 'new', 'new']);
	});

	it('writes down what is refunded also where the row of the node stays out of reach', async () => {
		const table = new Table();
		await (await fail(table)).close();
		expect(await stateOf(table, 0)).toBe('confirmed');
	});
});

it('refunds one by one where the row of the node can not be written', async () => {
	const table = new Table();
	table.between = async (row) => {
		if (row === 'node') throw new Error('no such row');
		await turn();
	};
	expect(await run(table.process()(), entries(3))).toEqual(['refunded', 'refunded', 'refunded']);
});
