import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { notInN8n1 } from './engineVersion';
import { createN8n, type NodeSpec } from './index';
import { TOY_TYPE, toyNode } from './toy';

/**
 * What the package relies on in n8n's engine, asked of the engine itself. A failure here after an upgrade of
 * n8n-core means that n8n behaves otherwise now, and names the assumption that has to be thought through again.
 */
type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const run = async (execute: Execute, node: Partial<NodeSpec> = {}, items = [{ n: 0 }, { n: 1 }]) =>
	await createN8n({
		nodes: {
			[TOY_TYPE]: toyNode(execute, [
				{ displayName: 'Kind', name: 'kind', type: 'string', default: 'simple' },
				{
					displayName: 'Limit',
					name: 'limit',
					type: 'string',
					default: 'the default',
					displayOptions: { show: { kind: ['limited'] } },
				},
			]),
		},
		credentialTypes: {},
		credentials: {},
	}).run({ node: { type: TOY_TYPE, ...node }, items });

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('Retry On Fail', () => {
	it('runs the node again with all items, keeping context and execution id', async () => {
		const tries: unknown[] = [];
		await run(async function () {
			const context = this.getContext('node') as { tries?: number };
			context.tries = (context.tries ?? 0) + 1;
			tries.push([context.tries, this.getExecutionId(), this.getInputData().length]);
			throw new NodeOperationError(this.getNode(), 'no', { itemIndex: 1 });
		}, retrying);
		const [first] = tries as Array<[number, string, number]>;
		const id = first?.[1];
		expect(tries).toEqual([
			[1, id, 2],
			[2, id, 2],
			[3, id, 2],
		]);
	});

	it.each([[''], [0], [{}], ['text']])(
		'takes a first item whose json.error is %j for a failure',
		async (error) => {
			let tries = 0;
			await run(async () => {
				tries++;
				return [[{ json: { error } }]];
			}, retrying);
			expect(tries).toBe(3);
		},
	);

	notInN8n1.each([[null], [false]])('does not mind a json.error of %j', async (error) => {
		let tries = 0;
		await run(async () => {
			tries++;
			return [[{ json: { error } }]];
		}, retrying);
		expect(tries).toBe(1);
	});

	it('looks at the first item only', async () => {
		let tries = 0;
		await run(async () => {
			tries++;
			return [[{ json: { ok: true } }, { json: { error: 'no' } }]];
		}, retrying);
		expect(tries).toBe(1);
	});
});

describe('Continue', () => {
	const failing: Execute = async function () {
		expect(this.continueOnFail()).toBe(true);
		const details = { outcome: 'refused' };
		return [
			[
				{ json: { error: 'no', message: 'no, because', details }, pairedItem: { item: 0 } },
				{ json: { n: 'mine', ok: true }, pairedItem: { item: 1 } },
			],
		];
	};

	it('leaves failed items where they are with the regular output', async () => {
		const result = await run(failing, { onError: 'continueRegularOutput' });
		expect(result.main).toHaveLength(2);
		expect(result.error).toEqual([]);
		expect(result.main[0]?.json).toEqual({
			error: 'no',
			message: 'no, because',
			details: { outcome: 'refused' },
		});
	});

	notInN8n1(
		'moves { error, message, details } to the error output, with the input’s fields added',
		async () => {
			const result = await run(failing, { onError: 'continueErrorOutput' });
			expect(result.main.map((item) => item.json)).toEqual([{ n: 'mine', ok: true }]);
			expect(result.error.map((item) => item.json)).toEqual([
				{ n: 0, error: 'no', message: 'no, because', details: { outcome: 'refused' } },
			]);
		},
	);

	it('leaves a failed item with any other key on the success output', async () => {
		const result = await run(
			async () => [[{ json: { error: 'no', outcome: 'refused' }, pairedItem: { item: 0 } }]],
			{ onError: 'continueErrorOutput' },
		);
		expect([result.main.length, result.error.length]).toEqual([1, 0]);
	});

	it('moves an item whose item.error is not enumerable to the error output, its json kept', async () => {
		const json = { error: 'no', message: 'no, because', details: { outcome: 'refused' } };
		const result = await run(
			async () => {
				const item: INodeExecutionData = { json, pairedItem: { item: 0 } };
				Object.defineProperty(item, 'error', { value: { message: 'no' }, enumerable: false });
				return [[item]];
			},
			{ onError: 'continueErrorOutput' },
		);
		expect(result.main).toEqual([]);
		expect(result.error.map((item) => item.json)).toEqual([{ n: 0, ...json }]);
	});

	it('replaces the whole json of an item that carries item.error', async () => {
		const result = await run(
			async function () {
				const error = new NodeOperationError(this.getNode(), 'no');
				return [[{ json: { kept: false }, error, pairedItem: { item: 0 } }]];
			},
			{ onError: 'continueRegularOutput' },
		);
		expect(result.main[0]?.json).toEqual({ error: 'no' });
	});

	it.each([['continueRegularOutput' as const], ['continueErrorOutput' as const]])(
		'hands on the input as a success when the node throws, with %s too',
		async (onError) => {
			const result = await run(
				async () => {
					throw new Error('a mistake in the node');
				},
				{ onError },
			);
			expect(result.main.map((item) => item.json)).toEqual([{ n: 0 }, { n: 1 }]);
			expect(result.error).toEqual([]);
			expect(result.failed?.message).toBe('a mistake in the node');
		},
	);
});

