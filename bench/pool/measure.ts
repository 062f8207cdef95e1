/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execa } from 'execa';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../demo/paths';
import { nameOf, type Cell, type Measured } from '../cell';
import { cpuMsOf, peakBytesOf, resetPeakOf, residentBytesOf, untilQuiet } from '../machine/usage';
import type { BenchServer } from '../server/benchServer';
import { figuresOf } from '../server/figures';
import type { PoolTask } from './main';

const MAIN = join(ROOT, 'bench', 'pool', 'main.ts');

/** One run of axios alone, in a Node like n8n's: warmed, left alone until quiet, measured. */
export async function measurePool(
	cell: Cell,
	server: BenchServer,
	warm: number,
	signal: AbortSignal,
): Promise<Measured> {
	const { provider, concurrency, delayMs, items, subject } = cell;
	await server.clear();
	const newConnections = subject === 'poolNewConnections';
	const task: PoolTask = { url: server.url, provider, concurrency, newConnections };
	const child = execa(process.execPath, ['--import', 'tsx', MAIN, JSON.stringify(task)], {
		cwd: ROOT,
		stdin: 'pipe',
		stderr: 'inherit',
		buffer: false,
		reject: false,
	});
	const pid = child.pid ?? 0;
	const lines = createInterface({ input: child.stdout });
	const next = async () => ((await once(lines, 'line', { signal })) as [string])[0];
	const refund = async (count: number) => {
		await server.prepare({ provider, items: count, delayMs });
		const told = next();
		child.stdin.write('\n');
		return Number(await told);
	};
	try {
		await next();
		await refund(warm);
		const { tokens: warmTokens } = await server.traffic();
		await untilQuiet(pid);
		const idleBytes = residentBytesOf(pid);
		resetPeakOf(pid);
		const cpuBefore = cpuMsOf(pid);
		const wallMs = await refund(items);
		const cpuMs = cpuMsOf(pid) - cpuBefore;
		const peakBytes = peakBytesOf(pid) - idleBytes;
		const traffic = await server.traffic();
		if (Number.isNaN(wallMs) || traffic.refunds !== items || traffic.turnedDown > 0) {
			throw new Error(
				`${nameOf(cell)}: ${traffic.refunds} refunds, ${traffic.turnedDown} requests turned down.`,
			);
		}
		return { wallMs, cpuMs, peakBytes, idleBytes, ...figuresOf(traffic, warmTokens) };
	} finally {
		child.kill();
	}
}
