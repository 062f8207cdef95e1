/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { InstallProgress } from './installN8n';
import { runCommand } from './runCommand';

/** Where the shell would find a program; null if nowhere. */
export function findOnPath(program: string): string | null {
	const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	const places = folders.map((folder) => join(folder, program));
	return places.find((place) => existsSync(place)) ?? null;
}

/** How to become root without being asked for a password; null where that is not possible. */
async function asRoot(cwd: string, { signal }: InstallProgress): Promise<string[] | null> {
	if (process.getuid?.() === 0) return [];
	if (findOnPath('sudo') === null) return null;
	return await runCommand('sudo', ['-n', 'true'], {
		...{ cwd, env: process.env, signal },
		purpose: 'Asking sudo',
	}).then(
		() => ['sudo', '-n'],
		() => null,
	);
}

/** Installs packages on Debian and its relatives, where that is allowed; resolves to whether it was. */
export async function installDebianPackages(
	names: readonly string[],
	cwd: string,
	progress: InstallProgress,
): Promise<boolean> {
	const prefix = findOnPath('apt-get') === null ? null : await asRoot(cwd, progress);
	if (prefix === null) return false;
	progress.report(`installing ${names.join(', ')}`);
	const steps = [
		['update', '-q'],
		['install', '-y', '-q', '--no-install-recommends', ...names],
	];
	for (const step of steps) {
		const [file = '', ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
		await runCommand(file, [...args, ...step], {
			...{ cwd, env: process.env, signal: progress.signal },
			purpose: `Installing ${names.join(', ')}`,
		});
	}
	return true;
}