describe('Stop Workflow', () => {
	it('keeps message, description and context of the error, but not its class', async () => {
		const result = await run(async function () {
			const error = new NodeOperationError(this.getNode(), 'no', {
				description: 'why',
				itemIndex: 1,
			});
			Object.assign(error.context, { outcome: 'unknown' });
			throw error;
		});
		expect(result.failed).toMatchObject({
			name: 'NodeOperationError',
			message: 'no',
			description: 'why',
			context: { itemIndex: 1, outcome: 'unknown' },
		});
		expect(result.failed).not.toBeInstanceOf(Error);
	});

	it('keeps nothing of a NodeApiError that is wrapped again', async () => {
		await run(async function () {
			const inner = new NodeApiError(this.getNode(), { message: 'inner' });
			const outer = new NodeApiError(this.getNode(), inner as never, { message: 'outer' });
			expect(outer).toBe(inner);
			return [[]];
		});
	});
});

describe('parameters', () => {
	it('drops what a hidden parameter was set to: only the fallback comes back', async () => {
		const parameters = { kind: 'simple', limit: 'set by the user' };
		let seen: unknown;
		await run(
			async function () {
				seen = this.getNodeParameter('limit', 0, 'the fallback');
				return [[]];
			},
			{ parameters },
		);
		expect(seen).toBe('the fallback');
		const result = await run(
			async function () {
				this.getNodeParameter('limit', 0);
				return [[]];
			},
			{ parameters },
		);
		expect(result.failed?.message).toMatch(/^Could not get parameter/);
	});

	it('shows the expression itself with rawExpressions', async () => {
		let seen: unknown;
		await run(
			async function () {
				const raw = { rawExpressions: true };
				seen = [this.getNodeParameter('kind', 1), this.getNodeParameter('kind', 1, undefined, raw)];
				return [[]];
			},
			{ parameters: { kind: '={{ $json.n }}' } },
		);
		expect(seen).toEqual([1, '={{ $json.n }}']);
	});

	it('gives undefined for an expression that yields nothing', async () => {
		let seen: unknown = 'untouched';
		await run(
			async function () {
				seen = this.getNodeParameter('kind', 0);
				return [[]];
			},
			{ parameters: { kind: '={{ $json.missing }}' } },
		);
		expect(seen).toBeUndefined();
	});

	it('evaluates $runIndex through evaluateExpression, without the leading equals sign', async () => {
		let seen: unknown;
		await run(async function () {
			seen = [
				this.evaluateExpression('{{ $runIndex }}', 0),
				this.evaluateExpression('$runIndex', 0),
			];
			return [[]];
		});
		expect(seen).toEqual([0, '$runIndex']);
	});
});
