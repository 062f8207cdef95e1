/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import './environment';
import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import * as workflowPackage from 'n8n-workflow';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const ownRoot = resolve(__dirname, '../../..');

export interface LoadedPackage {
	/** By full type name, as in `n8n-nodes-invoice-refunds.duro`. */
	nodes: Record<string, INodeType>;
	credentialTypes: Record<string, ICredentialType>;
}

type Manifest = { name: string; n8n: { nodes: string[]; credentials: string[] } };

/**
 * Loads the built package the way n8n does: the files listed in package.json, the class named after the file.
 * `freshProcess` loads copies of their own, as a second n8n process would: whatever the modules remember
 * (locks, caches) is not shared with the other copies, while n8n's own packages are.
 * `waits` are handed to the nodes' constructors; n8n hands in nothing.
 */
export function loadPackage({
	freshProcess = false,
	root = ownRoot,
	waits = undefined as object | undefined,
} = {}): LoadedPackage {
	requireBuild(root);
	if (!freshProcess) return load(root, waits);
	let loaded: LoadedPackage | undefined;
	jest.doMock('n8n-workflow', () => workflowPackage);
	try {
		jest.isolateModules(() => (loaded = load(root, waits)));
	} finally {
		jest.dontMock('n8n-workflow');
	}
	if (loaded === undefined) throw new Error('The package could not be loaded a second time');
	return loaded;
}

function load(root: string, waits: object | undefined): LoadedPackage {
	const manifest = jest.requireActual<Manifest>(join(root, 'package.json'));
	const nodes = manifest.n8n.nodes.map((path) => instantiate<INodeType>(join(root, path), waits));
	const credentials = manifest.n8n.credentials.map((path) =>
		instantiate<ICredentialType>(join(root, path)),
	);
	return {
		nodes: Object.fromEntries(
			nodes.map((node) => [`${manifest.name}.${node.description.name}`, node]),
		),
		credentialTypes: Object.fromEntries(credentials.map((type) => [type.name, type])),
	};
}

function instantiate<T>(path: string, ...handedIn: unknown[]): T {
	const className = basename(path).split('.')[0] ?? '';
	const exported =
		jest.requireActual<Record<string, (new (...handedIn: unknown[]) => T) | undefined>>(path);
	const type = exported[className];
	if (type === undefined) throw new Error(`${path} has no class ${className}`);
	return new type(...handedIn);
}

/** Throws when a source file has no compiled file in `dist`, or one that is older than the source. */
export function requireBuild(packageRoot: string): void {
	for (const folder of ['nodes', 'credentials']) {
		for (const source of sourcesIn(join(packageRoot, folder))) {
			const path = relative(packageRoot, source);
			const built = join(packageRoot, 'dist', path.replace(/\.ts$/, '.js'));
			const age = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
			if (age === undefined) throw new Error(`dist has no ${path}: run npm run build`);
			if (age < statSync(source).mtimeMs) {
				throw new Error(`dist is older than ${path}: run npm run build`);
			}
		}
	}
}

function sourcesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
		.map((path) => join(folder, path));
}
