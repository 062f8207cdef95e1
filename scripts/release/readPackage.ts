/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, PackageFacts } from './metadata';

/** Reads the package below `root`, which has to be built, and asks npm what it would ship. */
export function readPackage(root: string): PackageFacts {
	const read = (file: string) => readFileSync(join(root, file), 'utf8');
	const manifest: Manifest = JSON.parse(read('package.json'));
	return {
		manifest,
		changelog: read('CHANGELOG.md'),
		license: read('LICENSE'),
		nodes: compiledNames(root, 'nodes', '.node.ts'),
		credentials: compiledNames(root, 'credentials', '.credentials.ts'),
		packed: packedPaths(root),
	};
}

function compiledNames(root: string, folder: string, ending: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith(ending))
		.map((path) => `dist/${folder}/${path.replace(/\\/g, '/').replace(/\.ts$/, '.js')}`);
}

function packedPaths(root: string): string[] {
	const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
	const stdout = execFileSync('npm', args, {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	// npm 12 answers with an object by name, older ones with a list.
	const answer: object = JSON.parse(stdout);
	const [entry]: Array<{ files: Array<{ path: string }> } | undefined> = Object.values(answer);
	if (entry === undefined) throw new Error('npm pack listed nothing');
	return entry.files.map(({ path }) => path);
}
