/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sandboxCredentials } from '../../../demo/credentials';
import { DemoFailure } from '../../../demo/demoFailure';
import { waitForWebhook } from '../../../demo/n8nServer';
import { ROOT } from '../../../demo/paths';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { claimInPostgres, claimInRedis } from '../../workflows/recipes/claim';
import { openDoor, type Door } from '../door';
import { startQueueStage, type QueueStage } from '../stage';
import { disputeWorkflow, pathOf } from '../workflow';
import { burst, type Burst } from './burst';
import { KILLS, killRound, type KillRound, type OpenStore } from './kills';
import { claimHost, playAll, provideExpect } from './recipes';
import { claimPage } from './report';
import { postgresStore, redisStore, type ClaimStore } from './stores';

const USAGE = `npm run queue:claim                          the example workflows that claim, in queue mode
npm run queue:claim -- --disputes 60         fewer disputes for each way (300); 0: only the kills
npm run queue:claim -- --deliveries 2        how often each comes at once (4)
npm run queue:claim -- --killed 0            disputes under way for each store when a worker is killed (10); 0: no kills
npm run queue:claim -- --without 0           disputes without a claim, to compare (25)
npm run queue:claim -- --write               writes bench/results/claim.md
`;

const WITHOUT = 'withoutClaim';
/** Disputes under way at a time. */
const SLOTS = 5;
/** Without a claim, who meets somebody else's open attempt waits a minute and more: so few, and all at once. */
const DISPUTES_WITHOUT = 25;
/** Executions that one worker runs at a time, enough for those that wait. */
const CONCURRENCY = 50;
/** The losers look every second, until the winner has ended. */
const QUICK = { 'Refund to make': { secondsBetweenLooks: 1, looksAtMost: 10 } };

const say = (text: string) => void process.stdout.write(`${text}\n`);

interface Wanted {
	readonly disputes: number;
	readonly deliveries: number;
	readonly killed: number;
	readonly without: number;
}

interface Place extends Wanted {
	readonly stage: QueueStage;
	readonly sandbox: Sandbox;
	readonly door: Door;
	readonly signal: AbortSignal;
}

/** Collects what has to hold, and says it. */
function tallyOfChecks() {
	let passed = 0;
	const failed: string[] = [];
	return {
		check: (holds: boolean, what: string) => {
			if (holds) passed += 1;
			else failed.push(what);
		},
		add: (more: { readonly passed: number; readonly failed: readonly string[] }) => {
			passed += more.passed;
			failed.push(...more.failed);
		},
		end: (): number => {
			for (const what of failed) say(`FAILED ${what}`);
			say(`${passed} passed, ${failed.length} failed`);
			return failed.length === 0 ? 0 : 1;
		},
	};
}

