import './environment';
import type { INodeExecutionData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { TestCredentialsHelper } from './credentialsHelper';
import { testCredential } from './credentialTest';
import { DeduplicationStore } from './deduplicationStore';
import { execute, type Installation } from './execution';
import { listSearch } from './listSearch';
import { INPUT_TYPE, LOOP_TYPE } from './nodeTypes';
import type { N8n, N8nOptions, NodeSpec, RunOptions, RunResult, WorkflowResult } from './types';

export { DeduplicationStore } from './deduplicationStore';
export { loadPackage } from './loadNodes';
export { LOOP_TYPE, PASS_TYPE } from './nodeTypes';
export type * from './types';
export type { CredentialTestResult } from './credentialTest';

/** The name of the node that hands out the items, for `$('Input')`. */
export const INPUT_NAME = 'Input';

/** What the node under test is called unless the test names it. */
export const NODE_NAME = 'Node';

/** Sets up an n8n to run nodes in. Cheap: make one for each test. */
export function createN8n(options: N8nOptions): N8n {
	const helper = new TestCredentialsHelper(options.credentialTypes, options.credentials);
	const installation: Installation = {
		nodes: options.nodes,
		credentialsHelper: helper,
		store: options.store ?? new DeduplicationStore(),
	};

	const runWorkflow: N8n['runWorkflow'] = async ({ items, ...workflow }) =>
		await execute(installation, {
			...workflow,
			items: items.map(asItem),
			nodes: [{ type: INPUT_TYPE, name: INPUT_NAME }, ...workflow.nodes],
		});

	const run: N8n['run'] = async ({ node, tail, ...rest }) => {
		const named = withName(node, NODE_NAME);
		const result = await runWorkflow({
			...rest,
			nodes: [named, ...(tail?.nodes ?? [])],
			connections: [{ from: INPUT_NAME, to: named.name }, ...(tail?.connections ?? [])],
		});
		return viewOf(result, named.name);
	};

	const runTwiceInBranches: N8n['runTwiceInBranches'] = async ({ node, tail, ...rest }) => {
		const first = withName(node, NODE_NAME);
		const second = { ...first, id: `${first.id ?? first.name} 2`, name: `${first.name} 2` };
		const result = await runWorkflow({
			...rest,
			nodes: [first, second, ...(tail?.nodes ?? [])],
			connections: [
				{ from: INPUT_NAME, to: first.name },
				{ from: INPUT_NAME, to: second.name },
				...(tail?.connections ?? []),
			],
		});
		return [viewOf(result, first.name), viewOf(result, second.name)];
	};

	const runInLoop: N8n['runInLoop'] = async ({ node, tail, batchSize, ...rest }) => {
		const named = withName(node, NODE_NAME);
		return await runWorkflow({
			...rest,
			nodes: [
				{ type: LOOP_TYPE, name: 'Loop', parameters: { batchSize } },
				named,
				...(tail?.nodes ?? []),
			],
			connections: [
				{ from: INPUT_NAME, to: 'Loop' },
				{ from: 'Loop', output: 1, to: named.name },
				{ from: named.name, to: 'Loop' },
				...(tail?.connections ?? []),
			],
		});
	};

	return {
		run,
		runTwiceInBranches,
		runInLoop,
		runWorkflow,
		testCredential: async (type, data) => {
			if (data) helper.save(type, data);
			const additionalData = { credentialsHelper: helper, variables: {} };
			return await testCredential(
				helper,
				additionalData as unknown as IWorkflowExecuteAdditionalData,
				type,
				helper.read(type),
			);
		},
		listSearch: async (search) => await listSearch(options.nodes, helper, search),
		savedCredential: (type) => helper.read(type),
		editCredential: (type, changes) => helper.save(type, { ...helper.read(type), ...changes }),
	};
}

function withName(node: NodeSpec, name: string): NodeSpec & { name: string } {
	return { ...node, name: node.name ?? name };
}

function asItem(item: RunOptions['items'][number]): INodeExecutionData {
	const isItem = typeof item.json === 'object' && item.json !== null;
	return isItem ? (item as INodeExecutionData) : { json: item as INodeExecutionData['json'] };
}

function viewOf(result: WorkflowResult, nodeName: string): RunResult {
	return {
		...result,
		...result.outputs(nodeName),
		hints: result.hints(nodeName),
		retry: async (options) => viewOf(await result.retry(options), nodeName),
	};
}
