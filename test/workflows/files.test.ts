/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';
import { loadPackage } from '../n8n/harness';
import { RECIPES } from './recipes';
import { readWorkflow, workflowFiles, workflowText, type WorkflowNode } from './readWorkflow';

const OURS = 'n8n-nodes-invoice-refunds.';
const NODE_SIZE = 96;
/** What n8n itself has, as far as the examples use it; the end-to-end test imports them into a real n8n. */
const OF_LANGCHAIN = [
	'chatTrigger',
	'agent',
	'chat',
	'chatHitlTool',
	'lmChatOpenAi',
	'memoryBufferWindow',
];
const OF_N8N = [
	...['webhook', 'formTrigger', 'form', 'respondToWebhook', 'wait', 'httpRequest', 'zendesk'],
	...['set', 'if', 'switch', 'merge', 'splitOut', 'sort', 'noOp', 'stopAndError', 'stickyNote'],
	...['extractFromFile', 'convertToFile', 'code', 'postgres', 'redis'],
]
	.map((name) => `n8n-nodes-base.${name}`)
	.concat(OF_LANGCHAIN.map((name) => `@n8n/n8n-nodes-langchain.${name}`));

/** The versions of its own nodes that n8n 1.123.81 has, as far as the examples use them: read from its packages. */
const IN_N8N_1: Readonly<Record<string, readonly number[]>> = {
	code: [2],
	convertToFile: [1.1],
	extractFromFile: [1.1],
	form: [1],
	formTrigger: [2.2],
	httpRequest: [4.2],
	if: [2.2],
	merge: [3],
	noOp: [1],
	postgres: [2.6],
	redis: [1],
	respondToWebhook: [1.4],
	set: [3.4],
	sort: [1],
	splitOut: [1],
	stickyNote: [1],
	stopAndError: [1],
	switch: [3.2],
	wait: [1.1],
	webhook: [2.1],
	zendesk: [1],
};

/** What n8n adds to the twin that it makes of a node for AI agents. */
const OF_TWINS: readonly INodeProperties[] = ['descriptionType', 'toolDescription'].map((name) => ({
	...{ displayName: name, name, type: 'string', default: '' },
}));
const typeOf = ({ type }: WorkflowNode) => (isTwin(type) ? type.replace(/Tool$/, '') : type);
const isTwin = (type: string) => type.startsWith(OURS) && type.endsWith('Tool');

const { nodes: ours, credentialTypes } = loadPackage();
const isNote = ({ type }: WorkflowNode) => type.endsWith('.stickyNote');
const isOurs = ({ type }: WorkflowNode) => type.startsWith(OURS);

interface Box {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

function boxOf({ name, position: [left, top], parameters: { width, height } }: WorkflowNode): Box {
	const right = left + (typeof width === 'number' ? width : NODE_SIZE);
	return {
		name,
		left,
		top,
		right,
		bottom: top + (typeof height === 'number' ? height : NODE_SIZE),
	};
}

const meet = (one: Box, other: Box) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;
const holds = (outer: Box, inner: Box) =>
	outer.left <= inner.left &&
	inner.right <= outer.right &&
	outer.top <= inner.top &&
	inner.bottom <= outer.bottom;
const pairs = (boxes: readonly Box[], wrong: (one: Box, other: Box) => boolean) =>
	boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.flatMap((other) => (wrong(one, other) ? [`${one.name} / ${other.name}`] : [])),
	);

/** Names that a parameter or a value below it has and its description lacks. */
function unknownIn(
	values: INodeParameters,
	properties: readonly INodeProperties[],
	at = '',
): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const found = properties.filter((property) => property.name === name);
		if (found.length === 0) return [`${at}${name}`];
		const [{ type, options = [] }] = found as [INodeProperties];
		if (type === 'collection') {
			return unknownIn(value as INodeParameters, options as INodeProperties[], `${at}${name}.`);
		}
		if (type === 'options' && typeof value === 'string' && !value.startsWith('=')) {
			const all = found.flatMap((property) => property.options ?? []);
			return all.some((option) => 'value' in option && option.value === value)
				? []
				: [`${at}${name}: ${value}`];
		}
		return [];
	});
}

/** The texts of a node's parameters that n8n resolves. */
function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(expressionsIn);
}

