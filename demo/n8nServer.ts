/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import axios from 'axios';
import { execa } from 'execa';
import { createInterface } from 'node:readline';
import { DemoFailure } from './demoFailure';
import { findNode24 } from './installN8n';
import { N8N_ENTRY } from './n8nCli';
import { n8nEnvironment } from './n8nEnvironment';
import { OWNER } from './owner';
import { N8N_HOME } from './paths';
import { LOOPBACK, type Ports } from './ports';

const START_TIMEOUT_MS = 180_000;
const WEBHOOK_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const KEPT_LINES = 40;
/** Printed once the published workflows are listening; the version is pinned, so the words are. */
const READY_LINE = 'Editor is now accessible via';

/** A running n8n. */
export interface N8nServer {
	readonly url: string;
	/** Settles only if n8n ends by itself: with the failure to show. */
	readonly died: Promise<DemoFailure>;
	stop(): Promise<void>;
}

/** Ends n8n and what it started; a process group of its own makes that certain. */
async function endGroup(pid: number | undefined, closed: Promise<unknown>): Promise<void> {
	if (pid === undefined) return;
	const send = (signal: NodeJS.Signals) => {
		try {
			process.kill(-pid, signal);
		} catch {
			// Already gone.
		}
	};
	send('SIGTERM');
	const timer = setTimeout(() => send('SIGKILL'), STOP_TIMEOUT_MS);
	await closed;
	clearTimeout(timer);
	send('SIGKILL');
}

/** Starts n8n on loopback and resolves once its workflows listen. */
export async function startN8n(ports: Ports, signal: AbortSignal): Promise<N8nServer> {
	const lines: string[] = [];
	const child = execa(findNode24().file, [N8N_ENTRY, 'start'], {
		cwd: N8N_HOME,
		env: n8nEnvironment(ports),
		extendEnv: false,
		stdin: 'ignore',
		all: true,
		buffer: false,
		reject: false,
		detached: true,
		cleanup: false,
	});
	let stopping = false;
	const died = new Promise<DemoFailure>((resolve) => {
		void child.then(({ exitCode, signal: by, shortMessage }) => {
			const how =
				exitCode !== undefined ? `with code ${exitCode}` : by ? `by ${by}` : String(shortMessage);
			if (!stopping) resolve(new DemoFailure(`n8n has ended by itself, ${how}.`, lines));
		});
	});
	const ready = new Promise<void>((resolve) => {
		createInterface({ input: child.all }).on('line', (line) => {
			if (line.trim() !== '') lines.push(line);
			lines.splice(0, lines.length - KEPT_LINES);
			if (line.includes(READY_LINE)) resolve();
		});
	});
	const stop = async () => {
		stopping = true;
		await endGroup(child.pid, child);
	};

	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<DemoFailure>((resolve) => {
		timer = setTimeout(
			() => resolve(new DemoFailure('n8n did not get ready in time. Its last lines:', lines)),
			START_TIMEOUT_MS,
		);
	});
	const aborted = new Promise<DemoFailure>((resolve) => {
		signal.addEventListener('abort', () => resolve(new DemoFailure('Stopped.')), { once: true });
	});
	const failed = await Promise.race([ready, died, tooLate, aborted]);
	clearTimeout(timer);
	if (failed !== undefined) {
		await stop();
		throw failed;
	}
	return { url: `http://${LOOPBACK}:${ports.n8n}`, died, stop };
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

/** Makes the owner account, so that the editor opens with a log-in instead of a set-up form. */
export async function createOwner(url: string, signal: AbortSignal): Promise<void> {
	await axios.post(`${url}/rest/owner/setup`, OWNER, { signal, proxy: false });
}
