import axios from 'axios';
import { parse } from 'flatted';
import type { IRun, IWorkflowBase } from 'n8n-workflow';
import { OWNER } from '../../../demo/owner';
import { until } from '../until';
import { addresses } from './addresses';

/** A workflow as its file in `workflows/` has it. */
export type WorkflowFile = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections'> &
	Partial<Pick<IWorkflowBase, 'id' | 'settings'>>;

/** One finished or waiting execution. */
export interface Execution {
	readonly id: string;
	readonly status: string;
	readonly run: IRun['data'];
}

/** n8n's own REST routes, as the editor uses them, logged in as the demo's owner. */
export interface N8nApi {
	/** Whether a workflow is there and its triggers listen. */
	isPublished(workflowId: string): Promise<boolean>;
	/** Saves a workflow, in place of one with the same id, and resolves to its id. */
	save(workflow: WorkflowFile): Promise<string>;
	/** Publishes a saved workflow, so that its triggers listen. */
	publish(workflowId: string): Promise<void>;
	/** Deletes a workflow, so that its webhooks and forms are free for another one. */
	remove(workflowId: string): Promise<void>;
	/** The newest execution of a workflow, once it has ended or waits. */
	lastExecution(workflowId: string): Promise<Execution | null>;
	/** Makes a credential and resolves to its id. */
	addCredential(name: string, type: string, data: Record<string, unknown>): Promise<string>;
}

interface Saved {
	readonly id: string;
	readonly versionId: string;
	readonly activeVersionId: string | null;
}

/** Logs in and returns the routes. */
export async function logInToApi(): Promise<N8nApi> {
	const http = axios.create({ baseURL: `${addresses.n8n}/rest`, proxy: false });
	const answer = await http.post('/login', {
		emailOrLdapLoginId: OWNER.email,
		password: OWNER.password,
	});
	const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
	http.defaults.headers.common.cookie = cookies.join('; ');
	const data = async <T>(request: Promise<{ data: { data: T } }>): Promise<T> =>
		(await request).data.data;
	const find = async (id: string) => await data<Saved>(http.get(`/workflows/${id}`));
	const has = async (id: string) =>
		(await http.get(`/workflows/${id}`, { validateStatus: () => true })).status === 200;

	return {
		async isPublished(workflowId) {
			return (await has(workflowId)) && (await find(workflowId)).activeVersionId !== null;
		},
		async save(workflow) {
			const exists = workflow.id !== undefined && (await has(workflow.id));
			const saved = exists
				? http.patch(`/workflows/${String(workflow.id)}`, workflow)
				: http.post('/workflows', { settings: { executionOrder: 'v1' }, ...workflow });
			return (await data<Saved>(saved)).id;
		},
		async publish(workflowId) {
			const { versionId } = await find(workflowId);
			await http.post(`/workflows/${workflowId}/activate`, { versionId });
		},
		async remove(workflowId) {
			await http.post(`/workflows/${workflowId}/deactivate`, {});
			await http.post(`/workflows/${workflowId}/archive`, {});
			// n8n goes on unpublishing for a moment, and does not delete before it is done.
			await until(async () => {
				const validateStatus = (status: number) => status === 200 || status === 409;
				const { status } = await http.delete(`/workflows/${workflowId}`, { validateStatus });
				return status === 200 ? true : undefined;
			});
		},
		async lastExecution(workflowId) {
			const filter = JSON.stringify({ workflowId });
			const { results } = await data<{ results: Array<{ id: string; status: string }> }>(
				http.get('/executions', { params: { filter, limit: 1 } }),
			);
			const [newest] = results;
			if (newest === undefined) return null;
			const whole = await data<{ data: string }>(http.get(`/executions/${newest.id}`));
			return { ...newest, run: parse(whole.data) as IRun['data'] };
		},
		async addCredential(name, type, credential) {
			const body = { name, type, data: credential };
			return (await data<{ id: string }>(http.post('/credentials', body))).id;
		},
	};
}
