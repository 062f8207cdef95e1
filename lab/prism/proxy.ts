/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a program for the developer's machine: Prism is a process of its own */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import type { ProviderId } from '../../sandbox';

const CLI = join(__dirname, '../../.prism/node_modules/@stoplight/prism-cli/dist/index.js');

/** Prism in front of one provider: it passes everything on and adds what does not fit the page as a header. */
export interface Prism {
	readonly url: string;
	stop(): Promise<void>;
}

/** Starts it before `upstream`, with the provider's page. */
export async function startPrism(provider: ProviderId, upstream: string): Promise<Prism> {
	const port = await freePort();
	const page = join(__dirname, 'specs', `${provider}.json`);
	const args = [CLI, 'proxy', page, upstream, '-h', '127.0.0.1', '-p', String(port)];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	await listening(child);
	return {
		url: `http://127.0.0.1:${port}`,
		stop: async () => {
			const ended = once(child, 'exit');
			child.kill();
			await ended;
		},
	};
}

async function listening(child: ChildProcess): Promise<void> {
	let said = '';
	await new Promise<void>((resolve, reject) => {
		const hear = (chunk: Buffer) => {
			said += chunk.toString('utf8');
			if (said.includes('listening on')) resolve();
		};
		child.stdout?.on('data', hear);
		child.stderr?.on('data', hear);
		child.once('error', reject);
		child.once('exit', () => reject(new Error(`Prism did not start:\n${said}`)));
	});
}

async function freePort(): Promise<number> {
	const server = createTcpServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('There is no free port.');
	return address.port;
}