/**
 * Played elsewhere: by `test/e2e/agent.test.ts`, with a chat model that follows a script; by
 * `claimBeforeRefund.test.ts` and `npm run queue:claim`, with a store for the claims.
 */
const WITHOUT_RECIPE = [
	'ai-agent-refund.json',
	'claim-before-refund-postgres.json',
	'claim-before-refund-redis.json',
];

it('every example has a recipe that runs it, but for those that are played elsewhere', () => {
	const tried = RECIPES.map(({ file }) => file);
	expect(
		workflowFiles().filter((file) => !WITHOUT_RECIPE.includes(file) && !tried.includes(file)),
	).toEqual([]);
});

it('the documentation says which n8n each example runs on', () => {
	const page = readFileSync(join(__dirname, '../../docs/workflows.md'), 'utf8');
	for (const file of workflowFiles()) {
		const foreign = readWorkflow(file).nodes.filter((node) => !isOurs(node));
		const newer = foreign.filter(({ type, typeVersion }) => {
			const [, name = ''] = /^n8n-nodes-base\.(.+)$/.exec(type) ?? [];
			return IN_N8N_1[name]?.includes(typeVersion) !== true;
		});
		const [said = ''] =
			page.match(new RegExp(`^\\| \\[${file.replace('.', '\\.')}\\].*$`, 'm')) ?? [];
		expect({ file, newer: newer.length > 0, said }).toEqual({
			...{ file, newer: newer.length > 0 },
			said: expect.stringMatching(
				newer.length > 0 ? /\| 2\.x, with .+ +\|$/ : /\| 1\.123, 2\.x +\|$/,
			),
		});
		expect(workflowText(file)).toMatch(
			newer.length > 0 ? /Needs n8n 2/ : /Runs on n8n 1\.123 and 2\.x/,
		);
	}
});

it('no two examples share an id, or a path on which n8n listens', () => {
	const files = workflowFiles().map(readWorkflow);
	const ids = files.map(({ id }) => id);
	const paths = files.flatMap(({ nodes }) =>
		nodes.flatMap(({ parameters: { path, options } }) => {
			const own = path ?? (options as INodeParameters | undefined)?.path;
			return own === undefined ? [] : [own];
		}),
	);
	const hooks = files.flatMap(({ nodes }) => nodes.flatMap(({ webhookId }) => webhookId ?? []));
	for (const names of [ids, paths, hooks]) expect(new Set(names).size).toBe(names.length);
});

