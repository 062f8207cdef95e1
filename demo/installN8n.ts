/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childNpmEnv, npmCommand } from '../scripts/ensureInstalled.mjs';
import { buildSqlite } from './buildSqlite';
import { DemoFailure } from './demoFailure';
import { N8N_FOLDER, N8N_MANIFEST, WORK } from './paths';
import { runCommand } from './runCommand';

const GIGABYTE = 1024 ** 3;
const NEEDED_GIGABYTES = 4;
const MANIFEST_FILES = ['package.json', 'package-lock.json', '.npmrc'];
const STAMP = join(N8N_FOLDER, 'installed.txt');

/** What an n8n installation reports while it grows. */
export interface InstallProgress {
	readonly signal: AbortSignal;
	/** One short line about what is going on. */
	readonly report: (line: string) => void;
}

/** n8n 2.41 needs Node 24; a package in its own lock file brings one, so that the machine's Node can be older. */
export function findNode24(): { readonly file: string; readonly headers: string | null } {
	const folder = join(N8N_FOLDER, 'node_modules', `node-${process.platform}-${process.arch}`);
	const file = join(folder, 'bin', 'node');
	if (existsSync(file)) return { file, headers: folder };
	if (Number(process.versions.node.split('.')[0]) >= 24) {
		return { file: process.execPath, headers: null };
	}
	throw new DemoFailure(
		`n8n needs Node 24, and the lock file brings one for Linux only. Install Node 24 and run npm start again (this is ${process.versions.node}).`,
	);
}

async function wantedStamp(): Promise<string> {
	const hash = createHash('sha256');
	for (const file of MANIFEST_FILES) hash.update(await readFile(join(N8N_MANIFEST, file)));
	return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`;
}

/** Whether the pinned n8n is there already, finished and unchanged. */
export async function isN8nInstalled(): Promise<boolean> {
	const found = await readFile(STAMP, 'utf8').catch(() => null);
	return found !== null && found === (await wantedStamp());
}

async function requireDiskSpace(): Promise<void> {
	const { bavail, bsize } = await statfs(WORK);
	const free = (bavail * bsize) / GIGABYTE;
	if (free >= NEEDED_GIGABYTES) return;
	throw new DemoFailure(
		`n8n needs about ${NEEDED_GIGABYTES} GB of disk in ${WORK}, and ${free.toFixed(1)} GB are free. Make room and run npm start again.`,
	);
}

/** Counts top-level folders as they appear: npm itself says nothing until it is done. */
async function watchFolders(total: number, { signal, report }: InstallProgress, done: AbortSignal) {
	while (!signal.aborted && !done.aborted) {
		const names = await readdir(join(N8N_FOLDER, 'node_modules')).catch(() => []);
		if (names.length > 0) report(`${names.length} of about ${total} folders`);
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
}

async function npmInstall(progress: InstallProgress): Promise<void> {
	const lock: unknown = JSON.parse(await readFile(join(N8N_MANIFEST, 'package-lock.json'), 'utf8'));
	const paths = Object.keys((lock as { packages: Record<string, unknown> }).packages);
	const folders = new Set(paths.map((path) => path.split('/')[1]));
	const [file, ...first] = npmCommand();
	const done = new AbortController();
	void watchFolders(folders.size, progress, done.signal);
	try {
		await runCommand(
			file,
			[...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
			{
				cwd: N8N_FOLDER,
				env: childNpmEnv(),
				signal: progress.signal,
				purpose: 'Installing n8n',
			},
		);
	} finally {
		done.abort();
	}
}

/** Installs the pinned n8n from its own lock file: minutes the first time, nothing to do later. */
export async function installN8n(progress: InstallProgress): Promise<void> {
	await requireDiskSpace();
	await mkdir(N8N_FOLDER, { recursive: true });
	await rm(STAMP, { force: true });
	for (const file of MANIFEST_FILES) {
		await cp(join(N8N_MANIFEST, file), join(N8N_FOLDER, file));
	}
	await npmInstall(progress);
	await buildSqlite(findNode24(), progress);
	await writeFile(STAMP, await wantedStamp());
}
