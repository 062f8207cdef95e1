/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:net';
import type { DemoOptions } from './options';
import { DemoFailure } from './demoFailure';

/** The only interface that anything here listens on. */
export const LOOPBACK = '127.0.0.1';

const DEFAULT_N8N_PORT = 5678;
const DEFAULT_SANDBOX_PORT = 4010;

/** The ports of one run. */
export interface Ports {
	readonly n8n: number;
	readonly sandbox: number;
	/** n8n's own helper process for Code nodes. */
	readonly taskBroker: number;
}

/** Opens and closes a port; resolves to the port, or null if something else has it. 0 asks for any free one. */
function tryPort(port: number): Promise<number | null> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(null));
		server.listen(port, LOOPBACK, () => {
			const address = server.address();
			const got = typeof address === 'object' && address !== null ? address.port : null;
			server.close(() => resolve(got));
		});
	});
}

/** A port that is free now. */
export async function findFreePort(): Promise<number> {
	const port = await tryPort(0);
	if (port === null) throw new DemoFailure('No port is free on this machine.');
	return port;
}

async function choosePort(
	name: string,
	option: string,
	asked: number | null,
	usual: number,
	mayMove: boolean,
): Promise<number> {
	const port = await tryPort(asked ?? usual);
	if (port !== null) return port;
	const other = mayMove && asked === null ? await tryPort(0) : null;
	if (other !== null) return other;
	throw new DemoFailure(
		`Port ${asked ?? usual} is taken, and ${name} needs it. Stop what uses it, or choose another one: npm start -- ${option} ${(asked ?? usual) + 1}`,
	);
}

/** Chooses the ports: those asked for, else the usual ones; with `--once` any free one where a usual one is taken. */
export async function choosePorts(options: DemoOptions): Promise<Ports> {
	const n8n = await choosePort(
		'n8n',
		'--n8n-port',
		options.n8nPort,
		DEFAULT_N8N_PORT,
		options.once,
	);
	const sandbox = await choosePort(
		'the sandbox',
		'--sandbox-port',
		options.sandboxPort,
		DEFAULT_SANDBOX_PORT,
		options.once,
	);
	if (n8n === sandbox) {
		throw new DemoFailure('n8n and the sandbox need two different ports.');
	}
	return { n8n, sandbox, taskBroker: await findFreePort() };
}