describe.each(workflowFiles())('the example %s', (file) => {
	const text = workflowText(file);
	const workflow = readWorkflow(file);
	const { nodes, connections } = workflow;
	const steps = nodes.filter((node) => !isNote(node));
	const notes = nodes.filter(isNote);
	const refunding = nodes.filter((node) => isOurs(node) && node.parameters.operation === 'refund');
	const nodeNamed = (name: string) => nodes.filter((node) => node.name === name);

	it('has nodes with one name and one id each, of types that are there', () => {
		for (const key of ['name', 'id'] as const) {
			expect(new Set(nodes.map((node) => node[key])).size).toBe(nodes.length);
		}
		const known = [...OF_N8N, ...Object.keys(ours)];
		expect(nodes.map(typeOf).filter((type) => !known.includes(type))).toEqual([]);
	});

	it('gives our nodes only parameters and values that they have', () => {
		for (const node of nodes.filter(isOurs)) {
			const { description } = ours[typeOf(node)] as INodeType;
			const properties = [...description.properties, ...(isTwin(node.type) ? OF_TWINS : [])];
			expect({
				node: node.name,
				unknown: unknownIn(node.parameters, properties),
			}).toEqual({ node: node.name, unknown: [] });
			const shown = NodeHelpers.getNodeParameters(
				properties,
				node.parameters,
				true,
				false,
				node,
				description,
			);
			// What is hidden is dropped by n8n: then the file says something that does not happen.
			expect(Object.keys(shown ?? {}).sort()).toEqual(
				expect.arrayContaining(Object.keys(node.parameters)),
			);
			for (const type of Object.keys(node.credentials ?? {}))
				expect(credentialTypes[type]).toBeDefined();
		}
	});

	it('connects nodes that are there, each from outputs that lead on', () => {
		const reached = new Set<string>();
		for (const [from, kinds] of Object.entries(connections)) {
			expect(nodeNamed(from)).toHaveLength(1);
			for (const [kind, outputs] of Object.entries(kinds)) {
				for (const { node } of outputs.flat()) {
					expect(nodeNamed(node)).toHaveLength(1);
					// A model, a memory or a tool is reached by the node that uses it.
					reached.add(kind === 'main' ? node : from);
				}
			}
		}
		const loose = steps.filter(
			({ name, type }) => !reached.has(name) && !/(webhook|formTrigger|chatTrigger)$/.test(type),
		);
		expect(loose.map(({ name }) => name)).toEqual([]);
	});

	it('names only nodes that are there in its expressions', () => {
		for (const node of steps) {
			for (const expression of expressionsIn(node.parameters)) {
				for (const [, name = ''] of expression.matchAll(/\$\('([^']+)'\)/g)) {
					expect({ in: node.name, name, there: nodeNamed(name).length }).toMatchObject({
						there: 1,
					});
				}
			}
		}
	});

	it('has no form that n8n refuses to show for the answer behind it', () => {
		const behind = (name: string, seen = new Set<string>()): Set<string> => {
			for (const { node } of (connections[name]?.main ?? []).flat()) {
				if (!seen.has(node)) behind(node, seen.add(node));
			}
			return seen;
		};
		const answers = nodes.filter(({ type }) => type.endsWith('.respondToWebhook'));
		for (const { name, type, parameters } of steps) {
			if (!type.endsWith('.formTrigger') && parameters.resume !== 'form') continue;
			const after = behind(name);
			const answered = answers.some((answer) => after.has(answer.name));
			expect({ name, answered }).toEqual({
				name,
				answered: parameters.responseMode === 'responseNode',
			});
		}
	});

	it('refunds only what is named, under a reference, and loses no failure', () => {
		for (const { name, parameters, onError, retryOnFail } of refunding) {
			expect({ name, ...parameters }).toMatchObject({
				name,
				refundType: 'amount',
				amount: expect.stringMatching(/^=/),
				reference: expect.stringMatching(/^=\{\{ .+ \}\}$/),
				options: expect.objectContaining({
					maximumAmount: expect.stringMatching(/^(\d+\.\d\d|=\{\{ .+ \}\})$/),
				}),
			});
			expect(onError).toMatch(/^continue(Error|Regular)Output$/);
			expect(retryOnFail).toBeUndefined();
			if (onError === 'continueErrorOutput') expect(connections[name]?.main).toHaveLength(2);
		}
	});

	it('reads files at the newest version, as bytes, where no damage ends the reading early', () => {
		for (const { type, typeVersion, parameters } of nodes) {
			if (!type.endsWith('.extractFromFile')) continue;
			expect({ typeVersion, ...parameters }).toMatchObject({
				...{ typeVersion: 1.1, operation: 'binaryToPropery' },
			});
		}
	});

	it('shares no row of the memory with Remove Duplicates', () => {
		expect(nodes.filter(({ type }) => type.endsWith('.removeDuplicates'))).toEqual([]);
	});

	it('can be cut off by no time limit, and keeps what happened', () => {
		expect(workflow.settings).toMatchObject({ executionOrder: 'v1' });
		expect(workflow.settings).not.toHaveProperty('executionTimeout');
		expect(workflow.active).toBe(false);
	});

	it('carries no pinned data, no secret and no address but reserved ones', () => {
		expect(workflow.pinData).toEqual({});
		expect(text).not.toMatch(/sk_(test|live)_|@[a-z]+\.[a-z]/i);
		const hosts = [...text.matchAll(/https?:\/\/([^/"\s]+)/g)].map(([, host = '']) => host);
		expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([]);
	});

	it('explains itself in notes that nothing hides', () => {
		expect(notes.length).toBeGreaterThanOrEqual(3);
		expect(notes.map(({ name }) => name)).toContain('About this workflow');
		const boxes = notes.map(boxOf);
		expect(pairs(boxes, meet)).toEqual([]);
		// A node stands in a note as in a frame, or beside it: never across its edge.
		const across = steps
			.map(boxOf)
			.flatMap((node) =>
				boxes.flatMap((note) =>
					meet(note, node) && !holds(note, node) ? [`${node.name} / ${note.name}`] : [],
				),
			);
		expect(across).toEqual([]);
	});

	it('has no two nodes on top of each other', () => {
		expect(pairs(steps.map(boxOf), meet)).toEqual([]);
	});
});
