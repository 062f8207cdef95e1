/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The repository. */
export const ROOT = join(__dirname, '../..');

/**
 * `bench` holds plots: `n8n-node build` would copy every picture of the repository into dist, and our own build and the
 * tarball take those of nodes and credentials alone.
 */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.demo', '.compat', 'coverage', 'bench']);

/** A copy of the repository with nothing built in it, so that a build can run beside everything else. */
export interface PackageCopy {
	readonly folder: string;
	/** Runs a Node program in the copy and resolves to what it printed. */
	run(program: string, ...args: string[]): Promise<string>;
	remove(): void;
}

/** Copies the repository into a temporary folder; `node_modules` is shared. */
export function copyPackage(): PackageCopy {
	const folder = mkdtempSync(join(tmpdir(), 'invoice-refunds-build-'));
	for (const name of readdirSync(ROOT)) {
		if (LEFT_OUT.has(name)) continue;
		cpSync(join(ROOT, name), join(folder, name), { recursive: true });
	}
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
	return {
		folder,
		run: async (program, ...args) => {
			const file = join(ROOT, 'node_modules', program);
			const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
			return (await promisify(execFile)(process.execPath, [file, ...args], options)).stdout;
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** The files below a folder, relative to it, sorted. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => statSync(join(folder, name)).isFile())
		.map((name) => name.replace(/\\/g, '/'))
		.sort();
}
