/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The ticket system, as far as a workflow can see it: an address that takes comments. */
export async function listenForComments() {
	const comments: unknown[] = [];
	const server: Server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			comments.push(JSON.parse(Buffer.concat(parts).toString('utf8')));
			response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		comments,
		url: `http://127.0.0.1:${port}/comments`,
		close: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
	};
}
