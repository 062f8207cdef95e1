/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoFailure } from '../../demo/demoFailure';
import { runCommand } from '../../demo/runCommand';
import { childNpmEnv, npmCommand } from '../../scripts/ensureInstalled.mjs';
import { modulesOf, STARTUP } from './folders';
import type { ComparedPackage } from './packages';
import { sizeOf, type FolderSize } from './sizes';

/** As n8n's `community-packages.service` calls npm in the unpacked package. */
const N8N_INSTALL = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/** A package as n8n would have it on disk. */
export interface Installed {
	readonly name: string;
	readonly version: string;
	/** The tarball that npm hands out, in bytes. */
	readonly packedBytes: number;
	/** The tarball's content. */
	readonly unpacked: FolderSize;
	/** The same with what npm adds at run time. */
	readonly whole: FolderSize;
}

async function npm(args: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
	const [file, ...first] = npmCommand();
	return await runCommand(file, [...first, ...args], {
		cwd,
		env: childNpmEnv(),
		signal,
		purpose: `npm ${args[0] ?? ''}`,
	});
}

/** Fetches a pinned tarball; refuses one whose checksum is another. Resolves to its path. */
export async function fetchTarball(
	{ name, version, integrity }: ComparedPackage,
	signal: AbortSignal,
): Promise<string> {
	const folder = join(STARTUP, 'tarballs');
	await mkdir(folder, { recursive: true });
	const printed = await npm(['pack', `${name}@${version}`, '--quiet'], folder, signal);
	const tarball = join(folder, printed.trim().split('\n').pop() ?? '');
	const sum = createHash('sha512')
		.update(await readFile(tarball))
		.digest('base64');
	if (`sha512-${sum}` !== integrity) {
		throw new DemoFailure(`${name}@${version} is not the package that was pinned.`);
	}
	return tarball;
}

/** Unpacks and installs a tarball the way n8n does: without dev, peer and optional dependencies, without scripts. */
export async function installAsN8n(
	name: string,
	tarball: string,
	signal: AbortSignal,
): Promise<Installed> {
	const folder = join(modulesOf(name), name);
	await rm(modulesOf(name), { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], {
		cwd: STARTUP,
		env: childNpmEnv(),
		signal,
		purpose: `Unpacking ${name}`,
	});
	const unpacked = await sizeOf(folder);
	const manifest = join(folder, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...kept } = JSON.parse(
		await readFile(manifest, 'utf8'),
	) as Record<string, unknown>;
	void [devDependencies, peerDependencies, optionalDependencies];
	await writeFile(manifest, JSON.stringify(kept, null, 2));
	await npm(N8N_INSTALL, folder, signal);
	return {
		name,
		version: String(kept.version),
		packedBytes: (await readFile(tarball)).length,
		unpacked,
		whole: await sizeOf(folder),
	};
}

/** The yardstick: a package that n8n loads and that holds nothing. */
export async function makeEmptyPackage(name: string): Promise<void> {
	const folder = join(modulesOf(name), name);
	await mkdir(folder, { recursive: true });
	const n8n = { n8nNodesApiVersion: 1, nodes: [], credentials: [] };
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', n8n }));
}
