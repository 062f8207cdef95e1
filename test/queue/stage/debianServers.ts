/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath, installDebianPackages } from '../../../demo/debianPackages';
import { DemoFailure } from '../../../demo/demoFailure';
import type { InstallProgress } from '../../../demo/installN8n';
import { ROOT } from '../../../demo/paths';

/** Where Debian keeps the server's programs, one folder per version; they are not on the path. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/** The programs that the stage runs. */
export interface DatabasePrograms {
	readonly initdb: string;
	readonly postgres: string;
	readonly psql: string;
	readonly redisServer: string;
}

async function findPostgres(): Promise<Pick<
	DatabasePrograms,
	'initdb' | 'postgres' | 'psql'
> | null> {
	const versions = await readdir(POSTGRES_VERSIONS).catch(() => []);
	const folders = versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(POSTGRES_VERSIONS, version, 'bin'));
	const folder = folders.find((one) => existsSync(join(one, 'initdb')));
	const inFolder = (name: string) => (folder === undefined ? null : join(folder, name));
	const [initdb, postgres, psql] = ['initdb', 'postgres', 'psql'].map(
		(name) => inFolder(name) ?? findOnPath(name),
	);
	return initdb && postgres && psql ? { initdb, postgres, psql } : null;
}

async function findAll(): Promise<DatabasePrograms | null> {
	const postgres = await findPostgres();
	const redisServer = findOnPath('redis-server');
	return postgres && redisServer ? { ...postgres, redisServer } : null;
}

/** PostgreSQL and Redis: those that are there, else Debian's, installed now where that is allowed. */
export async function ensureDatabasePrograms(progress: InstallProgress): Promise<DatabasePrograms> {
	const found = await findAll();
	if (found) return found;
	const missing = [
		...((await findPostgres()) ? [] : ['postgresql']),
		...(findOnPath('redis-server') === null ? ['redis-server'] : []),
	];
	await installDebianPackages(missing, ROOT, progress);
	const installed = await findAll();
	if (installed) return installed;
	throw new DemoFailure(
		`Queue mode needs ${missing.join(' and ')}, and this machine has none. Install it (Debian, Ubuntu: sudo apt-get install ${missing.join(' ')}), then run npm run queue again.`,
	);
}
