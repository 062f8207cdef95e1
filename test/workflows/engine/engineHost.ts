import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { credentialsFor, loadProcess } from '../../bed';
import { createN8n, DeduplicationStore, type Connection, type NodeSpec } from '../../n8n/harness';
import type { Host, Played } from '../playRecipe';
import { workflowFor, type WorkflowFile } from '../readWorkflow';
import type { Books, Delivery, Fields, FilledForm } from '../recipes';
import { foreignNodes, type Outside } from './foreignNodes';

export interface EngineHost extends Host {
	stop(): Promise<void>;
}

/** n8n's engine with the built nodes, and stand-ins for n8n's own nodes. */
export async function engineHost(): Promise<EngineHost> {
	const sandbox = await startSandbox();
	const loaded = loadProcess();
	return {
		books: booksOf(sandbox),
		open: async (recipe) => {
			const store = new DeduplicationStore();
			return {
				play: async (step) => {
					const file = workflowFor(step.file ?? recipe.file, recipe, 'ticket system');
					const comments: unknown[] = [];
					let answer: Played['answer'] | undefined;
					const outside: Outside = {
						decision: step.decision,
						posted: (body) => comments.push(body),
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
						nodes: { ...loaded.nodes, ...foreignNodes(outside) },
						credentials: credentialsFor(sandbox),
						store,
					});
					const start = await step.start(booksOf(sandbox));
					const { nodes, connections } = graphOf(file, start.kind);
					const result = await n8n.runWorkflow({
						...{ nodes, connections, items: itemsOf(start), workflowId: file.id },
					});
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
		stop: async () => await sandbox.stop(),
	};
}

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
	const specs = nodes.map(({ id, name, type, typeVersion, parameters, onError }): NodeSpec => ({
		...{ id, name, type, typeVersion, parameters },
		...(onError && { onError }),
	}));
	return { nodes: specs, connections };
}

/** What the trigger gives out; for a file, its rows. */
function itemsOf(start: Delivery | FilledForm): IDataObject[] {
	if (start.kind === 'webhook') return [{ body: start.body as IDataObject }];
	if (!start.file) return [{ ...start.fields }];
	return start.file.rows.map((row) => ({ ...start.fields, ...row }));
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
