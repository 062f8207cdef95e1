/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passing {
	readonly method: string;
	readonly path: string;
	readonly body: string;
}

/** A door in front of the sandbox: something can happen between two requests, and it can be shut. */
export interface Gate {
	readonly url: string;
	/** How many requests came in. */
	readonly count: number;
	/** Called before each request goes on; what it does is done before the provider sees the request. */
	before: (passing: Passing) => Promise<void> | void;
	/** Refuses connections from now on, or as soon as `after` more requests are answered. */
	shut(after?: number): Promise<void>;
	reopen(): Promise<void>;
	close(): Promise<void>;
}

/** Opens a gate to an origin on a free port. Every request has a connection of its own. */
export async function openGate(origin: string): Promise<Gate> {
	let server: Server | null = null;
	let port = 0;
	let count = 0;
	let shutAfter = Infinity;

	const shutNow = () => {
		server?.close();
		server = null;
		shutAfter = Infinity;
	};
	const open = async () => {
		server = createServer((incoming, outgoing) => {
			void (async () => {
				count += 1;
				const body = await bodyOf(incoming);
				const { method = 'GET', url: path = '/' } = incoming;
				await gate.before({ method, path, body: body.toString() });
				const upstream = httpRequest(`${origin}${path}`, {
					method,
					headers: incoming.headers,
					agent: false,
				});
				outgoing.on('close', () => upstream.destroy());
				upstream.on('error', () => outgoing.destroy());
				upstream.on('response', (answer) => {
					if (--shutAfter <= 0) shutNow();
					outgoing.writeHead(answer.statusCode ?? 500, { ...answer.headers, connection: 'close' });
					answer.on('error', () => outgoing.destroy());
					answer.pipe(outgoing);
				});
				upstream.end(body);
			})();
		});
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		port = (server.address() as AddressInfo).port;
	};
	const gate: Gate = {
		get url() {
			return `http://127.0.0.1:${port}`;
		},
		get count() {
			return count;
		},
		before: () => undefined,
		shut: async (after = 0) => {
			shutAfter = after;
			if (after === 0) shutNow();
		},
		reopen: open,
		close: async () => {
			server?.closeAllConnections();
			shutNow();
		},
	};
	await open();
	return gate;
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
