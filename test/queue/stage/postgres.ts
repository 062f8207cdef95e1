/* eslint-disable @n8n/community-nodes/require-node-api-error -- for nodes, not for their tests */
/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { DemoFailure } from '../../../demo/demoFailure';
import { findFreePort, LOOPBACK } from '../../../demo/ports';
import type { DatabasePrograms } from './debianServers';
import { startServer, type ServerProcess } from './serverProcess';

const USER = 'n8n';

/** n8n's own database. */
const N8N_DATABASE = 'n8n';

/** A database beside n8n's, such as a user has one for the business. */
const OPERATIONS_DATABASE = 'operations';

/** How to reach one of its databases. */
export interface PostgresConnection {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly password: string;
	readonly database: string;
}

/** A running PostgreSQL with its usual settings, whose data is gone once it stops. */
export interface Postgres extends ServerProcess {
	/** As the server itself names it. */
	readonly version: string;
	readonly n8n: PostgresConnection;
	readonly operations: PostgresConnection;
	/** Runs one query and resolves to its rows. */
	query(sql: string, database: PostgresConnection): Promise<readonly unknown[]>;
}

/** PostgreSQL refuses to run as root: then Debian's own user for it is asked. */
async function whoRunsIt(): Promise<{ uid: number; gid: number } | null> {
	if (process.getuid?.() !== 0) return null;
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (which) => Number((await execa('id', [which, 'postgres'])).stdout)),
	);
	if (uid === undefined || gid === undefined) throw new DemoFailure('There is no user postgres.');
	return { uid, gid };
}

/** Starts PostgreSQL on a free port of this machine with an empty `n8n` and an empty `operations` database. */
export async function startPostgres(
	{ initdb, postgres, psql }: DatabasePrograms,
	signal: AbortSignal,
): Promise<Postgres> {
	const user = await whoRunsIt();
	const folder = await mkdtemp(join(tmpdir(), 'invoice-refunds-postgres-'));
	const password = randomBytes(16).toString('hex');
	const port = await findFreePort();
	const passwordFile = join(folder, 'password');
	const data = join(folder, 'data');
	const connectTo = (database: string) => ({
		host: LOOPBACK,
		port,
		user: USER,
		password,
		database,
	});
	const query = async (sql: string, { database }: PostgresConnection) => {
		const { stdout } = await execa(
			psql,
			['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', sql],
			{
				env: {
					PGHOST: LOOPBACK,
					PGPORT: String(port),
					PGUSER: USER,
					PGPASSWORD: password,
					PGDATABASE: database,
				},
			},
		);
		return stdout.split('\n').filter((line) => line !== '');
	};
	const removeFolder = async () => await rm(folder, { recursive: true, force: true });
	let server: ServerProcess | null = null;
	try {
		await writeFile(passwordFile, password, { mode: 0o600 });
		if (user) {
			await chown(folder, user.uid, user.gid);
			await chown(passwordFile, user.uid, user.gid);
		}
		await execa(
			initdb,
			[
				...['-D', data, '-U', USER, '-E', 'UTF8', '--no-locale', '--no-sync'],
				...['-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
			],
			{ cwd: folder, ...(user ?? {}), cancelSignal: signal },
		);
		server = await startServer(
			{
				name: 'PostgreSQL',
				file: postgres,
				args: [
					...['-D', data, '-p', String(port)],
					...['-c', `listen_addresses=${LOOPBACK}`, '-c', 'unix_socket_directories='],
				],
				cwd: folder,
				user,
				readyLine: 'database system is ready to accept connections',
				stopSignal: 'SIGINT',
			},
			signal,
		);
		const { died, stop } = server;
		const [shown] = await query('show server_version', connectTo('postgres'));
		for (const name of [N8N_DATABASE, OPERATIONS_DATABASE]) {
			await query(`create database ${name}`, connectTo('postgres'));
		}
		return {
			version: String(shown),
			n8n: connectTo(N8N_DATABASE),
			operations: connectTo(OPERATIONS_DATABASE),
			died,
			// One row a line, as JSON: values may hold anything.
			query: async (sql, database) =>
				(await query(`select to_json(found) from (${sql}) found`, database)).map(
					(row) => JSON.parse(row) as unknown,
				),
			stop: async () => {
				await stop();
				await removeFolder();
			},
		};
	} catch (failed) {
		await server?.stop();
		await removeFolder();
		throw failed;
	}
}
