/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import { deepStrictEqual } from 'node:assert';
import { installN8n, isN8nInstalled } from '../../../demo/installN8n';
import { clearN8nHome, importIntoN8n } from '../../../demo/n8nCli';
import { startN8n, waitForWebhook, type N8nServer } from '../../../demo/n8nServer';
import { takeFolder } from '../../../demo/oneAtATime';
import { buildPackage, installPackage, packPackage } from '../../../demo/packAndInstall';
import { choosePorts } from '../../../demo/ports';
import { SEED, startSandbox, type Sandbox } from '../../../sandbox';
import { duroEventId } from '../../../sandbox/webhooks/events';
import { startToyServer, reply, type ToyServer } from '../../n8n/harness/toyServer';
import { signDuro, signRevolv3 } from '../sign';
import { PROVIDERS, type Provider } from './provider';
import { pathOf, triggerWorkflow } from './workflow';

const say = (text: string) => process.stdout.write(`${text}\n`);
const LATEST_MS = 30_000;

/** An item, as the node after the trigger got it. */
type Item = Readonly<Record<string, unknown>>;

const USAGE = `npm run webhooks

Both triggers in a real n8n with its embedded database: the sandbox delivers, n8n answers, and what the workflow does
with it arrives at an address of this test. Installs n8n into .demo/ the first time. Ends with 1 if a promise is broken.`;

/** What the usage says. */
async function main(): Promise<number> {
	if (process.argv.includes('--help')) {
		say(USAGE);
		return 0;
	}
	const { signal } = new AbortController();
	const leave = await takeFolder();
	const items: Record<Provider, Item[]> = { duro: [], revolv3: [] };
	let sandbox: Sandbox | undefined;
	let n8n: N8nServer | undefined;
	let collector: ToyServer | undefined;
	try {
		if (!(await isN8nInstalled())) await installN8n({ signal, report: say });
		sandbox = await startSandbox();
		sandbox.switches.revolv3.refundSendsCreated = true;
		collector = await startToyServer((request, response) => {
			const provider = request.path === '/duro' ? 'duro' : 'revolv3';
			items[provider].push(JSON.parse(request.body) as Item);
			reply(response, 200, {});
		});
		const ports = await choosePorts({ once: true, help: false, n8nPort: null, sandboxPort: null });
		await clearN8nHome();
		await importIntoN8n(credentialsOf(sandbox), triggerWorkflow(collector.url), ports, signal);
		await buildPackage(signal);
		await installPackage(await packPackage(signal), signal);
		n8n = await startN8n(ports, signal);
		for (const provider of PROVIDERS)
			await waitForWebhook(`${n8n.url}/${pathOf(provider)}`, signal);
		return await tell(cases(sandbox, n8n.url, items));
	} finally {
		await n8n?.stop();
		await collector?.close();
		await sandbox?.stop();
		await leave();
	}
}

function credentialsOf({ webhooks }: Sandbox) {
	const fields = { duro: 'signingSecret', revolv3: 'webhookKey' } as const;
	return PROVIDERS.map((provider) => ({
		id: `${provider}Webhook`,
		name: `${provider} webhook`,
		type: `${provider}WebhookApi`,
		data: { [fields[provider]]: webhooks.secrets[provider] },
	}));
}

type Case = readonly [promise: string, proof: () => Promise<void>];

