/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import './environment';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createRequire } from 'node:module';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

/** A server on a free loopback port, and what it has seen. */
export interface Listening {
	readonly port: number;
	/** Request lines with their headers. */
	readonly seen: string[];
	close(): Promise<void>;
}

async function listening(
	server: Server & { closeAllConnections?(): void },
	seen: string[],
): Promise<Listening> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		seen,
		close: async () => {
			server.closeAllConnections?.();
			server.close();
			await once(server, 'close');
		},
	};
}

const lineOf = ({ method, url, headers }: IncomingMessage) =>
	`${method} ${url} ${JSON.stringify(headers)}`;

/** Speaks TLS with a certificate that nobody has issued. */
export async function startSelfSigned(): Promise<Listening> {
	const seen: string[] = [];
	const pem = (name: string) => readFileSync(join(__dirname, '..', 'tls', name));
	const server = createHttps(
		{ key: pem('key.pem'), cert: pem('selfSigned.pem') },
		(request, response) => {
			seen.push(lineOf(request));
			response.end('{}');
		},
	);
	server.on('tlsClientError', () => undefined);
	return await listening(server, seen);
}

/** Answers every request so. */
export async function startAnswering(
	status: number,
	body: string,
	headers: Record<string, string> = {},
): Promise<Listening> {
	const seen: string[] = [];
	const server = createHttp((request, response) => {
		seen.push(lineOf(request));
		response.writeHead(status, headers).end(body);
	});
	return await listening(server, seen);
}

/** Takes connections and closes each with its first bytes. */
export async function startDropping(): Promise<Listening> {
	const seen: string[] = [];
	const server = createTcp((socket) => {
		socket.on('error', () => undefined);
		socket.on('data', () => {
			seen.push('dropped');
			socket.destroy();
		});
	});
	return await listening(server, seen);
}

/** A proxy that records what it is handed: plain requests whole, tunnels by name. It lets nothing through. */
export async function startProxy(connectAnswer: string): Promise<Listening> {
	const seen: string[] = [];
	const server = createHttp((request, response) => {
		seen.push(lineOf(request));
		response.writeHead(502).end('nothing is let through');
	});
	server.on('connect', (request: IncomingMessage, socket: Duplex) => {
		seen.push(lineOf(request));
		socket.on('error', () => undefined);
		socket.end(connectAnswer);
	});
	return await listening(server, seen);
}

/** A loopback port that nobody listens on. */
export async function closedPort(): Promise<number> {
	const server = await startDropping();
	await server.close();
	return server.port;
}

const PROXY_VARIABLES = [
	'HTTP_PROXY',
	'HTTPS_PROXY',
	'NO_PROXY',
	'http_proxy',
	'https_proxy',
	'no_proxy',
];

/** n8n's environment says so for as long as `work` takes. */
export async function withProxy<T>(
	variables: Readonly<Record<string, string>>,
	work: () => Promise<T>,
): Promise<T> {
	const before = PROXY_VARIABLES.map((name) => [name, process.env[name]] as const);
	for (const name of PROXY_VARIABLES) delete process.env[name];
	Object.assign(process.env, variables);
	try {
		return await work();
	} finally {
		for (const [name, value] of before) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	}
}

/** The setting of n8n's protection against requests to internal addresses; null where n8n has none (n8n 1.x). */
export function ssrfProtection(): { enabled: boolean } | null {
	const fromCore = createRequire(require.resolve('n8n-core'));
	const { Container } = jest.requireActual<{
		Container: { get(type: unknown): { enabled: boolean } };
	}>(fromCore.resolve('@n8n/di'));
	const { SsrfProtectionConfig } = jest.requireActual<{ SsrfProtectionConfig?: unknown }>(
		fromCore.resolve('@n8n/config'),
	);
	return SsrfProtectionConfig === undefined ? null : Container.get(SsrfProtectionConfig);
}

/** That protection is on for as long as `work` takes. */
export async function withSsrfProtection<T>(work: () => Promise<T>): Promise<T> {
	const config = ssrfProtection();
	if (config === null) throw new Error('This n8n has no protection that could be switched on');
	config.enabled = true;
	try {
		return await work();
	} finally {
		config.enabled = false;
	}
}
