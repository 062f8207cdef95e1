/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { Listr, PRESET_TIMER } from 'listr2';
import { startSandbox } from '../sandbox/index';
import type { Sandbox } from '../sandbox/types';
import { DemoFailure } from './demoFailure';
import { demoNotices } from './disputes';
import { fireNotice, type Delivery } from './fireNotices';
import { installN8n, isN8nInstalled } from './installN8n';
import { createOwner, startN8n, waitForWebhook, type N8nServer } from './n8nServer';
import { takeFolder } from './oneAtATime';
import { parseOptions, USAGE, type DemoOptions } from './options';
import { OWNER } from './owner';
import { choosePorts, type Ports } from './ports';
import { prepareN8n } from './prepareN8n';
import { countResults, renderAddresses, renderTable } from './report';
import { readWorkflow, webhookUrl, type Workflow } from './workflow';

const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** What is running, so that it can be stopped whatever happens. */
interface Running {
	sandbox?: Sandbox;
	n8n?: N8nServer;
	readonly deliveries: Delivery[];
}

function taken<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('used before it was started');
	return value;
}

/** Everything from an empty machine to delivered notices, as steps with progress. */
function demoSteps(running: Running, ports: Ports, workflow: Workflow, signal: AbortSignal) {
	return new Listr(
		[
			{
				title: 'Install n8n (some minutes, this once)',
				skip: async () => ((await isN8nInstalled()) ? 'n8n is installed' : false),
				task: (_, task) =>
					installN8n({
						signal,
						report: (line) => void (process.stdout.isTTY && (task.output = line)),
					}),
			},
			{
				title: 'Start the sandbox',
				task: async () => {
					running.sandbox = await startSandbox({ port: ports.sandbox });
				},
			},
			{
				title: 'Build the package, prepare an empty n8n',
				task: async () =>
					await prepareN8n(taken(running.sandbox), workflow, ports, signal),
			},
			{
				title: 'Start n8n',
				task: async () => {
					running.n8n = await startN8n(ports, signal);
					await createOwner(running.n8n.url, signal);
					await waitForWebhook(webhookUrl(running.n8n.url, workflow), signal);
				},
			},
			{
				title: 'Deliver the dispute notices',
				task: async (_, task) => {
					const sandbox = taken(running.sandbox);
					const n8n = taken(running.n8n);
					const url = webhookUrl(n8n.url, workflow);
					const failure = n8n.died.then((died) => Promise.reject(died));
					for (const demo of demoNotices(sandbox)) {
						const delivery = fireNotice(demo, url, sandbox, signal);
						running.deliveries.push(await Promise.race([delivery, failure]));
						task.title = `Deliver the dispute notices (${running.deliveries.length})`;
					}
				},
			},
		],
		{
			fallbackRenderer: 'simple',
			registerSignalListeners: false,
			rendererOptions: { timer: PRESET_TIMER, showErrorMessage: false },
			fallbackRendererOptions: { timer: PRESET_TIMER },
		},
	);
}

async function stopAll(running: Running): Promise<void> {
	await running.n8n?.stop();
	await running.sandbox?.stop();
}

function showFailure(failed: unknown): void {
	if (!(failed instanceof DemoFailure)) {
		process.stderr.write(`${failed instanceof Error ? String(failed.stack) : String(failed)}\n`);
		return;
	}
	process.stderr.write(`\n${failed.message}\n`);
	for (const line of failed.details) process.stderr.write(`  ${line}\n`);
}

/** Shows the result and, without `--once`, keeps all running until a signal comes or n8n ends. */
async function showAndStay(
	running: Running,
	options: DemoOptions,
	workflow: Workflow,
	signal: AbortSignal,
): Promise<number> {
	const sandbox = taken(running.sandbox);
	const n8n = taken(running.n8n);
	say(`\n${renderTable(running.deliveries)}\n`);
	const { passed, failed } = countResults(running.deliveries);
	const addresses = renderAddresses({
		editor: `${n8n.url}/workflow/${workflow.id}`,
		email: OWNER.email,
		password: OWNER.password,
		sandbox: sandbox.url,
	});
	if (options.once) {
		say(`${addresses}\n\nAll of it stops now. Without --once it stays, to be looked at.\n`);
		say(`${passed} passed, ${failed} failed`);
		return failed === 0 ? 0 : 1;
	}
	say(`${addresses}\n\nCtrl-C stops everything. The next start begins with an empty n8n again.`);
	const stopped = new Promise<null>((resolve) => {
		signal.addEventListener('abort', () => resolve(null), { once: true });
	});
	const died = await Promise.race([n8n.died, stopped]);
	if (died !== null) throw died;
	return 0;
}

/** Runs the demo and resolves to the exit code. */
export async function main(args: readonly string[]): Promise<number> {
	const abort = new AbortController();
	const running: Running = { deliveries: [] };
	let leaveFolder = async () => {};
	let signalCode: number | null = null;
	for (const [name, code] of Object.entries(SIGNAL_CODES)) {
		process.on(name, () => {
			if (signalCode === null) say('\nStopping …');
			signalCode = code;
			abort.abort();
		});
	}
	try {
		const options = parseOptions(args);
		if (options.help) {
			say(USAGE);
			return 0;
		}
		leaveFolder = await takeFolder();
		const ports = await choosePorts(options);
		const workflow = await readWorkflow();
		await demoSteps(running, ports, workflow, abort.signal).run();
		const code = await showAndStay(running, options, workflow, abort.signal);
		return signalCode ?? code;
	} catch (failed) {
		if (signalCode !== null) return signalCode;
		showFailure(failed);
		return 1;
	} finally {
		await stopAll(running);
		await leaveFolder();
	}
}
