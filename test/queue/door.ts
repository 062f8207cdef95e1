/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import {
	createServer,
	request as send,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { LOOPBACK } from '../../demo/ports';
import type { Sandbox } from '../../sandbox/types';

/** What a call at the door is for. */
export type Purpose = 'read' | 'refund' | 'other';

/**
 * Where a call stands: it has come in and the provider has not seen it; the provider has carried it out and the answer
 * is held back; the answer has left.
 */
export type Moment = 'arrived' | 'carriedOut' | 'answered';

/** One request of a worker on its way to the provider. */
export interface Passing {
	readonly purpose: Purpose;
	/** Everything that may name an invoice: the words of path, query and body. */
	readonly words: ReadonlySet<string>;
	/** When it came in, in milliseconds since 1970. */
	readonly at: number;
	/** The process that sent it, among those asked about; null if none of them did, or it is gone. */
	sentBy(pids: readonly number[]): number | null;
}

/** Called at each moment of each request, and waited for; false lets the connection drop there. */
export type Watch = (moment: Moment, passing: Passing) => Promise<boolean> | boolean;

/** The one way from n8n to the sandbox, so that a worker can be killed at the moment that is asked for. */
export interface Door {
	readonly url: string;
	watch: Watch;
	close(): Promise<void>;
}

/** Opens a door in front of a sandbox on a free port. */
export async function openDoor(sandbox: Pick<Sandbox, 'url'>): Promise<Door> {
	const target = new URL(sandbox.url);
	let port = 0;
	const pass = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await bytesOf(request);
		const words = new Set(`${request.url ?? ''} ${body.toString()}`.match(/[\w-]+/g));
		const from = request.socket.remotePort ?? 0;
		const passing: Passing = {
			purpose: purposeOf(request),
			words,
			at: Date.now(),
			sentBy: (pids) => ownerOf(from, port, pids),
		};
		const goOn = async (moment: Moment) => {
			if (await door.watch(moment, passing)) return true;
			response.destroy();
			return false;
		};
		if (!(await goOn('arrived'))) return;
		const { method, url, headers } = request;
		const onward = send({
			...{ host: target.hostname, port: target.port, agent: false },
			...{ method, path: url, headers },
		});
		onward.end(body);
		const [answer] = (await once(onward, 'response')) as [IncomingMessage];
		const text = await bytesOf(answer);
		if (!(await goOn('carriedOut'))) return;
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		response.end(text);
		await once(response, 'close');
		await door.watch('answered', passing);
	};
	const server = createServer((request, response) => {
		pass(request, response).catch(() => response.destroy());
	});
	server.listen(0, LOOPBACK);
	await once(server, 'listening');
	const address = server.address();
	port = typeof address === 'object' && address !== null ? address.port : 0;
	const door: Door = {
		url: `http://${LOOPBACK}:${port}`,
		watch: () => true,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
	return door;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of message) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

function purposeOf({ method, url }: IncomingMessage): Purpose {
	const path = (url ?? '').split('?')[0] ?? '';
	if (method === 'POST' && /refund/i.test(path)) return 'refund';
	return method === 'GET' && /invoices\/[^/]+\/?$/i.test(path) ? 'read' : 'other';
}

/** Linux tells which process has the other end of a connection on this machine. */
function ownerOf(from: number, to: number, pids: readonly number[]): number | null {
	const hex = (port: number) => `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const line = readFileSync('/proc/net/tcp', 'utf8')
		.split('\n')
		.map((text) => text.trim().split(/\s+/))
		.find(([, local = '', remote = '']) => local.endsWith(hex(from)) && remote.endsWith(hex(to)));
	const inode = line?.[9];
	if (inode === undefined || inode === '0') return null;
	return pids.find((pid) => hasSocket(pid, inode)) ?? null;
}

function hasSocket(pid: number, inode: string): boolean {
	try {
		const folder = `/proc/${pid}/fd`;
		return readdirSync(folder).some((name) => linkOf(`${folder}/${name}`) === `socket:[${inode}]`);
	} catch {
		return false;
	}
}

function linkOf(file: string): string {
	try {
		return readlinkSync(file);
	} catch {
		return '';
	}
}
