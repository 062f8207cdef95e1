/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import { OWNER } from '../../demo/owner';

/** What the bench needs of n8n's own REST routes. */
export interface BenchApi {
	/** Makes a credential and resolves to its id. */
	addCredential(name: string, type: string, data: object): Promise<string>;
	/** Saves a workflow and publishes it, so that its webhook listens; resolves to its id. */
	publish(workflow: object): Promise<string>;
}

/** Logs in as the demo's owner. */
export async function openApi(n8nUrl: string): Promise<BenchApi> {
	const http = axios.create({ baseURL: `${n8nUrl}/rest`, proxy: false });
	const answer = await http.post('/login', {
		emailOrLdapLoginId: OWNER.email,
		password: OWNER.password,
	});
	const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
	http.defaults.headers.common.cookie = cookies.join('; ');
	type Saved = { readonly data: { readonly id: string; readonly versionId: string } };
	return {
		async addCredential(name, type, data) {
			return (await http.post<Saved>('/credentials', { name, type, data })).data.data.id;
		},
		async publish(workflow) {
			const { id, versionId } = (await http.post<Saved>('/workflows', workflow)).data.data;
			await http.post(`/workflows/${id}/activate`, { versionId });
			return id;
		},
	};
}
