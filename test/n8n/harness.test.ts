import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { createN8n, DeduplicationStore, INPUT_NAME, NODE_NAME } from './harness';
import { notInN8n1 } from './harness/engineVersion';
import { TOY_TYPE, toyCredential, toyNode } from './harness/toy';
import { reply, startToyServer, type ToyServer } from './harness/toyServer';

const amount: INodeProperties = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	default: '',
};

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** An n8n with one toy node and no credentials. */
const n8nWith = (execute: Execute, store = new DeduplicationStore()) =>
	createN8n({
		nodes: { [TOY_TYPE]: toyNode(execute, [amount]) },
		credentialTypes: {},
		credentials: {},
		store,
	});

const toy = (parameters = {}) => ({ type: TOY_TYPE, parameters });

/** One output item per input item. */
function each(
	context: IExecuteFunctions,
	json: (i: number) => INodeExecutionData['json'],
): INodeExecutionData[][] {
	return [context.getInputData().map((_, i) => ({ json: json(i), pairedItem: { item: i } }))];
}

describe('a run', () => {
	it('evaluates expressions for each item', async () => {
		const result = await n8nWith(async function () {
			return each(this, (i) => ({ amount: this.getNodeParameter('amount', i) }));
		}).run({
			node: toy({ amount: `={{ $('${INPUT_NAME}').item.json.total * 2 }}` }),
			items: [{ total: 1 }, { total: 2 }],
		});
		expect(result.main.map((item) => item.json)).toEqual([{ amount: 2 }, { amount: 4 }]);
		expect(result.failed).toBeUndefined();
	});

	it('tells why it failed', async () => {
		const result = await n8nWith(async () => {
			throw new Error('no');
		}).run({ node: toy(), items: [{}] });
		expect(result.failed?.message).toBe('no');
		expect(result.main).toEqual([]);
	});

	it('hands out what a node says as a hint', async () => {
		const result = await n8nWith(async function () {
			this.addExecutionHints({ message: 'look here' });
			return [this.getInputData()];
		}).run({ node: toy(), items: [{}] });
		expect(result.hints).toEqual([{ message: 'look here' }]);
	});

	it('goes on past the node, into the tail', async () => {
		const result = await n8nWith(async function () {
			return each(this, (i) => ({ i }));
		}).run({
			node: toy(),
			items: [{}, {}],
			tail: {
				nodes: [{ ...toy(), name: 'After' }],
				connections: [{ from: NODE_NAME, to: 'After' }],
			},
		});
		expect(result.outputs('After').main).toHaveLength(2);
	});

	it('does not see what a run beside it does', async () => {
		const waiting: Array<() => void> = [];
		const n8n = n8nWith(async function () {
			await new Promise<void>((resolve) => {
				waiting.push(resolve);
				if (waiting.length === 2) waiting.forEach((go) => go());
			});
			return each(this, () => ({ execution: this.getExecutionId() }));
		});
		const [a, b] = await Promise.all([
			n8n.run({ node: toy(), items: [{}] }),
			n8n.run({ node: toy(), items: [{}] }),
		]);
		expect(a.main[0]?.json.execution).toBe(a.executionId);
		expect(b.main[0]?.json.execution).toBe(b.executionId);
		expect(a.executionId).not.toBe(b.executionId);
	});
});

describe('loops and branches', () => {
	const runIndexes: Execute = async function () {
		return each(this, (i) => ({ runIndex: this.evaluateExpression('{{ $runIndex }}', i) }));
	};

	it('raises $runIndex with each round of a loop', async () => {
		const result = await n8nWith(runIndexes).runInLoop({
			node: toy(),
			items: [{}, {}, {}],
			batchSize: 2,
		});
		expect(result.runData[NODE_NAME]).toHaveLength(2);
		expect(result.outputs(NODE_NAME, 1).main[0]?.json).toEqual({ runIndex: 1 });
		const loops = result.runData.Loop ?? [];
		expect(result.outputs('Loop', loops.length - 1).main).toHaveLength(3);
	});

	it('runs the node in both branches, each from run index 0', async () => {
		const [a, b] = await n8nWith(runIndexes).runTwiceInBranches({ node: toy(), items: [{}] });
		expect([a.main[0]?.json, b.main[0]?.json]).toEqual([{ runIndex: 0 }, { runIndex: 0 }]);
	});
});

