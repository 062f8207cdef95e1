import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { credentialsFor, loadProcess } from '../../bed';
import { createN8n, DeduplicationStore, type Connection, type NodeSpec } from '../../n8n/harness';
import type { Host, Played } from '../playRecipe';
import { workflowFor, type WorkflowFile } from '../readWorkflow';
import { bytesOf, type Books, type Delivery, type Fields, type FilledForm } from '../recipes';
import { foreignNodes, Zendesk, type Outside } from './foreignNodes';

export interface EngineHost extends Host {
	readonly sandbox: Sandbox;
	readonly zendesk: Zendesk;
	/** Whether the ticket system's own address takes comments; it does unless told. */
	takeComments(take: boolean): void;
	stop(): Promise<void>;
}

export interface EngineOptions {
	/** Stand-ins for further nodes of n8n itself, by type. */
	readonly nodes?: Readonly<Record<string, INodeType>>;
	/** Another host's sandbox: then this one is a further n8n process, with locks and a memory of its own. */
	readonly sandbox?: Sandbox;
}

/** n8n's engine with the built nodes, and stand-ins for n8n's own nodes. */
export async function engineHost(options: EngineOptions = {}): Promise<EngineHost> {
	const sandbox = options.sandbox ?? (await startSandbox());
	const zendesk = new Zendesk();
	let commentsFail = false;
	const loaded = loadProcess({ freshProcess: options.sandbox !== undefined });
	return {
		sandbox,
		zendesk,
		takeComments: (take) => {
			commentsFail = !take;
		},
		books: booksOf(sandbox),
		open: async (recipe) => {
			const store = new DeduplicationStore();
			let kept: IDataObject = {};
			return {
				play: async (step) => {
					const file = workflowFor(step.file ?? recipe.file, recipe, 'ticket system', true);
					const comments: unknown[] = [];
					let answer: Played['answer'] | undefined;
					const outside: Outside = {
						decision: step.decision,
						posted: (body) => comments.push(body),
						staticData: structuredClone(kept),
						...{ zendesk, commentsFail },
						answered: (status, body) => {
							// A webhook takes one answer; a later one is shown on the form.
							if (answer) return;
							answer = { status, body };
							if (step.settlesAs) {
								sandbox.settleRefund((body as { refundId: string }).refundId, step.settlesAs);
							}
						},
					};
					const n8n = createN8n({
						...loaded,
						nodes: { ...loaded.nodes, ...foreignNodes(outside), ...options.nodes },
						credentials: credentialsFor(sandbox),
						store,
					});
					const start = await step.start(booksOf(sandbox));
					const { nodes, connections } = graphOf(file, start.kind);
					const result = await n8n.runWorkflow({
						...{ nodes, connections, items: itemsOf(start), workflowId: file.id },
					});
					kept = outside.staticData;
					return {
						status: result.failed ? `error: ${result.failed.message}` : 'success',
						answer: answer ?? { status: 200, body: null },
						comments,
						nodes: new Map(
							Object.entries(result.runData).map(([name, runs]) => [
								name,
								runs.flatMap((run): Fields[] =>
									(run.data?.main ?? []).flatMap((items) => (items ?? []).map(({ json }) => json)),
								),
							]),
						),
					};
				},
				close: async () => {},
			};
		},
		stop: async () => await (options.sandbox ? undefined : sandbox.stop()),
	};
}

/** What came with a request to a webhook; none of it may be in an answer. */
const HEADERS = {
	'x-ticket-system': 'header-secret-0001',
	authorization: 'Bearer header-secret-0002',
};

const TRIGGERS = { webhook: 'n8n-nodes-base.webhook', form: 'n8n-nodes-base.formTrigger' } as const;

/** The file as the harness takes it, started at the trigger of that kind. */
function graphOf(file: WorkflowFile, kind: keyof typeof TRIGGERS) {
	const nodes = file.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const trigger = nodes.find(({ type }) => type === TRIGGERS[kind]);
	if (!trigger) throw new Error(`${file.name} has no ${TRIGGERS[kind]}`);
	const connections: Connection[] = [{ from: 'Input', to: trigger.name }];
	for (const [from, { main }] of Object.entries(file.connections)) {
		main.forEach((targets, output) => {
			for (const { node, index } of targets)
				connections.push({ from, to: node, output, input: index });
		});
	}
	const specs = nodes.map(
		({ id, name, type, typeVersion, parameters, onError, alwaysOutputData }): NodeSpec => ({
			...{ id, name, type, typeVersion, parameters },
			...(onError && { onError }),
			...(alwaysOutputData && { alwaysOutputData }),
		}),
	);
	return { nodes: specs, connections };
}

/** What the trigger gives out: a whole request, its secrets included, or the fields of a form and its file. */
function itemsOf(start: Delivery | FilledForm): INodeExecutionData[] {
	if (start.kind === 'webhook') {
		return [
			{
				json: {
					...{ headers: HEADERS, params: {}, query: {}, body: start.body as IDataObject },
					...{ webhookUrl: 'http://localhost/webhook/hook', executionMode: 'production' },
				},
			},
		];
	}
	const { fields, file } = start;
	if (!file) return [{ json: { ...fields } }];
	const data = Buffer.from(bytesOf(file)).toString('base64');
	const binary = { data, mimeType: 'text/csv', fileName: file.name };
	return [{ json: { ...fields }, binary: { [file.label]: binary } }];
}

function booksOf(sandbox: Sandbox): Books {
	return {
		refunds: async (provider) => sandbox.refunds(provider),
		writes: async () => sandbox.writes().length,
		fault: async (rule) => sandbox.fault(rule),
		clearFaults: async () => sandbox.clearFaults(),
		settle: async (refundId, status) => sandbox.settleRefund(refundId, status),
		reset: async () => sandbox.reset(),
	};
}
