import './environment';
import {
	NodeConnectionTypes,
	NodeHelpers,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

/** The node that hands the input items to the workflow. */
export const INPUT_TYPE = 'harness.input';
/** Hands on what it gets. */
export const PASS_TYPE = 'harness.pass';
/** Output 0 when done, output 1 one batch at a time, like n8n's Loop Over Items. Parameter `batchSize`. */
export const LOOP_TYPE = 'harness.loop';

function describe(name: string, changes: Partial<INodeTypeDescription> = {}): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		...changes,
	};
}

/** Gives out the same items at each run; the items are copied, so that no run can change another's. */
export function inputNode(items: INodeExecutionData[]): INodeType {
	return {
		description: describe(INPUT_TYPE, { inputs: [] }),
		async execute() {
			return [structuredClone(items)];
		},
	};
}

const passNode: INodeType = {
	description: describe(PASS_TYPE),
	async execute() {
		return [this.getInputData()];
	},
};

const loopNode: INodeType = {
	description: describe(LOOP_TYPE, {
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['done', 'loop'],
		properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }],
	}),
	async execute() {
		const context = this.getContext('node') as {
			waiting?: INodeExecutionData[];
			done?: INodeExecutionData[];
		};
		if (context.waiting === undefined) {
			context.waiting = [...this.getInputData()];
			context.done = [];
		} else {
			context.done = [...(context.done ?? []), ...this.getInputData()];
		}
		const batch = context.waiting.splice(0, this.getNodeParameter('batchSize', 0) as number);
		return batch.length > 0 ? [[], batch] : [context.done ?? [], []];
	},
};

const mockNode: INodeType = { description: describe('harness.mock') };

/** Looks up node types by their full names. */
export function createNodeTypes(nodes: Record<string, INodeType>): INodeTypes {
	const known: Record<string, INodeType> = {
		'harness.mock': mockNode,
		[PASS_TYPE]: passNode,
		[LOOP_TYPE]: loopNode,
		...nodes,
	};
	const find = (type: string): INodeType => {
		const node = known[type];
		if (node === undefined) throw new Error(`Unknown node type ${type}`);
		return node;
	};
	return {
		getByName: find,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => ({}),
	};
}
