/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ProviderId, Sandbox } from '../../sandbox';
import type { ReceivedAnswer, SentRequest } from './checkRequest';

/** Names an exchange in the sandbox's own records, which hold no secrets and no answers. */
const MARK = 'x-tap';

/** One request as it was on the wire, secrets included, and its answer; null where none was read to its end. */
export interface Exchange {
	readonly mark: string;
	readonly provider: ProviderId;
	readonly sent: SentRequest;
	answer: ReceivedAnswer | null;
}

export interface Tap {
	/** The same sandbox, reached through the tap. */
	readonly sandbox: Sandbox;
	readonly exchanges: Exchange[];
	/** Whether the sandbox changed the answer on purpose. */
	isFaulty(exchange: Exchange): boolean;
	close(): Promise<void>;
}

/** Makes another text of an answer's body. */
export type Rewrite = (status: number, text: string) => string;

/**
 * Listens in between the nodes and the sandbox; lost connections are passed on as such.
 *
 * @param reroute makes another path of a request's
 */
export async function openTap(
	behind: Sandbox,
	rewrite?: Rewrite,
	reroute: (path: string) => string = (path) => path,
): Promise<Tap> {
	const exchanges: Exchange[] = [];
	const server = createServer((incoming, outgoing) => {
		void textOf(incoming).then((body) => {
			const exchange = exchangeOf(incoming, body, String(exchanges.length));
			exchanges.push(exchange);
			const onward = ask(`${behind.url}${reroute(incoming.url ?? '')}`, {
				method: incoming.method ?? 'GET',
				headers: { ...incoming.headers, [MARK]: exchange.mark },
			});
			onward.on('error', () => outgoing.destroy());
			onward.on('response', (response) => {
				const status = response.statusCode ?? 0;
				if (!rewrite) {
					outgoing.writeHead(status, response.headers);
					response.pipe(outgoing);
				}
				response.on('error', () => outgoing.destroy());
				void textOf(response).then((text) => {
					const { method, path } = exchange.sent;
					if (response.complete) exchange.answer = { method, path, status, body: json(text) };
					if (!rewrite) return;
					const headers = { ...response.headers };
					delete headers['content-length'];
					outgoing.writeHead(status, headers);
					outgoing.end(rewrite(status, text));
				});
			});
			outgoing.on('close', () => onward.destroy());
			onward.end(body);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const sandbox = Object.create(behind, {
		baseUrl: { value: (provider: ProviderId) => `${url}/${provider}` },
		tokenUrl: { value: `${url}/layer/oauth2/token` },
	}) as Sandbox;
	return {
		sandbox,
		exchanges,
		isFaulty: ({ mark }) =>
			behind.requests.some(
				({ headers, faultApplied }) => headers[MARK] === mark && faultApplied !== null,
			),
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function exchangeOf(
	{ method = '', url = '', headers }: IncomingMessage,
	body: string,
	mark: string,
) {
	const [, provider = '', path = ''] = /^\/([a-z0-9]+)(.*)$/.exec(url) ?? [];
	const exchange: Exchange = {
		mark,
		provider: provider as ProviderId,
		sent: { method, path, headers: { ...headers }, bodyText: body },
		answer: null,
	};
	return exchange;
}

async function textOf(stream: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	stream.on('data', (chunk: Buffer) => chunks.push(chunk));
	await new Promise((resolve) => stream.on('end', resolve).on('close', resolve));
	return Buffer.concat(chunks).toString();
}

function json(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
