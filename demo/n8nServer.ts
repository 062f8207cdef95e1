/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import axios from 'axios';
import { execa } from 'execa';
import { DemoFailure } from './demoFailure';
import { findNode24 } from './installN8n';
import { N8N_ENTRY } from './n8nCli';
import { n8nEnvironment, type FurtherEnvironment } from './n8nEnvironment';
import { OWNER } from './owner';
import { N8N_HOME } from './paths';
import { LOOPBACK, type Ports } from './ports';
import { watchProcess } from './watchProcess';

const START_TIMEOUT_MS = 180_000;
const WEBHOOK_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const KEPT_LINES = 40;
/** Printed once the published workflows are listening; the version is pinned, so the words are. */
const READY_LINE = 'Editor is now accessible via';

/** A process of n8n that has said it is ready. */
export interface N8nProcess {
	readonly pid: number | undefined;
	/** Settles only if n8n ends by itself: with the failure to show. */
	readonly died: Promise<DemoFailure>;
	stop(): Promise<void>;
	/** Ends it at once and without a last word, as a lost machine would. */
	kill(): Promise<void>;
}

/** A running n8n. */
export interface N8nServer extends N8nProcess {
	readonly url: string;
}

/** Which of n8n's processes to start. */
export interface N8nCommand {
	readonly args: readonly string[];
	/** A part of the line that it prints once it is ready. */
	readonly readyLine: string;
	readonly further?: FurtherEnvironment;
}

/** Ends n8n and what it started; a process group of its own makes that certain. */
async function endGroup(pid: number | undefined, closed: Promise<unknown>): Promise<void> {
	if (pid === undefined) return;
	sendToGroup(pid, 'SIGTERM');
	const timer = setTimeout(() => sendToGroup(pid, 'SIGKILL'), STOP_TIMEOUT_MS);
	await closed;
	clearTimeout(timer);
	sendToGroup(pid, 'SIGKILL');
}

/** Sends a signal to a process and to all that it started. */
export function sendToGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// Already gone.
	}
}

/** Starts n8n on loopback and resolves once its workflows listen. */
export async function startN8n(
	ports: Ports,
	signal: AbortSignal,
	further: FurtherEnvironment = {},
): Promise<N8nServer> {
	const command = { args: ['start'], readyLine: READY_LINE, further };
	const started = await startN8nProcess(command, ports, signal);
	return { ...started, url: `http://${LOOPBACK}:${ports.n8n}` };
}

/** Starts one process of n8n and resolves once it says that it is ready. */
export async function startN8nProcess(
	{ args, readyLine, further }: N8nCommand,
	ports: Ports,
	signal: AbortSignal,
): Promise<N8nProcess> {
	const child = execa(findNode24().file, [N8N_ENTRY, ...args], {
		cwd: N8N_HOME,
		env: n8nEnvironment(ports, further),
		extendEnv: false,
		stdin: 'ignore',
		all: true,
		buffer: false,
		reject: false,
		detached: true,
		cleanup: false,
	});
	const expected = {
		...{ name: 'n8n', readyLine },
		timeoutMs: START_TIMEOUT_MS,
		keptLines: KEPT_LINES,
	};
	const watched = watchProcess(child, expected, signal);
	const stop = async () => {
		watched.expectEnd();
		await endGroup(child.pid, child);
	};
	const kill = async () => {
		watched.expectEnd();
		if (child.pid !== undefined) sendToGroup(child.pid, 'SIGKILL');
		await child;
	};
	await watched.untilReady(stop);
	return { pid: child.pid, died: watched.died, stop, kill };
}

/**
 * Resolves once the workflow's webhook is registered, which n8n does shortly after it says that it is ready. A GET
 * starts nothing: n8n answers it with 404, and names POST as soon as the webhook is there.
 */
export async function waitForWebhook(webhookUrl: string, signal: AbortSignal): Promise<void> {
	const until = Date.now() + WEBHOOK_TIMEOUT_MS;
	while (Date.now() < until) {
		const answer = await axios.get<unknown>(webhookUrl, {
			signal,
			validateStatus: () => true,
			proxy: false,
		});
		if (/Did you mean to make a POST request/.test(JSON.stringify(answer.data))) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new DemoFailure('n8n is running, but the example workflow does not listen on its webhook.');
}

/**
 * Makes the owner account, so that the editor opens with a log-in instead of a set-up form; resolves to the cookie that
 * it is logged in with.
 */
export async function createOwner(url: string, signal: AbortSignal): Promise<string> {
	const answer = await axios.post(`${url}/rest/owner/setup`, OWNER, { signal, proxy: false });
	const [cookie = ''] = answer.headers['set-cookie'] ?? [];
	return cookie.split(';')[0] ?? '';
}