function cases(sandbox: Sandbox, url: string, items: Record<Provider, Item[]>): readonly Case[] {
	const { webhooks } = sandbox;
	const addressOf = (provider: Provider) => `${url}/${pathOf(provider)}`;
	const statuses = () => webhooks.deliveries.map(({ attempts }) => attempts.join());
	/** Everything that started a workflow has arrived once this one has. */
	const arrived = async (provider: Provider, count: number) => {
		const until = Date.now() + LATEST_MS;
		while (items[provider].length < count && Date.now() < until) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		deepStrictEqual(items[provider].length, count);
	};
	const post = async (
		provider: Provider,
		body: string | Buffer,
		headers: Readonly<Record<string, unknown>>,
		type = 'application/json',
	) => {
		const answer = await axios.post<unknown>(addressOf(provider), body, {
			headers: { 'content-type': type, ...headers } as Record<string, string>,
			transformRequest: (data: unknown) => data,
			validateStatus: () => true,
			proxy: false,
		});
		return answer.status;
	};
	const sign = (provider: Provider, body: string, secret = webhooks.secrets[provider]) =>
		provider === 'duro'
			? signDuro(body, secret, Date.now())
			: signRevolv3(body, secret, addressOf('revolv3'));

	return [
		[
			"Revolv3's connection test is answered 200 and starts nothing",
			async () => {
				for (const provider of PROVIDERS) await webhooks.subscribe(provider, addressOf(provider));
				deepStrictEqual(statuses(), ['200']);
			},
		],
		[
			'a refund at Duro starts the workflow with exactly the promised item',
			async () => {
				sandbox.refundInPortal('duro', SEED.duro.paid, 1000);
				await webhooks.idle();
				await arrived('duro', 1);
				const { receivedAt, ...item } = items.duro[0] ?? {};
				deepStrictEqual(typeof receivedAt, 'string');
				deepStrictEqual(item, {
					event: 'subscription_payment_refunded',
					eventId: duroEventId(2),
					invoiceId: SEED.duro.paid,
					parentInvoiceId: null,
					status: null,
					amountMinor: 1000,
					repeated: false,
					body: JSON.parse(webhooks.deliveries[1]?.body ?? ''),
				});
			},
		],
		[
			'a refund at Revolv3 starts the workflow with exactly the promised item',
			async () => {
				const refundId = sandbox.refundInPortal('revolv3', SEED.revolv3.paid, 1250);
				await webhooks.idle();
				await arrived('revolv3', 1);
				const { receivedAt, body, eventId, ...item } = items.revolv3[0] ?? {};
				deepStrictEqual(
					[typeof receivedAt, typeof body, typeof eventId],
					['string', 'object', 'string'],
				);
				deepStrictEqual(item, {
					event: 'InvoiceCreated',
					invoiceId: refundId,
					parentInvoiceId: SEED.revolv3.paid,
					status: 'PartialRefund',
					amountMinor: 1250,
					repeated: false,
				});
			},
		],
		[
			'the same deliveries once more are marked, over two executions',
			async () => {
				for (const { id } of webhooks.deliveries.slice(1)) await webhooks.replay(id);
				await arrived('duro', 2);
				await arrived('revolv3', 2);
				for (const provider of PROVIDERS) {
					deepStrictEqual(
						items[provider].map((item) => item.repeated),
						[false, true],
					);
				}
			},
		],
		[
			'what is not signed is answered 401 and starts nothing',
			async () => {
				for (const provider of PROVIDERS) {
					const body = '{"id":"evt_forged","type":"forged","Entropy":"forged"}';
					const { headers } = sign(provider, body);
					const wrong = sign(provider, body, 'another secret').headers;
					const answers = [
						await post(provider, body, {}),
						await post(provider, body, wrong),
						await post(provider, `${body} `, headers),
						await post(provider, '', headers),
						await post(provider, body, headers, 'multipart/form-data; boundary=x'),
					];
					deepStrictEqual(answers.slice(0, 4), [401, 401, 401, 401]);
					// n8n itself refuses a form that is none before any node is asked.
					deepStrictEqual((answers[4] ?? 0) >= 400, true);
				}
			},
		],
		[
			'the bytes count, whatever type they claim and however they are written',
			async () => {
				for (const provider of PROVIDERS) {
					const body = '{ "id":"evt_ü",\n"type" : "odd", "EventType":"odd", "Entropy":"e-ü" }';
					for (const type of [
						'text/plain',
						'application/json; charset=utf-8',
						'application/xml+x',
					]) {
						deepStrictEqual(await post(provider, body, sign(provider, body).headers, type), 200);
					}
					await arrived(provider, 5);
					deepStrictEqual(
						items[provider].slice(2).map((item) => item.event),
						['odd', 'odd', 'odd'],
					);
				}
			},
		],
		[
			'what is signed and no JSON object is answered 422 and starts nothing',
			async () => {
				for (const provider of PROVIDERS) {
					for (const body of ['[]', '"text"', 'not JSON']) {
						deepStrictEqual(await post(provider, body, sign(provider, body).headers), 422);
					}
				}
			},
		],
		[
			'nothing has started that was not promised',
			async () => {
				sandbox.refundInPortal('duro', SEED.duro.paidSecond, 1000);
				sandbox.refundInPortal('revolv3', SEED.revolv3.paidSecond, 1000);
				await webhooks.idle();
				for (const provider of PROVIDERS) {
					await arrived(provider, 6);
					deepStrictEqual(items[provider][5]?.repeated, false);
				}
			},
		],
	];
}

async function tell(all: readonly Case[]): Promise<number> {
	let failed = 0;
	for (const [promise, proof] of all) {
		try {
			await proof();
			say(`passed  ${promise}`);
		} catch (error) {
			failed += 1;
			say(`FAILED  ${promise}\n${error instanceof Error ? error.message : String(error)}`);
		}
	}
	say(`${all.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

void main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		say(String(error instanceof Error ? error.stack : error));
		process.exit(1);
	},
);
