import './environment';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestRequest,
	type INode,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { TestCredentialsHelper } from './credentialsHelper';
import { createNodeTypes } from './nodeTypes';

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** The shape of what went wrong, as n8n's tester looks at it. */
type Failure = {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
};

/**
 * Sends a credential's `test` request the way n8n's Test button does: as a one-parameter declarative node,
 * a fresh token first, then the rules for statuses, then the rules for bodies.
 */
export async function testCredential(
	helper: TestCredentialsHelper,
	additionalData: IWorkflowExecuteAdditionalData,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<CredentialTestResult> {
	const test = helper.typeOf(type).test;
	if (test === undefined) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const credentials: ICredentialsDecrypted = {
		id: type,
		name: type,
		type,
		data: helper.withDefaults(additionalData, data, type, 'internal'),
	};
	const node: INode = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		credentials: { [type]: { id: type, name: type } },
	};
	const nodeType = testNode(type, test);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: createNodeTypes({ [node.type]: nodeType }),
	});
	const context = new ExecuteContext(
		workflow,
		node,
		{ ...additionalData, currentNodeParameters: node.parameters },
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		const response = await new RoutingNode(context, nodeType, credentials).runNode();
		const body: unknown = response?.[0]?.[0]?.json;
		for (const rule of test.rules ?? []) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, value, message } = rule.properties;
			if (valueAt(body, key) === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: explain(error as Failure, test) };
	}
}

function explain(error: Failure, test: ICredentialTestRequest): string {
	const response = error.cause?.response;
	if (response === undefined) return error.cause?.code ?? error.message;
	for (const rule of test.rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return rule.properties.message;
		}
	}
	return response.statusText || `Received HTTP status code: ${response.status}`;
}

function valueAt(body: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}

function testNode(type: string, test: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'No Operation',
			name: 'n8n-nodes-base.noOp',
			group: ['organization'],
			version: 1,
			description: 'Sends the test request',
			defaults: { name: 'Temp-Node' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
}
