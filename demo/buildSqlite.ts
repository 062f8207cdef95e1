/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { delimiter, dirname, join } from 'node:path';
import { childNpmEnv } from '../scripts/ensureInstalled.mjs';
import { findOnPath, installDebianPackages } from './debianPackages';
import { DemoFailure } from './demoFailure';
import type { InstallProgress } from './installN8n';
import { N8N_FOLDER } from './paths';
import { runCommand } from './runCommand';

const DOWNLOAD_TIMEOUT_MS = 60_000;
const COMPILER = ['python3', 'make', 'g++'];

/** The Node that n8n will run on, and the folder with its headers if it brought any. */
interface TargetNode {
	readonly file: string;
	readonly headers: string | null;
}

/** Installs what is missing to compile, as root on Debian; else says in one line what to install. */
async function requireCompiler(progress: InstallProgress): Promise<void> {
	const missing = COMPILER.filter((program) => findOnPath(program) === null);
	if (missing.length === 0) return;
	if (!(await installDebianPackages(missing, N8N_FOLDER, progress))) {
		throw new DemoFailure(
			`n8n's database driver has to be compiled here, and this is missing: ${missing.join(', ')}. Install python3, make and a C++ compiler (Debian, Ubuntu: sudo apt-get install python3 make g++; macOS: xcode-select --install), then run npm start again.`,
		);
	}
}

/** Whether the driver loads in the Node that n8n will run on. */
async function isLoadable(node: TargetNode, { signal }: InstallProgress): Promise<boolean> {
	return await runCommand(node.file, ['-e', "require('sqlite3')"], {
		cwd: N8N_FOLDER,
		env: childNpmEnv(),
		signal,
		purpose: 'Loading the database driver',
	}).then(
		() => true,
		() => false,
	);
}

/**
 * Makes n8n's SQLite driver: a ready-made one where it can be downloaded, else compiled (about a minute).
 * Everything runs under the Node that n8n will run on, with the headers that came with it: the machine's own
 * headers may belong to another version.
 */
export async function buildSqlite(node: TargetNode, progress: InstallProgress): Promise<void> {
	const driver = join(N8N_FOLDER, 'node_modules', 'sqlite3');
	const bins = join(N8N_FOLDER, 'node_modules', '.bin');
	const env = childNpmEnv({
		PATH: [dirname(node.file), bins, process.env.PATH ?? ''].join(delimiter),
		JOBS: 'max',
	});
	if (node.headers !== null) env.npm_config_nodedir = node.headers;

	progress.report('looking for a ready-made database driver');
	const download = join(N8N_FOLDER, 'node_modules', 'prebuild-install', 'bin.js');
	await runCommand(node.file, [download, '-r', 'napi'], {
		cwd: driver,
		env,
		signal: progress.signal,
		purpose: 'Downloading the database driver',
		timeoutMs: DOWNLOAD_TIMEOUT_MS,
	}).catch(() => undefined); // No network, or none for this machine: it is compiled instead.
	progress.signal.throwIfAborted();
	if (await isLoadable(node, progress)) return;

	await requireCompiler(progress);
	progress.report('compiling the database driver (about a minute)');
	const compile = join(N8N_FOLDER, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	await runCommand(node.file, [compile, 'rebuild'], {
		cwd: driver,
		env,
		signal: progress.signal,
		purpose: "Compiling n8n's database driver",
	});
	if (!(await isLoadable(node, progress))) {
		throw new DemoFailure("n8n's database driver was compiled but does not load on this machine.");
	}
}
