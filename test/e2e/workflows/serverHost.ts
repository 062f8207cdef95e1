import axios from 'axios';
import type { Host, Played } from '../../workflows/playRecipe';
import { workflowFor, type WorkflowFile, type WorkflowNode } from '../../workflows/readWorkflow';
import type { Books, Fields, Step } from '../../workflows/recipes';
import type { Execution, N8nApi } from '../editor/n8nApi';
import { closingPage, handIn } from './forms';
import { listenForComments } from './ticketSystem';
import { until } from '../until';

const http = axios.create({ proxy: false, validateStatus: () => true, maxRedirects: 0 });
const BUSY = new Set(['new', 'running', 'waiting']);

/** What the workflows' webhooks and forms ask for. */
export interface Entrance {
	readonly header: { readonly name: string; readonly value: string };
	readonly basic: { readonly username: string; readonly password: string };
}

/** A workflow on the server. */
interface Opened {
	readonly id: string;
	readonly file: WorkflowFile;
	/** Whether it was put there for the recipe, and has to go again. */
	readonly ours: boolean;
}

/** A real n8n server, driven over HTTP as its users drive it. */
export function serverHost(n8n: string, api: N8nApi, books: Books, entrance: Entrance): Host {
	return {
		books,
		open: async (recipe) => {
			const ticketSystem = await listenForComments();
			const files = new Set([recipe.file, ...recipe.steps.flatMap(({ file }) => file ?? [])]);
			const opened = new Map<string, Opened>();
			for (const path of files) {
				opened.set(path, await publish(workflowFor(path, recipe, ticketSystem.url)));
			}
			return {
				play: async (step) => {
					const workflow = opened.get(step.file ?? recipe.file);
					if (!workflow) throw new Error('not opened');
					ticketSystem.comments.length = 0;
					return await play(workflow, step, ticketSystem.comments);
				},
				close: async () => {
					await ticketSystem.close();
					for (const { id, ours } of opened.values()) if (ours) await api.remove(id);
				},
			};
		},
	};

	/** The one that the stage has published already runs as it is. */
	async function publish(file: WorkflowFile): Promise<Opened> {
		if (await api.isPublished(file.id)) return { id: file.id, file, ours: false };
		const { name, nodes, connections, settings } = file;
		const id = await api.save({ name, nodes, connections, settings });
		await api.publish(id);
		await until(async () => await listens(file));
		return { id, file, ours: true };
	}

	async function play(
		{ id, file }: Opened,
		step: Step,
		comments: readonly unknown[],
	): Promise<Played> {
		const earlier = (await api.lastExecution(id))?.id;
		const current = async () => {
			const last = await api.lastExecution(id);
			return last === null || last.id === earlier ? undefined : last;
		};
		const start = await step.start(books);
		const answer =
			start.kind === 'webhook'
				? await http.post<unknown>(`${n8n}/webhook/${pathOf(file, 'webhook')}`, start.body, {
						headers: { [entrance.header.name]: entrance.header.value },
					})
				: await handIn(formUrl(file), nodeOf(file, 'formTrigger'), start, entrance.basic);
		if (step.settlesAs) await books.settle(refundIn(answer.data), step.settlesAs);
		if (step.decision) {
			const link = await until(async () => ifWaiting(await current(), answer.data));
			const decision = { kind: 'form', fields: step.decision } as const;
			await handIn(link, nodeOf(file, 'wait'), decision, entrance.basic);
		}
		if (start.kind === 'form' && nodeOf(file, 'form', true)) {
			const link = await until(async () => {
				const execution = await current();
				return ifEnded(execution) ? null : ifWaiting(execution, answer.data);
			});
			if (link !== null) {
				const report = await closingPage(link);
				expect(report).toHaveLength(1 + (start.file?.rows ?? 0));
			}
		}
		const ended = await until(async () => ifEnded(await current()));
		return {
			status: ended.status,
			answer: { status: answer.status, body: answer.data },
			nodes: nodesOf(ended),
			comments,
		};
	}

	/** n8n registers webhooks and forms shortly after a workflow is published. A GET starts neither. */
	async function listens(file: WorkflowFile): Promise<true | undefined> {
		if (nodeOf(file, 'webhook', true)) {
			const { data } = await http.get<unknown>(`${n8n}/webhook/${pathOf(file, 'webhook')}`);
			if (!JSON.stringify(data).includes('POST request')) return undefined;
		}
		if (!nodeOf(file, 'formTrigger', true)) return true;
		const { status } = await http.get<unknown>(formUrl(file));
		return status === 401 ? true : undefined;
	}

	function formUrl(file: WorkflowFile): string {
		return `${n8n}/form/${pathOf(file, 'formTrigger')}`;
	}
}

function nodeOf(file: WorkflowFile, type: string, optional = false): WorkflowNode | undefined {
	const node = file.nodes.find((one) => one.type === `n8n-nodes-base.${type}`);
	if (!node && !optional) throw new Error(`${file.name} has no ${type}`);
	return node;
}

function pathOf(file: WorkflowFile, type: string): string {
	const { path, options } = (nodeOf(file, type)?.parameters ?? {}) as {
		path?: string;
		options?: { path?: string };
	};
	return path ?? options?.path ?? '';
}

function refundIn(body: unknown): string {
	const refundId = (body as { refundId?: unknown }).refundId;
	if (typeof refundId !== 'string') throw new Error(`no refund in ${JSON.stringify(body)}`);
	return refundId;
}

const ifEnded = (execution: Execution | undefined) =>
	execution && !BUSY.has(execution.status) ? execution : undefined;

/** The link to the form that the workflow waits for: in its answer, or in a note that it wrote. */
function ifWaiting(execution: Execution | undefined, answer: unknown): string | undefined {
	if (execution?.status !== 'waiting') return undefined;
	const text = JSON.stringify([answer, ...nodesOf(execution).values()]);
	return /https?:[^"\s\\]*\/form-waiting\/[^"\s\\]*/.exec(text)?.[0];
}

function nodesOf({ run }: Execution): Map<string, Fields[]> {
	return new Map(
		Object.entries(run.resultData.runData).map(([name, runs]) => [
			name,
			runs.flatMap((task) =>
				(task.data?.main ?? []).flatMap((items) => (items ?? []).map(({ json }) => json)),
			),
		]),
	);
}
