import '../../n8n/harness/environment';
import { runCode } from './runCode';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

type Items = INodeExecutionData[];
type Work = (this: IExecuteFunctions) => Promise<Items[]>;

function node(
	work: Work,
	properties: INodeProperties[] = [],
	changes: Partial<INodeTypeDescription> = {},
): INodeType {
	return {
		description: {
			displayName: 'Foreign',
			name: 'foreign',
			group: ['transform'],
			version: [1, 1.1, 1.4, 2.1, 2.2, 3, 3.2, 3.4, 4.2],
			description: 'Stands in for a node of n8n itself',
			defaults: { name: 'Foreign' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties,
			...changes,
		},
		execute: work,
	};
}

const text = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});
/** n8n's own filter engine evaluates these, as in the real If and Switch. */
const filter: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
};

const paired = (json: IDataObject, item: number): INodeExecutionData => ({
	json,
	pairedItem: { item },
});

const pass = node(async function () {
	return [this.getInputData()];
});

/** Conversions to the assigned type, as far as the example workflows use them. */
const CONVERSIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
	string: (value) =>
		value === null || value === undefined
			? null
			: typeof value === 'object'
				? JSON.stringify(value)
				: String(value),
	number: Number,
};

const set = node(
	async function () {
		return [
			this.getInputData().map((_, i) => {
				if (this.getNodeParameter('mode', i, 'manual') === 'raw') {
					return paired(this.getNodeParameter('jsonOutput', i) as IDataObject, i);
				}
				const { assignments } = this.getNodeParameter('assignments', i) as {
					assignments: Array<{ name: string; value: unknown; type: string }>;
				};
				const fields = assignments.map(({ name, value, type }) => {
					const convert = CONVERSIONS[type];
					return [name, convert ? convert(value) : value] as const;
				});
				return paired(Object.fromEntries(fields) as IDataObject, i);
			}),
		];
	},
	[
		{ displayName: 'Assignments', name: 'assignments', type: 'assignmentCollection', default: {} },
		text('mode'),
		text('jsonOutput'),
	],
);

const ifNode = node(
	async function () {
		const ways: [Items, Items] = [[], []];
		this.getInputData().forEach((item, i) => {
			const holds = this.getNodeParameter('conditions', i, false, { extractValue: true });
			ways[holds === true ? 0 : 1].push({ ...item, pairedItem: { item: i } });
		});
		return ways;
	},
	[filter],
	{ outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main] },
);

const switchNode = node(
	async function () {
		const rules = this.getNodeParameter('rules.values', 0) as unknown[];
		const ways: Items[] = Array.from({ length: rules.length + 1 }, () => []);
		this.getInputData().forEach((item, i) => {
			const fits = rules.findIndex(
				(_, rule) =>
					this.getNodeParameter(`rules.values[${rule}].conditions`, i, false, {
						extractValue: true,
					}) === true,
			);
			ways[fits < 0 ? rules.length : fits]?.push({ ...item, pairedItem: { item: i } });
		});
		return ways;
	},
	[
		{
			displayName: 'Rules',
			name: 'rules',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			options: [{ displayName: 'Values', name: 'values', values: [filter, text('outputKey')] }],
		},
	],
	{
		outputs: Array.from({ length: 8 }, () => NodeConnectionTypes.Main),
	},
);

const merge = node(
	async function () {
		const all: Items = [];
		const inputs = this.getNodeParameter('numberInputs', 0) as number;
		for (let input = 0; input < inputs; input++) {
			this.getInputData(input).forEach((item, i) =>
				all.push({ ...item, pairedItem: { item: i, input } }),
			);
		}
		return [all];
	},
	[{ displayName: 'Number', name: 'numberInputs', type: 'number', default: 2 }],
	{ inputs: Array.from({ length: 10 }, () => NodeConnectionTypes.Main), requiredInputs: 1 },
);

const splitOut = node(
	async function () {
		const field = this.getNodeParameter('fieldToSplitOut', 0) as string;
		return [
			this.getInputData().flatMap(({ json }, i) =>
				(json[field] as IDataObject[]).map((value) => paired({ [field]: value }, i)),
			),
		];
	},
	[text('fieldToSplitOut')],
);

const sort = node(
	async function () {
		const { sortField } = this.getNodeParameter('sortFieldsUi', 0) as {
			sortField: Array<{ fieldName: string }>;
		};
		const [{ fieldName }] = sortField as [{ fieldName: string }];
		const items = this.getInputData().map((item, i) => ({ ...item, pairedItem: { item: i } }));
		return [items.sort((a, b) => Number(a.json[fieldName]) - Number(b.json[fieldName]))];
	},
	[
		{
			displayName: 'Sort',
			name: 'sortFieldsUi',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			options: [{ displayName: '', name: 'sortField', values: [text('fieldName')] }],
		},
	],
);

/** Hands a file on as base64, from wherever n8n keeps binary data. */
const extractFromFile = node(
	async function () {
		const [operation, name, to] = ['operation', 'binaryPropertyName', 'destinationKey'].map(
			(parameter) => this.getNodeParameter(parameter, 0) as string,
		);
		if (operation !== 'binaryToPropery') throw new Error(`the stand-in has no '${operation}'`);
		return [
			this.getInputData().map(({ binary }, i) => {
				const file = binary?.[name ?? ''];
				if (!file) throw new Error(`the item has no file '${name}'`);
				return paired({ [to ?? '']: file.data }, i);
			}),
		];
	},
	[text('operation'), text('binaryPropertyName'), text('destinationKey')],
	{ version: [1, 1.1] },
);

