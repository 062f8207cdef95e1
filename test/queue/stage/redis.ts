/* eslint-disable @n8n/community-nodes/require-node-api-error -- for nodes, not for their tests */
/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { findFreePort, LOOPBACK } from '../../../demo/ports';
import type { DatabasePrograms } from './debianServers';
import { startServer, type ServerProcess } from './serverProcess';

/** A running Redis that keeps nothing on disk. */
export interface Redis extends ServerProcess {
	readonly version: string;
	readonly host: string;
	readonly port: number;
}

/** Starts Redis on a free port of this machine. */
export async function startRedis(
	{ redisServer }: DatabasePrograms,
	signal: AbortSignal,
): Promise<Redis> {
	const { stdout } = await execa(redisServer, ['--version']);
	const port = await findFreePort();
	const folder = await mkdtemp(join(tmpdir(), 'invoice-refunds-redis-'));
	const removeFolder = async () => await rm(folder, { recursive: true, force: true });
	try {
		const server = await startServer(
			{
				name: 'Redis',
				file: redisServer,
				args: [
					...['--port', String(port), '--bind', LOOPBACK, '--dir', folder],
					...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
				],
				cwd: folder,
				user: null,
				readyLine: 'Ready to accept connections',
				stopSignal: 'SIGTERM',
			},
			signal,
		);
		return {
			version: /v=(\S+)/.exec(stdout)?.[1] ?? stdout,
			host: LOOPBACK,
			port,
			died: server.died,
			stop: async () => {
				await server.stop();
				await removeFolder();
			},
		};
	} catch (failed) {
		await removeFolder();
		throw failed;
	}
}