async function measure(place: Place, command: string, write: boolean): Promise<number> {
	const { stage, sandbox, door, signal, ...wanted } = place;
	const checks = tallyOfChecks();
	process.env.E2E_N8N_URL = stage.url;
	process.env.E2E_SANDBOX_URL = sandbox.url;
	process.env.E2E_CHROMIUM ??= 'not used';
	const { logInToApi } = await import('../../e2e/editor/n8nApi');
	provideExpect();
	const api = await logInToApi();
	const stores: readonly ClaimStore[] = [await postgresStore(stage), redisStore(stage)];
	const ids = new Map<string, string>();
	for (const { name, credential } of stores) {
		ids.set(credential.type, await api.addCredential(name, credential.type, credential.data));
	}
	const host = claimHost(stage.url, api, sandbox.url, ids);
	const recipes = [claimInPostgres, claimInRedis];
	for (const [number, { name, claims }] of wanted.disputes > 0 ? [...stores.entries()] : []) {
		const recipe = recipes[number]?.(claims);
		if (!recipe) continue;
		sandbox.reset();
		const played = await playAll(host, recipe);
		say(`${name}: ${played.passed} steps of the recipe passed, ${played.failed.length} failed`);
		checks.add(played);
	}

	const bursts: Array<{ title: string; burst: Burst }> = [];
	const kills: KillRound[] = [];
	const open: OpenStore[] = [];
	const measured = { ...wanted, sandbox, slots: SLOTS };
	if (Math.min(wanted.disputes, wanted.without) > 0) {
		const url = `${stage.url}/webhook/${pathOf(WITHOUT)}`;
		await waitForWebhook(url, signal);
		const disputes = Math.min(wanted.disputes, wanted.without);
		const came = await burst({ ...measured, disputes, slots: disputes, url });
		bursts.push({ title: 'without a claim', burst: came });
		say(JSON.stringify(bursts.at(-1)));
	}
	for (const store of stores) {
		const { name: title, file } = store;
		await host.open({ title, file, settings: QUICK, steps: [] });
		const url = `${stage.url}/webhook/${store.path}`;
		await waitForWebhook(url, signal);
		open.push({ store, url });
		if (wanted.disputes > 0) {
			const came = await burst({ ...measured, url });
			bursts.push({ title: `claim in ${store.name}`, burst: came });
			say(JSON.stringify(bursts.at(-1)));
			checks.check(came.doubles === 0, `${store.name}: ${came.doubles} doubles`);
			checks.check(came.without === 0, `${store.name}: ${came.without} without a refund`);
			checks.check(came.again.refunds === 0, `${store.name}: refunds when delivered once more`);
			checks.check(came.words.refunded === came.disputes, `${store.name}: one 'refunded' each`);
			checks.check(came.untrue.length === 0, `${store.name}: ${came.untrue.join('; ')}`);
		}
	}
	for (const kill of wanted.killed > 0 ? KILLS : []) {
		const disputes = wanted.killed;
		for (const round of await killRound({ stage, sandbox, door, stores: open, kill, disputes })) {
			kills.push(round);
			say(JSON.stringify(round));
			const what = `${round.store}, killed ${round.title}`;
			checks.check(round.doubles === 0, `${what}: ${round.doubles} doubles`);
			checks.check(round.untrue.length === 0, `${what}: ${round.untrue.join('; ')}`);
		}
	}
	if (write) {
		const versions = `PostgreSQL ${stage.postgres.version}, Redis ${stage.redis.version}`;
		const folder = join(ROOT, 'bench', 'results');
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'claim.md'), claimPage({ command, versions, bursts, kills }));
	}
	return checks.end();
}

async function main(args: readonly string[]): Promise<number> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			help: { type: 'boolean', short: 'h', default: false },
			disputes: { type: 'string', default: '300' },
			deliveries: { type: 'string', default: '4' },
			killed: { type: 'string', default: '10' },
			without: { type: 'string', default: String(DISPUTES_WITHOUT) },
			write: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		say(USAGE);
		return 0;
	}
	const abort = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => abort.abort());
	const sandbox = await startSandbox();
	const door = await openDoor(sandbox);
	let stage: QueueStage | undefined;
	try {
		stage = await startQueueStage({
			credentials: sandboxCredentials({
				...sandbox,
				baseUrl: (provider) => `${door.url}/${provider}`,
				tokenUrl: `${door.url}/layer/oauth2/token`,
			}),
			workflows: [disputeWorkflow('revolv3', WITHOUT)],
			concurrency: CONCURRENCY,
			signal: abort.signal,
			report: say,
		});
		const wanted: Wanted = {
			disputes: Number(values.disputes),
			deliveries: Number(values.deliveries),
			killed: Number(values.killed),
			without: Number(values.without),
		};
		const command = ['npm run queue:claim', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
		const work = measure(
			{ ...wanted, stage, sandbox, door, signal: abort.signal },
			command,
			values.write,
		);
		const stopped = new Promise<number>((resolve) => {
			abort.signal.addEventListener('abort', () => resolve(130), { once: true });
		});
		const ended = await Promise.race([work, stage.died, stopped]);
		if (ended instanceof DemoFailure) throw ended;
		return ended;
	} catch (failed) {
		say(
			failed instanceof DemoFailure
				? [failed.message, ...failed.details].join('\n')
				: String(failed),
		);
		return 1;
	} finally {
		await stage?.stop();
		await door.close();
		await sandbox.stop();
	}
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