/** The names that n8n gives to the code of a Code node, as far as the example workflows use them. */
const NAMES = [
	'$input',
	'$',
	'$json',
	'$execution',
	'$workflow',
	'$getWorkflowStaticData',
] as const;

/** Runs the code that stands in the file, once for all items. */
const code = (outside: Outside) =>
	node(
		async function () {
			const data = this.getWorkflowDataProxy(0) as unknown as Record<string, unknown>;
			const values: Record<string, unknown> = {
				...Object.fromEntries(NAMES.map((name) => [name, data[name]])),
				$getWorkflowStaticData: () => outside.staticData,
			};
			return [runCode<Items>(this.getNodeParameter('jsCode', 0) as string, values)];
		},
		[text('jsCode')],
	);

const stopAndError = node(
	async function () {
		throw new Error(this.getNodeParameter('errorMessage', 0) as string);
	},
	[text('errorMessage')],
);

/** What the outside world gets to see of a run, and what it answers. */
export interface Outside {
	/** What the person enters whom the workflow asks. */
	readonly decision: IDataObject | undefined;
	/** Called with the webhook's answer, once it is given. */
	answered(status: number, body: unknown): void;
	/** A comment arrives at the ticket system. */
	posted(body: unknown): void;
	/** What n8n keeps with the workflow; it is saved when the execution has ended. */
	readonly staticData: IDataObject;
	readonly zendesk: Zendesk;
	/** The ticket system takes nothing. */
	readonly commentsFail: boolean;
}

/** A ticket in Zendesk, as far as the example workflows read and write it. */
export interface ZendeskTicket {
	status: 'open' | 'closed';
	tags: string[];
	readonly replies: string[];
	readonly notes: string[];
}

/** Every ticket that is asked for is there, and open unless it was closed. */
export class Zendesk {
	private readonly tickets = new Map<string, ZendeskTicket>();

	ticket(id: string): ZendeskTicket {
		const found = this.tickets.get(id) ?? { status: 'open', tags: [], replies: [], notes: [] };
		this.tickets.set(id, found);
		return found;
	}
}

const respond = (outside: Outside) =>
	node(
		async function () {
			const [item] = this.getInputData();
			const { responseCode = 200 } = this.getNodeParameter('options', 0, {}) as {
				responseCode?: number;
			};
			const body: unknown =
				this.getNodeParameter('respondWith', 0) === 'json'
					? JSON.parse(this.getNodeParameter('responseBody', 0) as string)
					: item?.json;
			outside.answered(responseCode, body);
			return [this.getInputData()];
		},
		[
			text('respondWith'),
			text('responseBody'),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [{ displayName: 'Code', name: 'responseCode', type: 'number', default: 200 }],
			},
		],
	);

/** Waits no time; a form is filled in at once. */
const wait = (outside: Outside) =>
	node(
		async function () {
			if (this.getNodeParameter('resume', 0, 'timeInterval') !== 'form')
				return [this.getInputData()];
			// Resolved as n8n does when it shows the form, so that a broken expression shows here as well.
			for (const name of ['formTitle', 'formDescription']) this.getNodeParameter(name, 0);
			return [outside.decision ? [paired(outside.decision, 0)] : this.getInputData()];
		},
		[text('resume'), text('formTitle'), text('formDescription')],
	);

const httpRequest = (outside: Outside) =>
	node(
		async function () {
			return [
				this.getInputData().map((_, i) => {
					if (outside.commentsFail)
						return paired({ error: 'The service refused the connection' }, i);
					outside.posted(JSON.parse(this.getNodeParameter('jsonBody', i) as string));
					return paired({ data: '' }, i);
				}),
			];
		},
		[text('jsonBody')],
		{ outputs: [NodeConnectionTypes.Main] },
	);

/** Get and Update of a ticket; like Zendesk, it takes no update of a closed one. */
const zendesk = (outside: Outside) =>
	node(
		async function () {
			return [
				this.getInputData().map((_, i) => {
					const id = this.getNodeParameter('id', i) as string;
					const ticket = outside.zendesk.ticket(id);
					if (this.getNodeParameter('operation', i) === 'update') {
						const { publicReply, internalNote, tags } = this.getNodeParameter(
							'updateFields',
							i,
						) as { publicReply?: string; internalNote?: string; tags?: string[] };
						if (ticket.status === 'closed') {
							const message = 'Status: closed prevents ticket update';
							if (!this.continueOnFail()) throw new Error(message);
							return paired({ error: message }, i);
						}
						if (publicReply !== undefined) ticket.replies.push(publicReply);
						if (internalNote !== undefined) ticket.notes.push(internalNote);
						if (tags !== undefined) ticket.tags = tags;
					}
					return paired({ id, status: ticket.status, tags: [...ticket.tags] }, i);
				}),
			];
		},
		[
			...[text('operation'), text('id')],
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				default: {},
				options: [text('publicReply'), text('internalNote'), text('tags')],
			},
		],
		{ outputs: [NodeConnectionTypes.Main] },
	);

/** The nodes of n8n itself that the example workflows use, by type. */
export function foreignNodes(outside: Outside): Record<string, INodeType> {
	const own = {
		webhook: pass,
		formTrigger: pass,
		extractFromFile,
		code: code(outside),
		zendesk: zendesk(outside),
		convertToFile: pass,
		form: pass,
		noOp: pass,
		set,
		if: ifNode,
		switch: switchNode,
		merge,
		splitOut,
		sort,
		stopAndError,
		respondToWebhook: respond(outside),
		wait: wait(outside),
		httpRequest: httpRequest(outside),
	};
	return Object.fromEntries(
		Object.entries(own).map(([name, type]) => [`n8n-nodes-base.${name}`, type]),
	);
}
