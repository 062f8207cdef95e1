/* eslint-disable @n8n/community-nodes/require-node-api-error -- for nodes, not for their tests */
import { randomBytes } from 'node:crypto';
import type { ImportedCredential } from '../../../demo/credentials';
import type { DemoFailure } from '../../../demo/demoFailure';
import { installN8n, isN8nInstalled } from '../../../demo/installN8n';
import { clearN8nHome, importJson } from '../../../demo/n8nCli';
import {
	createOwner,
	startN8n,
	startN8nProcess,
	type N8nProcess,
	type N8nServer,
} from '../../../demo/n8nServer';
import { takeFolder } from '../../../demo/oneAtATime';
import { buildPackage, installPackage, packPackage } from '../../../demo/packAndInstall';
import { findFreePort, type Ports } from '../../../demo/ports';
import { ensureDatabasePrograms } from './debianServers';
import { publish } from './publish';
import { startPostgres, type Postgres } from './postgres';
import { startRedis, type Redis } from './redis';

/** Printed by a worker that takes jobs; the version is pinned, so the words are. */
const WORKER_READY_LINE = 'n8n worker is now ready';

/** How to set the stage. */
export interface QueueStageOptions {
	readonly credentials: readonly ImportedCredential[];
	/** Imported and published, in n8n's own format. */
	readonly workflows: ReadonlyArray<{ readonly id: string }>;
	/** How many workers; default 2. */
	readonly workers?: number;
	/** Executions that one worker runs at a time; default 10, as n8n's. */
	readonly concurrency?: number;
	readonly signal: AbortSignal;
	/** One short line about what is going on. */
	readonly report: (line: string) => void;
}

/** n8n in queue mode: PostgreSQL, Redis, a main process and its workers. All on loopback, all gone after `stop`. */
export interface QueueStage {
	/** The main process: editor, API and webhooks. */
	readonly url: string;
	readonly postgres: Pick<Postgres, 'version' | 'n8n' | 'operations' | 'query'>;
	readonly redis: Pick<Redis, 'version' | 'host' | 'port'>;
	/** The process id of each worker, null while it is not running. */
	workers(): ReadonlyArray<number | null>;
	/** SIGKILL: the worker gets no chance to finish or to note anything. */
	kill(worker: number): Promise<void>;
	/** Starts a worker that was killed; resolves once it takes jobs. */
	start(worker: number): Promise<void>;
	/** Settles only if something that nobody killed ends: with the failure to show. */
	readonly died: Promise<DemoFailure>;
	stop(): Promise<void>;
}

/** Starts all of it, with the freshly built package in the main process and in every worker. */
export async function startQueueStage(options: QueueStageOptions): Promise<QueueStage> {
	const { signal, report, concurrency = 10 } = options;
	const count = options.workers ?? 2;
	/** In the order of starting, to be undone from the end. */
	const undo: Array<() => Promise<void>> = [await takeFolder()];
	const stop = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		if (!(await isN8nInstalled())) await installN8n({ signal, report });
		const programs = await ensureDatabasePrograms({ signal, report });
		report('PostgreSQL and Redis start');
		const postgres = await startPostgres(programs, signal);
		undo.push(postgres.stop);
		const redis = await startRedis(programs, signal);
		undo.push(redis.stop);

		const further = environmentOf(postgres, redis);
		const ports = await portsOfOneProcess();
		report('n8n gets its database, credentials, workflows and the package');
		await prepare(options, ports, further, signal);

		report('n8n starts');
		const main: N8nServer = await startN8n(ports, signal, further);
		undo.push(main.stop);
		const cookie = await createOwner(main.url, signal);
		await publish(options.workflows, main.url, cookie, signal);
		let tellDeath: (failure: DemoFailure) => void = () => undefined;
		const died = new Promise<DemoFailure>((resolve) => (tellDeath = resolve));
		for (const one of [postgres, redis, main]) void one.died.then(tellDeath);

		const workers: Array<N8nProcess | null> = Array.from({ length: count }, () => null);
		undo.push(async () => void (await Promise.all(workers.map(async (one) => await one?.stop()))));
		const start = async (number: number) => {
			const command = {
				args: ['worker', `--concurrency=${concurrency}`],
				readyLine: WORKER_READY_LINE,
				further,
			};
			const worker = await startN8nProcess(command, await portsOfOneProcess(), signal);
			workers[number] = worker;
			void worker.died.then(tellDeath);
		};
		report('the workers start');
		await Promise.all(workers.map(async (_, number) => await start(number)));
		return {
			url: main.url,
			postgres,
			redis,
			workers: () => workers.map((worker) => worker?.pid ?? null),
			start,
			kill: async (number) => {
				const worker = workers[number];
				workers[number] = null;
				await worker?.kill();
			},
			died,
			stop,
		};
	} catch (failed) {
		await stop();
		throw failed;
	}
}

/** Each process has its broker for Code nodes; only the main one listens for users. */
async function portsOfOneProcess(): Promise<Ports> {
	return { n8n: await findFreePort(), sandbox: 0, taskBroker: await findFreePort() };
}

function environmentOf(postgres: Postgres, redis: Redis): Readonly<Record<string, string>> {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		// A killed worker's jobs are given up after seconds, not after a minute.
		QUEUE_WORKER_LOCK_DURATION: '15000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
		QUEUE_WORKER_STALLED_INTERVAL: '5000',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.n8n.host,
		DB_POSTGRESDB_PORT: String(postgres.n8n.port),
		DB_POSTGRESDB_DATABASE: postgres.n8n.database,
		DB_POSTGRESDB_USER: postgres.n8n.user,
		DB_POSTGRESDB_PASSWORD: postgres.n8n.password,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
}

async function prepare(
	{ credentials, workflows }: QueueStageOptions,
	ports: Ports,
	further: Readonly<Record<string, string>>,
	signal: AbortSignal,
): Promise<void> {
	await clearN8nHome();
	const work = [
		(async () => {
			await importJson('import:credentials', credentials, ports, signal, further);
			await importJson('import:workflow', workflows, ports, signal, further);
		})(),
		buildPackage(signal)
			.then(async () => await packPackage(signal))
			.then(async (tarball) => await installPackage(tarball, signal)),
	];
	try {
		await Promise.all(work);
	} finally {
		await Promise.allSettled(work);
	}
}
