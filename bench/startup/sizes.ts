/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** What a folder weighs: the files' own bytes, not the disk's blocks. */
export interface FolderSize {
	readonly bytes: number;
	readonly files: number;
	/** Packages below it, however deep. */
	readonly dependencies: number;
	/** Bytes of what no node reads at run time: type declarations, source maps, the compiler's notes. */
	readonly unusedBytes: number;
}

const UNUSED = /\.(?:d\.[cm]?ts|map|tsbuildinfo)$/;
const MANIFEST = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@]+\/package\.json$/;

/** Whether a path, with `/`, is the manifest of a package in a `node_modules` folder and not one inside a package. */
export const isDependency = (path: string): boolean => MANIFEST.test(path);

/** Whether only a compiler or a debugger would open the file. */
export const isUnused = (path: string): boolean => UNUSED.test(path);

/** Adds up all files below a folder. npm's own record of an install is no part of a package. */
export async function sizeOf(folder: string): Promise<FolderSize> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile() && entry.name !== '.package-lock.json')
		.map((entry) => join(entry.parentPath, entry.name));
	const bytes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
	const sum = (wanted: (path: string) => boolean) =>
		paths.reduce((total, path, at) => total + (wanted(path) ? (bytes[at] ?? 0) : 0), 0);
	const inside = paths.map((path) => path.slice(folder.length).split(sep).join('/'));
	return {
		bytes: sum(() => true),
		files: paths.length,
		dependencies: inside.filter(isDependency).length,
		unusedBytes: sum(isUnused),
	};
}
