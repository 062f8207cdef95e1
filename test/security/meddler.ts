import axios from 'axios';
import type { ProviderId, Sandbox } from '../../sandbox';
import { startToyServer, type SeenRequest } from '../n8n/harness/toyServer';

/** An answer on its way from the sandbox to the node; a test may change it in place. */
export interface Passing {
	readonly request: SeenRequest;
	status: number;
	headers: Record<string, string>;
	text: string;
}

/** Somebody between node and sandbox who reads every secret and may change every answer. */
export interface Meddler {
	readonly url: string;
	/** Every request as it was on the wire, secrets included. */
	readonly seen: readonly SeenRequest[];
	/** Changes answers; null passes them on. */
	meddle: ((passing: Passing) => void) | null;
	/** Values that opened something: keys, tokens and what Basic holds. */
	secrets(): string[];
	close(): Promise<void>;
}

/** Starts one on a free port; the same paths as at the sandbox. */
export async function startMeddler(sandbox: Sandbox): Promise<Meddler> {
	const server = await startToyServer((request, response) => {
		void (async () => {
			const headers = { ...request.headers };
			delete headers.host;
			const answer = await axios.request<string>({
				method: request.method,
				url: `${sandbox.url}${request.path}`,
				headers: headers as Record<string, string>,
				data: request.body === '' ? undefined : request.body,
				maxRedirects: 0,
				validateStatus: () => true,
				responseType: 'text',
				transformRequest: (data: unknown) => data,
				transformResponse: (data: string) => data,
			});
			const passing: Passing = {
				request,
				status: answer.status,
				headers: { 'content-type': String(answer.headers['content-type'] ?? '') },
				text: answer.data,
			};
			const { location } = answer.headers;
			if (typeof location === 'string') passing.headers.location = location;
			meddler.meddle?.(passing);
			response.writeHead(passing.status, passing.headers);
			response.end(passing.text);
		})().catch(() => response.destroy());
	});
	const meddler: Meddler = {
		url: server.url,
		seen: server.seen,
		meddle: null,
		secrets: () => server.seen.flatMap(secretsOf),
		close: server.close,
	};
	return meddler;
}

/** Leads a provider's credential through the meddler. */
export function leadThrough(
	bed: { n8n: { editCredential: (type: string, changes: Record<string, string>) => void } },
	provider: ProviderId,
	{ url }: { readonly url: string },
): void {
	bed.n8n.editCredential(`${provider}Api`, {
		baseUrl: `${url}/${provider}`,
		...(provider === 'layer' ? { tokenUrl: `${url}/layer/oauth2/token` } : {}),
	});
}

function secretsOf({ headers }: SeenRequest): string[] {
	const { authorization = '', 'x-revolv3-token': token = [] } = headers;
	const value = authorization.replace(/^\w+ /, '');
	const basic = authorization.startsWith('Basic ')
		? Buffer.from(value, 'base64').toString().split(':').slice(1)
		: [];
	return [value, ...basic, ...[token].flat()].filter((secret) => secret !== '');
}
