/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { childNpmEnv, npmCommand } from '../scripts/ensureInstalled.mjs';
import { DemoFailure } from './demoFailure';
import { N8N_FOLDER, N8N_HOME, ROOT, WORK } from './paths';
import { runCommand } from './runCommand';

const PACKED = join(WORK, 'packed');
const COMMUNITY_PACKAGES = join(N8N_HOME, '.n8n', 'nodes');

/** Compiles the nodes into `dist`. */
export async function buildPackage(signal: AbortSignal): Promise<void> {
	await runCommand(
		process.execPath,
		[join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'],
		{ cwd: ROOT, env: childNpmEnv(), signal, purpose: 'Building the package' },
	);
}

/** Packs it as `npm publish` would; resolves to the tarball. */
export async function packPackage(signal: AbortSignal): Promise<string> {
	await rm(PACKED, { recursive: true, force: true });
	await mkdir(PACKED, { recursive: true });
	const [file, ...first] = npmCommand();
	const printed = await runCommand(
		file,
		[
			...first,
			'pack',
			'--json',
			'--ignore-scripts',
			'--loglevel=error',
			'--pack-destination',
			PACKED,
		],
		{ cwd: ROOT, env: childNpmEnv(), signal, purpose: 'Packing the package' },
	);
	const name = /"filename":\s*"([^"]+\.tgz)"/.exec(printed)?.[1];
	if (name === undefined) throw new DemoFailure('npm pack named no tarball.', printed.split('\n'));
	return join(PACKED, name);
}

/**
 * n8n shares its `n8n-workflow` with packages that find none on their way up. From a folder inside this repository they
 * would find the repository's: a second copy in memory, whose errors are not n8n's own.
 */
async function shareWorkflowPackage(): Promise<void> {
	const folder = join(N8N_HOME, 'node_modules');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const name = 'n8n-workflow';
	await symlink(join(N8N_FOLDER, 'node_modules', name), join(folder, name), 'dir');
}

/**
 * Puts the tarball where n8n looks for community packages, in place of any older copy. Without peers, as n8n itself
 * installs packages: n8n brings `n8n-workflow`.
 */
export async function installPackage(tarball: string, signal: AbortSignal): Promise<void> {
	await shareWorkflowPackage();
	await rm(COMMUNITY_PACKAGES, { recursive: true, force: true });
	await mkdir(COMMUNITY_PACKAGES, { recursive: true });
	await writeFile(join(COMMUNITY_PACKAGES, 'package.json'), '{ "private": true }\n');
	const [file, ...first] = npmCommand();
	await runCommand(
		file,
		[
			...[...first, 'install', tarball, '--offline', '--legacy-peer-deps', '--ignore-scripts'],
			...['--no-audit', '--no-fund', '--loglevel=error'],
		],
		{
			cwd: COMMUNITY_PACKAGES,
			env: childNpmEnv(),
			signal,
			purpose: 'Installing the package into n8n',
		},
	);
}