describe('a retried execution', () => {
	const countingInContext: Execute = async function () {
		const context = this.getContext('node') as { runs?: number };
		context.runs = (context.runs ?? 0) + 1;
		if (context.runs === 1) throw new Error('the first time');
		return each(this, () => ({ runs: context.runs, mode: this.getMode() }));
	};

	it('starts at the failed node with its items and its context, as a new execution', async () => {
		const first = await n8nWith(countingInContext).run({ node: toy(), items: [{}, {}] });
		const second = await first.retry();
		expect(second.main.map((item) => item.json)).toEqual([
			{ runs: 2, mode: 'retry' },
			{ runs: 2, mode: 'retry' },
		]);
		expect(second.executionId).not.toBe(first.executionId);
		expect(second.runData[INPUT_NAME]).toHaveLength(1);
	});

	it('is refused when the execution succeeded', async () => {
		const done = await n8nWith(async () => [[]]).run({ node: toy(), items: [{}] });
		await expect(done.retry()).rejects.toThrow('cannot be retried');
	});

	it('can be imitated with the context alone', async () => {
		const n8n = n8nWith(countingInContext);
		const { contextData } = await n8n.run({ node: toy(), items: [{}] });
		expect(contextData).toEqual({ [`node:${NODE_NAME}`]: { runs: 1 } });
		const second = await n8n.run({ node: toy(), items: [{}], contextData, mode: 'retry' });
		expect(second.main[0]?.json.runs).toBe(2);
	});
});

describe('the deduplication store', () => {
	const asking: Execute = async function () {
		const values = this.getInputData().map((item) => String(item.json.value));
		const answer = await this.helpers.checkProcessedAndRecord(values, 'workflow', {
			mode: 'entries',
		});
		return [[{ json: { fresh: answer.new, known: answer.processed } }]];
	};
	const ask = { node: toy(), items: [{ value: 'a' }] };

	it('remembers in the next execution what an earlier one asked for', async () => {
		const n8n = n8nWith(asking);
		expect((await n8n.run(ask)).main[0]?.json).toEqual({ fresh: ['a'], known: [] });
		expect((await n8n.run(ask)).main[0]?.json).toEqual({ fresh: [], known: ['a'] });
	});

	it('keeps workflows apart, and forgets a deleted one', async () => {
		const store = new DeduplicationStore();
		const n8n = n8nWith(asking, store);
		await n8n.run(ask);
		const other = await n8n.run({ ...ask, workflowId: 'other' });
		expect(other.main[0]?.json.fresh).toEqual(['a']);
		store.deleteWorkflow('workflow-1');
		expect([store.has('a', 'workflow-1'), store.has('a', 'other')]).toEqual([false, true]);
	});

	it('is shared by two processes on the same database', async () => {
		const store = new DeduplicationStore();
		await n8nWith(asking, store).run(ask);
		const second = await n8nWith(asking, store).run(ask);
		expect(second.main[0]?.json.known).toEqual(['a']);
	});

	it('throws in a workflow that was never saved', async () => {
		const result = await n8nWith(asking).run({ ...ask, workflowId: '' });
		expect(result.failed).toMatchObject({ code: 'ERR_ASSERTION' });
	});

	it('loses a value when two writers of an existing row meet', async () => {
		const store = new DeduplicationStore();
		const n8n = n8nWith(asking, store);
		await n8n.run({ ...ask, items: [{ value: 'first' }] });
		await Promise.all([n8n.run(ask), n8n.run({ ...ask, items: [{ value: 'b' }] })]);
		expect(store.size('workflow-1')).toBe(2);
	});

	it('throws at one of the very first two writers', async () => {
		const n8n = n8nWith(asking);
		const results = await Promise.all([n8n.run(ask), n8n.run(ask)]);
		const failed = results.filter((result) => result.failed);
		expect(failed.map((result) => result.failed?.message)).toEqual([
			expect.stringContaining('UNIQUE constraint failed'),
		]);
	});

	it('throws when told to, before it touches anything', async () => {
		const store = new DeduplicationStore();
		store.failNext(1, { after: 1 });
		const n8n = n8nWith(asking, store);
		expect((await n8n.run(ask)).failed).toBeUndefined();
		expect((await n8n.run({ ...ask, items: [{ value: 'b' }] })).failed?.message).toContain(
			'locked',
		);
		expect(store.has('b', 'workflow-1')).toBe(false);
		expect((await n8n.run({ ...ask, items: [{ value: 'b' }] })).failed).toBeUndefined();
	});

	it('takes back, counts and clears', async () => {
		const store = new DeduplicationStore();
		const n8n = n8nWith(async function () {
			const options = { mode: 'entries' as const };
			await this.helpers.checkProcessedAndRecord(['a', 'b', 'c'], 'node', options);
			await this.helpers.removeProcessed(['b'], 'node', options);
			const count = await this.helpers.getProcessedDataCount('node', options);
			const kept = store.has('a', 'workflow-1', NODE_NAME);
			await this.helpers.clearAllProcessedItems('node', options);
			return [[{ json: { count, kept } }]];
		}, store);
		const result = await n8n.run({ node: toy(), items: [{}] });
		expect(result.main[0]?.json).toEqual({ count: 2, kept: true });
		expect(store.has('a', 'workflow-1', NODE_NAME)).toBe(false);
	});

	it('drops the oldest value above maxEntries', async () => {
		const store = new DeduplicationStore();
		await n8nWith(async function () {
			for (const value of ['a', 'b', 'c']) {
				await this.helpers.checkProcessedAndRecord([value], 'workflow', {
					mode: 'entries',
					maxEntries: 2,
				});
			}
			return [[]];
		}, store).run({ node: toy(), items: [{}] });
		expect([store.has('a', 'workflow-1'), store.size('workflow-1')]).toEqual([false, 2]);
	});
});

