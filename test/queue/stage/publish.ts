/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';

/** Publishes imported workflows as the editor does: one call each, where n8n's command takes seconds for one. */
export async function publish(
	workflows: ReadonlyArray<{ readonly id: string }>,
	url: string,
	cookie: string,
	signal: AbortSignal,
): Promise<void> {
	const n8n = axios.create({
		...{ baseURL: `${url}/rest/workflows`, headers: { cookie }, proxy: false, signal },
	});
	for (const { id } of workflows) {
		const { data } = await n8n.get<{ readonly data: { readonly versionId: string } }>(`/${id}`);
		await n8n.post(`/${id}/activate`, { versionId: data.data.versionId });
	}
}
