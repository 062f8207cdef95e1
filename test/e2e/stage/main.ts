/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import { Listr, PRESET_TIMER } from 'listr2';
import { DemoFailure } from '../../../demo/demoFailure';
import { installN8n, isN8nInstalled } from '../../../demo/installN8n';
import { createOwner, startN8n, waitForWebhook, type N8nServer } from '../../../demo/n8nServer';
import { takeFolder } from '../../../demo/oneAtATime';
import { ROOT } from '../../../demo/paths';
import { choosePorts } from '../../../demo/ports';
import { prepareN8n } from '../../../demo/prepareN8n';
import { readWorkflow, webhookUrl } from '../../../demo/workflow';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/types';
import { runVisibly } from '../../../scripts/ensureInstalled.mjs';
import { ensureChromium } from './chromium';

/** Shown by `npm run test:e2e -- --help`. */
const USAGE = `npm run test:e2e                                 all end-to-end tests
npm run test:e2e -- agent                        those whose file name has this word
E2E_PICTURES=.github/images npm run test:e2e     renews the pictures of the documentation
E2E_CHROMIUM=/path/to/chrome npm run test:e2e    in another browser
`;

/** What has to be running before a test can begin; filled in step by step. */
interface Stage {
	chromium?: string;
	sandbox?: Sandbox;
	n8n?: N8nServer;
}

function stageSteps(stage: Stage, signal: AbortSignal) {
	return new Listr(
		[
			{
				title: 'Install n8n (some minutes, this once)',
				skip: async () => ((await isN8nInstalled()) ? 'n8n is installed' : false),
				task: async (_, task) =>
					await installN8n({ signal, report: (line) => void (task.output = line) }),
			},
			{
				title: 'Find a browser',
				task: async (_, task) => {
					const report = (line: string) => void (task.output = line);
					stage.chromium = await ensureChromium({ signal, report });
				},
			},
			{
				title: 'Build the package, start the sandbox and n8n',
				task: async () => {
					const ports = await choosePorts({
						...{ once: true, help: false, n8nPort: null, sandboxPort: null },
					});
					const workflow = await readWorkflow();
					stage.sandbox = await startSandbox({ port: ports.sandbox });
					await prepareN8n(stage.sandbox, workflow, ports, signal);
					stage.n8n = await startN8n(ports, signal);
					await createOwner(stage.n8n.url, signal);
					await waitForWebhook(webhookUrl(stage.n8n.url, workflow), signal);
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

/** Runs Jest beside it; the tests learn from the environment where everything is. */
async function runTests(stage: Stage, args: readonly string[]): Promise<number> {
	const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	return await runVisibly(
		process.execPath,
		[jest, '--config', join(ROOT, 'jest.e2e.config.js'), ...args],
		{
			cwd: ROOT,
			env: {
				...process.env,
				E2E_CHROMIUM: stage.chromium,
				E2E_N8N_URL: stage.n8n?.url,
				E2E_SANDBOX_URL: stage.sandbox?.url,
			},
		},
	);
}

/** Sets the stage, plays the tests and resolves to the exit code; everything it started is stopped again. */
export async function main(args: readonly string[]): Promise<number> {
	if (args.includes('--help')) {
		process.stdout.write(USAGE);
		return 0;
	}
	const abort = new AbortController();
	const stage: Stage = {};
	let leaveFolder = async () => {};
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => abort.abort());
	try {
		leaveFolder = await takeFolder();
		await stageSteps(stage, abort.signal).run();
		const tests = runTests(stage, args);
		const died = await Promise.race([tests, stage.n8n?.died]);
		if (died instanceof DemoFailure) throw died;
		return died ?? 1;
	} catch (failed) {
		if (abort.signal.aborted) return 130;
		process.stderr.write(`\n${failed instanceof Error ? failed.message : String(failed)}\n`);
		if (failed instanceof DemoFailure) {
			for (const line of failed.details) process.stderr.write(`  ${line}\n`);
		} else if (failed instanceof Error) {
			process.stderr.write(`${String(failed.stack)}\n`);
		}
		return 1;
	} finally {
		await stage.n8n?.stop();
		await stage.sandbox?.stop();
		await leaveFolder();
	}
}
