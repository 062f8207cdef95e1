import './environment';
import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { TestCredentialsHelper } from './credentialsHelper';
import { createNodeTypes } from './nodeTypes';

/** One look into the list of a resource locator. */
export interface Search {
	/** Full type name of the node. */
	type: string;
	/** The `searchListMethod` of the field. */
	method: string;
	parameters: INodeParameters;
	filter?: string;
	paginationToken?: string;
}

/** Opens the list of a resource locator as n8n's editor does while a person types and scrolls. */
export async function listSearch(
	nodes: Record<string, INodeType>,
	helper: TestCredentialsHelper,
	{ type, method, parameters, filter, paginationToken }: Search,
): Promise<INodeListSearchResult> {
	const nodeType = nodes[type];
	const search = nodeType?.methods?.listSearch?.[method];
	if (!nodeType || !search) throw new Error(`${type} has no list ${method}`);
	const names = nodeType.description.credentials?.map(({ name }) => name) ?? [];
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(names.map((name) => [name, { id: name, name }])),
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: createNodeTypes(nodes),
	});
	const additionalData = {
		credentialsHelper: helper,
		variables: {},
		currentNodeParameters: parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.invoiceId');
	return await search.call(context as unknown as ILoadOptionsFunctions, filter, paginationToken);
}