describe('credentials', () => {
	let server: ToyServer;
	let tokens = 0;

	beforeEach(async () => {
		tokens = 0;
		server = await startToyServer((request, response) => {
			if (request.path === '/token') return reply(response, 200, { token: `token-${++tokens}` });
			if (request.path === '/forbidden') return reply(response, 403, {});
			const valid = request.headers.authorization === `Bearer token-${tokens}`;
			return reply(response, valid ? 200 : 401, { valid });
		});
	});
	afterEach(async () => await server.close());

	const n8n = (token: string, test = toyCredential.test) =>
		createN8n({
			nodes: {
				[TOY_TYPE]: toyNode(async function () {
					const output: INodeExecutionData[] = [];
					for (const [item] of this.getInputData().entries()) {
						const json = (await this.helpers.httpRequestWithAuthentication.call(this, 'toyApi', {
							url: `${server.url}/me`,
							json: true,
						})) as INodeExecutionData['json'];
						output.push({ json, pairedItem: { item } });
					}
					return [output];
				}),
			},
			credentialTypes: { toyApi: { ...toyCredential, ...(test && { test }) } },
			credentials: { toyApi: { baseUrl: server.url, token } },
		});

	it('get one token for all items and runs, and keep it', async () => {
		const one = n8n('');
		const first = await one.run({ node: toy(), items: [{}, {}, {}] });
		const second = await one.run({ node: toy(), items: [{}] });
		expect([...first.main, ...second.main].every((item) => item.json.valid)).toBe(true);
		expect(tokens).toBe(1);
		expect(one.savedCredential('toyApi').token).toBe('token-1');
	});

	it('are renewed after a 401', async () => {
		const one = n8n('stale');
		const result = await one.run({ node: toy(), items: [{}, {}] });
		expect(result.main.map((item) => item.json)).toEqual([{ valid: true }, { valid: true }]);
		expect([tokens, server.count('GET', '/me')]).toEqual([1, 3]);
	});

	it('are tested with a fresh token each time, against the credential’s own base URL', async () => {
		const one = n8n('stale');
		const answer = await one.testCredential('toyApi');
		expect(answer).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect([tokens, server.count('GET', '/me')]).toEqual([1, 1]);
	});

	notInN8n1(
		'fail their test with the rule’s message, the status text or the connection’s code',
		async () => {
			const rules = toyCredential.test?.rules ?? [];
			const request = { baseURL: '={{$credentials.baseUrl}}', url: '/forbidden' };
			const forbidden = n8n('', { request, rules });
			expect((await forbidden.testCredential('toyApi')).message).toBe('The token may not do this');
			expect((await n8n('', { request }).testCredential('toyApi')).message).toBe('Forbidden');
			const data = { baseUrl: 'http://127.0.0.1:1', token: '' };
			expect(await n8n('').testCredential('toyApi', data)).toEqual({
				status: 'Error',
				message: 'ECONNREFUSED',
			});
		},
	);

	it('keep their token when another field is edited', async () => {
		const one = n8n('token-0');
		one.editCredential('toyApi', { baseUrl: 'http://127.0.0.1:1' });
		expect(one.savedCredential('toyApi')).toEqual({
			baseUrl: 'http://127.0.0.1:1',
			token: 'token-0',
		});
	});
});
