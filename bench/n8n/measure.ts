/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import axios from 'axios';
import { rm, stat } from 'node:fs/promises';
import { startN8n, waitForWebhook, type N8nServer } from '../../demo/n8nServer';
import { ROOT } from '../../demo/paths';
import type { Ports } from '../../demo/ports';
import type { ProviderId } from '../../sandbox/types';
import { join } from 'node:path';
import { nameOf, type Cell, type Measured } from '../cell';
import {
	cpuMsOf,
	pause,
	peakBytesOf,
	resetPeakOf,
	residentBytesOf,
	untilQuiet,
} from '../machine/usage';
import type { BenchServer } from '../server/benchServer';
import { figuresOf } from '../server/figures';
import { openApi } from './api';
import type { CredentialIds } from './credentials';
import { freshHome } from './home';
import { plantRemembered } from './remembered';
import { untilEnded, type Ended } from './runData';
import { TIMED, WEBHOOK_PATH, workflowFor } from './workflows';

/** What all runs of a session share. */
export interface Session {
	readonly server: BenchServer;
	readonly ports: Ports;
	readonly credentials: Readonly<Record<ProviderId, CredentialIds>>;
	readonly signal: AbortSignal;
	/** Items of the run before the measured one. */
	readonly warm: number;
}

/** What is loaded into n8n to watch the measured run: one signal begins it, the next makes it write its file. */
export interface Watch {
	readonly module: 'profileOnSignal.cjs' | 'aliveOnSignal.cjs';
	readonly file: string;
}

const PRELOAD = join(ROOT, 'bench', 'n8n', 'preload');
const TIMEOUT_MS = 45 * 60_000;

/** One run of node, pair or input in an n8n process of its own: warmed, left alone until quiet, measured. */
export async function measureInN8n(
	cell: Cell,
	session: Session,
	watch: Watch | null,
): Promise<Measured> {
	const { server, ports, credentials, signal, warm } = session;
	await freshHome();
	await server.clear();
	const n8n = await startBenchN8n(ports, signal, watch);
	try {
		const api = await openApi(n8n.url);
		const workflow = workflowFor(cell, server.url, credentials[cell.provider]);
		const workflowId = await api.publish(workflow);
		await waitForWebhook(`${n8n.url}/webhook/${WEBHOOK_PATH}`, signal);
		const begun = await fire(n8n, workflowId, { ...cell, items: warm }, session, 0);
		await untilQuiet(n8n.pid);
		if (cell.remembered > 0) {
			plantRemembered(workflowId, cell.remembered, warm);
			await untilQuiet(n8n.pid);
		}
		return await measured(n8n, workflowId, cell, session, begun.id, watch);
	} finally {
		// Asked kindly n8n waits for its executions, longer than whoever ends the bench does.
		await (signal.aborted ? n8n.kill() : n8n.stop());
	}
}

/** By NODE_OPTIONS, so that n8n itself is started as ever. */
async function startBenchN8n(
	ports: Ports,
	signal: AbortSignal,
	watch: Watch | null,
): Promise<N8nServer & { readonly pid: number }> {
	const modules = ['liftPace.cjs', ...(watch === null ? [] : [watch.module])];
	const n8n = await startN8n(ports, signal, {
		NODE_OPTIONS: modules.map((name) => `--require=${join(PRELOAD, name)}`).join(' '),
		BENCH_SIGNAL_FILE: watch?.file ?? '',
	});
	if (n8n.pid === undefined) throw new Error('n8n was started and has no process id.');
	return { ...n8n, pid: n8n.pid };
}

async function fire(
	n8n: N8nServer,
	workflowId: string,
	{ provider, items, delayMs }: Cell,
	{ server, signal }: Session,
	after: number,
): Promise<Awaited<ReturnType<typeof untilEnded>>> {
	await server.prepare({ provider, items, delayMs });
	await axios.post(`${n8n.url}/webhook/${WEBHOOK_PATH}`, {}, { proxy: false });
	const ended = untilEnded(workflowId, after, TIMEOUT_MS, signal);
	const died = n8n.died.then(async (failure) => await Promise.reject(failure));
	return await Promise.race([ended, died]);
}

async function measured(
	n8n: N8nServer & { readonly pid: number },
	workflowId: string,
	cell: Cell,
	session: Session,
	after: number,
	watch: Watch | null,
): Promise<Measured> {
	const { pid } = n8n;
	const { tokens: warmTokens } = await session.server.traffic();
	const idleBytes = residentBytesOf(pid);
	resetPeakOf(pid);
	if (watch !== null) process.kill(pid, 'SIGUSR2');
	const cpuBefore = cpuMsOf(pid);
	const ended = await fire(n8n, workflowId, cell, session, after);
	await pause(AFTERMATH_MS);
	const cpuMs = cpuMsOf(pid) - cpuBefore;
	const peakBytes = peakBytesOf(pid) - idleBytes;
	if (watch !== null) await writeFileOf(pid, watch.file);
	const traffic = await session.server.traffic();
	const run = ended.read();
	const refunds = cell.subject === 'input' ? 0 : cell.items;
	if (run.status !== 'success' || traffic.refunds !== refunds || traffic.turnedDown > 0) {
		throw new Error(
			`${nameOf(cell)}: the execution ended as '${run.status}' with ${traffic.refunds} refunds, ${traffic.turnedDown} requests turned down.`,
		);
	}
	return {
		wallMs: wallMsOf(run, TIMED[cell.subject] ?? []),
		cpuMs,
		peakBytes,
		idleBytes,
		...figuresOf(traffic, warmTokens),
	};
}

/** What n8n does right after an execution is saved belongs to it. */
const AFTERMATH_MS = 300;

function wallMsOf({ data }: Ended, names: readonly string[]): number {
	return names.reduce((sum, name) => {
		const [run] = data.resultData.runData[name] ?? [];
		if (run === undefined) throw new Error(`n8n did not run '${name}'.`);
		return sum + run.executionTime;
	}, 0);
}

async function writeFileOf(pid: number, file: string): Promise<void> {
	await rm(file, { force: true });
	process.kill(pid, 'SIGUSR2');
	const size = async () => (await stat(file).catch(() => ({ size: 0 }))).size;
	for (let before = -1, now = 0; now === 0 || now !== before;) {
		await pause(500);
		[before, now] = [now, await size()];
	}
}
