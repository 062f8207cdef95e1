/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import './environment';
import { once } from 'node:events';
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface ToyServer {
	url: string;
	seen: SeenRequest[];
	/** How often a method and path were asked for. */
	count: (method: string, path: string) => number;
	close: () => Promise<void>;
}

/** An HTTP server on a free loopback port that notes what it is asked and answers as the test says. */
export async function startToyServer(
	answer: (request: SeenRequest, response: ServerResponse, raw: IncomingMessage) => void,
): Promise<ToyServer> {
	const seen: SeenRequest[] = [];
	const server = createServer((raw, response) => {
		const chunks: Buffer[] = [];
		raw.on('data', (chunk: Buffer) => chunks.push(chunk));
		raw.on('end', () => {
			const request = {
				method: raw.method ?? '',
				path: raw.url ?? '',
				headers: raw.headers,
				body: Buffer.concat(chunks).toString(),
			};
			seen.push(request);
			answer(request, response, raw);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		count: (method, path) =>
			seen.filter((request) => request.method === method && request.path === path).length,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** Answers with JSON. */
export function reply(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
