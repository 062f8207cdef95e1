import './environment';
import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWebhookFunctions,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { TestCredentialsHelper } from './credentialsHelper';
import { createNodeTypes } from './nodeTypes';

/** n8n's own addresses of the one webhook there is. */
export const PRODUCTION_URL = 'https://n8n.example.com/webhook/hook-1/webhook';
export const TEST_URL = 'https://n8n.example.com/webhook-test/hook-1/webhook';

export interface Post {
	/** Undefined where n8n read none, as with forms that hold files. */
	readonly rawBody: Buffer | undefined;
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, string | string[]>>;
	/** The editor listens for a test event. */
	readonly isTest?: boolean;
}

export interface Delivered {
	/** What the sender is answered: the node's own answer, or n8n's 200 for a started workflow. */
	readonly status: number;
	readonly text: string;
	readonly items: readonly IDataObject[];
}

export interface Receiver {
	readonly deliver: (post: Post) => Promise<Delivered>;
	/** What n8n keeps with the workflow between deliveries. */
	readonly staticData: () => IDataObject;
	/** All that was logged since the start. */
	readonly logged: readonly string[];
}

let workflows = 0;

/** A saved workflow that begins with a trigger node, in n8n-core's own webhook context. */
export function openReceiver({
	type,
	node: nodeType,
	credentialType,
	credential,
	parameters = {},
	workflowId = `workflow-${++workflows}`,
	staticData: given = {},
	losesStaticData = false,
}: {
	type: string;
	node: INodeType;
	credentialType: ICredentialType;
	/** Null: none is chosen in the node. */
	credential: ICredentialDataDecryptedObject | null;
	parameters?: INodeParameters;
	/** One of its own unless told: what a process remembers goes by it. */
	workflowId?: string;
	/** What an n8n before this one had kept. */
	staticData?: IDataObject;
	/** Something else always overwrites it. */
	losesStaticData?: boolean;
}): Receiver {
	const { name } = credentialType;
	const helper = new TestCredentialsHelper(
		{ [name]: credentialType },
		credential === null ? {} : { [name]: credential },
	);
	const node: INode = {
		id: 'trigger',
		name: 'Trigger',
		type,
		typeVersion: 1,
		position: [0, 0],
		webhookId: 'hook-1',
		parameters,
		...(credential !== null && { credentials: { [name]: { id: name, name } } }),
	};
	let staticData = given;
	const logged: string[] = [];

	return {
		logged,
		staticData: () => staticData,
		deliver: async ({ rawBody, headers, isTest = false }) => {
			const workflow = new Workflow({
				id: workflowId,
				nodes: [structuredClone(node)],
				connections: {},
				active: true,
				nodeTypes: createNodeTypes({ [type]: nodeType }),
				staticData: structuredClone(staticData),
			});
			const answered = { status: 0, text: '' };
			const response = {
				status: (status: number) => Object.assign(answered, { status }) && response,
				type: () => response,
				send: (text: string) => Object.assign(answered, { text }) && response,
			};
			const additionalData = {
				credentialsHelper: helper,
				variables: {},
				webhookBaseUrl: 'https://n8n.example.com/webhook',
				webhookTestBaseUrl: 'https://n8n.example.com/webhook-test',
				// n8n has parsed the body by then; a node must not believe what came of it.
				httpRequest: { rawBody, headers, params: {}, query: {}, body: { parsed: 'by n8n' } },
				httpResponse: response,
			} as unknown as IWorkflowExecuteAdditionalData;
			const [description] = nodeType.description.webhooks ?? [];
			const start = workflow.getNode('Trigger');
			if (start === null || description === undefined) throw new Error(`${type} has no webhook`);
			const context = new WebhookContext(
				workflow,
				start,
				additionalData,
				isTest ? 'manual' : 'webhook',
				{ webhookDescription: description, isTest } as unknown as IWebhookData,
				[],
				null,
			);
			noteLog(context, logged);
			const result = await nodeType.webhook?.call(context as unknown as IWebhookFunctions);
			// n8n saves it after the answer, and not while testing.
			if (!isTest && !losesStaticData)
				staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
			const items = result?.workflowData?.[0]?.map(({ json }) => json) ?? [];
			if (items.length > 0) return { status: 200, text: 'Workflow was started', items };
			if (answered.status === 0) throw new Error('Nobody answered the delivery');
			return { ...answered, items };
		},
	};
}

function noteLog(context: WebhookContext, logged: string[]): void {
	const note = (message: string, data?: unknown) =>
		logged.push(`${message} ${JSON.stringify(data ?? null)}`);
	const logger = { debug: note, info: note, warn: note, error: note };
	Object.defineProperty(context, 'logger', { value: logger });
}
