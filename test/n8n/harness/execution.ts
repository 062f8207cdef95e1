import './environment';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { TestCredentialsHelper } from './credentialsHelper';
import { bindStore, type DeduplicationStore } from './deduplicationStore';
import { createNodeTypes, INPUT_TYPE, inputNode } from './nodeTypes';
import type { Connection, NodeSpec, WorkflowOptions, WorkflowResult } from './types';

export interface Installation {
	nodes: Record<string, INodeType>;
	credentialsHelper: TestCredentialsHelper;
	store: DeduplicationStore;
}

interface Definition {
	id: string;
	nodes: INode[];
	connections: IConnections;
	nodeTypes: ReturnType<typeof createNodeTypes>;
}

interface Start {
	mode: WorkflowExecuteMode;
	executionId: string;
	data: IRunExecutionData;
	cancelAfter: Promise<unknown> | undefined;
}

let executions = 0;
const nextExecutionId = () => String(++executions);

/** Runs a workflow from its first node in n8n-core's `WorkflowExecute`. */
export async function execute(
	installation: Installation,
	options: Omit<WorkflowOptions, 'items'> & { items: INodeExecutionData[] },
): Promise<WorkflowResult> {
	const nodeTypes = createNodeTypes({
		...installation.nodes,
		[INPUT_TYPE]: inputNode(options.items),
	});
	const nodes = options.nodes.map((spec, position) =>
		makeNode(spec, position, nodeTypes.getByNameAndVersion(spec.type), installation),
	);
	const [first] = nodes;
	if (first === undefined) throw new Error('A workflow needs a node');
	const definition: Definition = {
		id: options.workflowId ?? 'workflow-1',
		nodes,
		connections: makeConnections(options.connections),
		nodeTypes,
	};
	return await start(installation, definition, {
		mode: options.mode ?? 'trigger',
		executionId: options.executionId ?? nextExecutionId(),
		cancelAfter: options.cancelAfter,
		data: createRunExecutionData({
			executionData: {
				contextData: asSaved(options.contextData ?? {}),
				nodeExecutionStack: [{ node: first, data: { main: [[{ json: {} }]] }, source: null }],
			},
		}),
	});
}

async function start(
	installation: Installation,
	definition: Definition,
	{ mode, executionId, data, cancelAfter }: Start,
): Promise<WorkflowResult> {
	const workflow = new Workflow({
		...definition,
		active: false,
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	});
	await bindStore(workflow, installation.store);
	const saved = { ...definition, name: 'Test' } as unknown as IWorkflowBase;
	const additionalData = {
		credentialsHelper: installation.credentialsHelper,
		hooks: new ExecutionLifecycleHooks(mode, executionId, saved),
		executionId,
		workflowId: definition.id,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: '',
		instanceBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;

	const running = new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
	void cancelAfter?.then(() => running.cancel());
	const run = await running;
	return resultOf(run, executionId, async (options) => {
		return await start(installation, definition, {
			mode: 'retry',
			executionId: nextExecutionId(),
			data: preparedForRetry(run.data),
			cancelAfter: options?.cancelAfter,
		});
	});
}

function resultOf(run: IRun, executionId: string, retry: WorkflowResult['retry']): WorkflowResult {
	const { runData, error } = run.data.resultData;
	return {
		...(error && { failed: error }),
		contextData: asSaved(run.data.executionData?.contextData ?? {}),
		runData,
		executionId,
		outputs: (nodeName, runIndex = 0) => {
			const main = runData[nodeName]?.[runIndex]?.data?.main;
			return { main: main?.[0] ?? [], error: main?.[1] ?? [] };
		},
		hints: (nodeName) => runData[nodeName]?.flatMap((task) => task.hints ?? []) ?? [],
		retry,
	};
}

/** What n8n's execution service does to a failed execution before it starts it again. */
function preparedForRetry(finished: IRunExecutionData): IRunExecutionData {
	const data = asSaved(finished);
	const { lastNodeExecuted, runData } = data.resultData;
	if (data.resultData.error === undefined) {
		throw new Error('The execution succeeded, so it cannot be retried.');
	}
	delete data.resultData.error;
	const tasks = lastNodeExecuted === undefined ? undefined : runData[lastNodeExecuted];
	if (tasks?.at(-1)?.error !== undefined) tasks.pop();
	return data;
}

/** A round through n8n's database: only JSON comes back. */
function asSaved<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

function makeNode(
	spec: NodeSpec,
	position: number,
	{ description }: INodeType,
	{ credentialsHelper }: Installation,
): INode {
	const { name = spec.type, id = name, typeVersion, parameters = {}, ...settings } = spec;
	const { version } = description;
	const credentials = (description.credentials ?? [])
		.map((credential) => credential.name)
		.filter((type) => credentialsHelper.has(type))
		.map((type) => [type, { id: type, name: type }] as const);
	return {
		...settings,
		id,
		name,
		typeVersion: typeVersion ?? (Array.isArray(version) ? (version.at(-1) ?? 1) : version),
		position: [position * 200, position * 100],
		parameters: structuredClone(parameters),
		...(credentials.length > 0 && { credentials: Object.fromEntries(credentials) }),
	};
}

function makeConnections(connections: Connection[]): IConnections {
	const byNode: IConnections = {};
	for (const { from, to, output = 0, input = 0 } of connections) {
		const outputs = ((byNode[from] ??= {})[NodeConnectionTypes.Main] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type: NodeConnectionTypes.Main, index: input });
	}
	return byNode;
}
