/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program for the developer's machine */
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';

/** One refund request that went through Prism. */
export interface Seen {
	readonly path: string;
	readonly body: string;
	readonly status: number;
	/** What does not fit the page, in Prism's words: of the request and of the answer. */
	readonly violations: readonly string[];
}

/** Where the node is sent to: refunds go on through Prism, everything else straight to the sandbox. */
export interface Door {
	readonly url: string;
	readonly seen: readonly Seen[];
	close(): Promise<void>;
}

export async function openDoor(
	refundPath: RegExp,
	prismUrl: string,
	sandboxUrl: string,
): Promise<Door> {
	const seen: Seen[] = [];
	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const { method = 'GET', url: path = '/' } = incoming;
			const headers = Object.entries(incoming.headers).filter(([name]) => name !== 'host');
			const isRefund = method === 'POST' && refundPath.test(path);
			const body = Buffer.concat(chunks);
			const upstream = httpRequest(`${isRefund ? prismUrl : sandboxUrl}${path}`, {
				method,
				headers: Object.fromEntries(headers),
				agent: false,
			});
			upstream.on('error', () => outgoing.destroy());
			upstream.on('response', (answer) => {
				if (isRefund) {
					const { statusCode: status = 0 } = answer;
					const violations = violationsIn(answer.headers['sl-violations']);
					seen.push({ path, body: body.toString('utf8'), status, violations });
				}
				outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(outgoing);
			});
			upstream.end(body);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('There is no free port.');
	return {
		url: `http://127.0.0.1:${address.port}`,
		seen,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** Prism's header: a JSON list of `{ location, severity, code, message }`. */
function violationsIn(header: string | string[] | undefined): readonly string[] {
	if (header === undefined) return [];
	const list: unknown = JSON.parse(String(header));
	if (!Array.isArray(list)) throw new Error(`Prism said ${String(header)}.`);
	return list.map((one: unknown) => {
		const { location, message } = Object(one) as { location?: unknown; message?: unknown }; // only shown
		const place = Array.isArray(location) ? location.join('.') : String(location);
		return `${place}: ${String(message)}`;
	});
}
