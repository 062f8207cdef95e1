/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import fc from 'fast-check';
import { sandboxCredentials } from '../../../demo/credentials';
import { installN8n, isN8nInstalled } from '../../../demo/installN8n';
import { clearN8nHome, importIntoN8n } from '../../../demo/n8nCli';
import { startN8n, waitForWebhook, type N8nServer } from '../../../demo/n8nServer';
import { takeFolder } from '../../../demo/oneAtATime';
import { buildPackage, installPackage, packPackage } from '../../../demo/packAndInstall';
import { choosePorts, type Ports } from '../../../demo/ports';
import { startSandbox } from '../../../sandbox';
import type { ProviderId, Sandbox } from '../../../sandbox/types';
import { paidInvoice } from '../provider';
import type { Wish } from '../wish';
import { deliver, doubles, playRound, rounds, type Figures } from './round';
import { chaosWorkflow, pathOf } from './workflow';

const say = (text: string) => process.stdout.write(`${text}\n`);
const option = (name: string, usual: number) => {
	const place = process.argv.indexOf(`--${name}`);
	return place === -1 ? usual : Number(process.argv[place + 1]);
};

/**
 * The same promise on n8n's own database: a real n8n 2.41 with its embedded SQLite, webhooks delivered several times at
 * once, Retry On Fail, and n8n stopped and started between the send and the answer.
 */
async function main(): Promise<number> {
	const runs = option('runs', 60);
	const seed = option('seed', 1);
	const abort = new AbortController();
	const leave = await takeFolder();
	let sandbox: Sandbox | undefined;
	let n8n: N8nServer | undefined;
	try {
		if (!(await isN8nInstalled())) await installN8n({ signal: abort.signal, report: say });
		sandbox = await startSandbox();
		const ports = await choosePorts({ once: true, help: false, n8nPort: null, sandboxPort: null });
		await prepare(sandbox, ports, abort.signal);
		n8n = await start(ports, abort.signal);
		const figures: Figures = { executions: 0, refunds: 0, words: new Map(), broken: [] };
		for (const round of fc.sample(rounds, { numRuns: runs, seed })) {
			await playRound(round, n8n.url, sandbox, figures);
		}
		n8n = await stopInBetween(n8n, ports, sandbox, figures, abort.signal);
		const words = [...figures.words].map(([word, count]) => `${word} ${count}`).join(', ');
		say(
			`${runs} rounds with seed ${seed}, ${figures.executions} executions, ${figures.refunds} refunds`,
		);
		say(`said: ${words}`);
		for (const line of figures.broken) say(line);
		say(`${runs + 2 - figures.broken.length} passed, ${figures.broken.length} failed`);
		return figures.broken.length === 0 ? 0 : 1;
	} finally {
		await n8n?.stop();
		await sandbox?.stop();
		await leave();
	}
}

async function prepare(sandbox: Sandbox, ports: Ports, signal: AbortSignal): Promise<void> {
	await clearN8nHome();
	await importIntoN8n(sandboxCredentials(sandbox), chaosWorkflow(), ports, signal);
	await buildPackage(signal);
	await installPackage(await packPackage(signal), signal);
}

async function start(ports: Ports, signal: AbortSignal): Promise<N8nServer> {
	const n8n = await startN8n(ports, signal);
	await waitForWebhook(`${n8n.url}/webhook/${pathOf('thredfi')}`, signal);
	return n8n;
}

/** Duro and Revolv3 rest on the database alone: n8n ends while their answers are held back, and is asked again. */
async function stopInBetween(
	n8n: N8nServer,
	ports: Ports,
	sandbox: Sandbox,
	figures: Figures,
	signal: AbortSignal,
): Promise<N8nServer> {
	const providers: readonly ProviderId[] = ['duro', 'revolv3'];
	const wish: Wish = { account: 0, invoice: 0, reference: 'A', type: 'amount', variant: 0 };
	const cases = providers.map((provider) => ({
		provider,
		ids: [sandbox.addInvoice(provider, paidInvoice(provider, 1_000_000, false))],
	}));
	for (const { provider } of cases) {
		sandbox.fault({ provider, call: 'refund', moment: 'afterCommit', kind: 'stall' });
	}
	const cut = cases.map(
		async ({ provider, ids }) => await deliver([wish], provider, n8n.url, ids).catch(() => []),
	);
	while (cases.some(({ provider, ids }) => sandbox.refunds(provider, ids[0]).length === 0)) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	await n8n.stop();
	await Promise.all(cut);
	const again = await start(ports, signal);
	for (const { provider, ids } of cases) {
		const [said] = await deliver([wish], provider, again.url, ids);
		say(
			`${provider}, stopped between send and answer, says when asked again: ${said?.code ?? said?.outcome ?? 'nothing'}`,
		);
		figures.broken.push(...doubles(provider, ids, sandbox));
		if (said?.outcome !== 'alreadyRefunded' && said?.outcome !== 'unknown') {
			figures.broken.push(
				`lie: ${provider} said '${said?.outcome ?? 'nothing'}' after it was stopped`,
			);
		}
	}
	return again;
}

void main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		say(String(error instanceof Error ? error.stack : error));
		process.exit(1);
	},
);
