/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnection, INodeParameters, OnError } from 'n8n-workflow';
import type { Recipe } from './recipes/recipe';

/** A node as the file has it. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: INodeParameters;
	onError?: OnError;
	retryOnFail?: boolean;
	alwaysOutputData?: boolean;
	webhookId?: string;
	disabled?: boolean;
	credentials?: Record<string, { id: string; name: string }>;
}

/** A workflow as `n8n export:workflow` writes it and the editor imports it. */
export interface WorkflowFile {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, { main: IConnection[][] }>;
	active: boolean;
	settings: Record<string, unknown>;
	pinData: Record<string, unknown>;
}

const FOLDER = join(__dirname, '../../workflows');

/** The files of all example workflows. */
export const workflowFiles = (): string[] =>
	readdirSync(FOLDER)
		.filter((name) => name.endsWith('.json'))
		.sort();

export const workflowText = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

/** A fresh copy of one. */
export const readWorkflow = (file: string): WorkflowFile =>
	JSON.parse(workflowText(file)) as WorkflowFile;

const ZENDESK = 'n8n-nodes-base.zendesk';

/**
 * The workflow with a recipe's settings. Where there is no Zendesk, a stand-in for each of its nodes only shows what the
 * node was given.
 */
export function workflowFor(
	file: string,
	{ settings = {}, commentUrl }: Recipe,
	ticketSystem: string | null,
	hasZendesk = false,
): WorkflowFile {
	const workflow = readWorkflow(file);
	const changes = Object.entries(settings).map(([node, values]) => [node, { ...values }] as const);
	const byNode = new Map(changes);
	if (commentUrl && ticketSystem !== null) {
		const { node, field } = commentUrl;
		byNode.set(node, { ...byNode.get(node), [field]: ticketSystem });
	}
	for (const node of workflow.nodes) {
		for (const [field, value] of Object.entries(byNode.get(node.name) ?? {})) {
			assignmentOf(node, field).value = value;
		}
		if (node.type === ZENDESK && !hasZendesk) showOnly(node);
	}
	return workflow;
}

type Assignment = { id: string; name: string; value: string | number; type: string };

function assignmentOf(node: WorkflowNode, field: string): Assignment {
	const { assignments } = node.parameters.assignments as { assignments?: Assignment[] };
	const found = assignments?.find(({ name }) => name === field);
	if (!found) throw new Error(`'${node.name}' sets no '${field}'`);
	return found;
}

function showOnly(node: WorkflowNode): void {
	const { id, updateFields } = node.parameters as {
		id: string;
		updateFields?: Record<string, string>;
	};
	// A ticket that is read has no tags, so that nothing is noted on it.
	const values = Object.entries({ id, ...(updateFields ?? { tags: '={{ [] }}' }) });
	node.type = 'n8n-nodes-base.set';
	node.typeVersion = 3.4;
	delete node.credentials;
	node.parameters = {
		assignments: {
			assignments: values.map(([name, value]) => ({
				...{ id: name, name, value, type: name === 'tags' ? 'array' : 'string' },
			})),
		},
		options: {},
	};
}
