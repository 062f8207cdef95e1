/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import type { ProviderId } from '../../../sandbox/types';

const ROOT = resolve(__dirname, '../../..');

type Exports = Record<string, unknown>;
type Compiled = (exports: Exports, require: (name: string) => unknown, module: object) => void;

/** The built package, loaded anew: what one n8n process has of it. */
export interface PackageCopy {
	readonly nodes: Record<string, INodeType>;
	readonly credentialTypes: Record<string, ICredentialType>;
	/** The exports of a module below `dist`. */
	readonly module: (path: string) => Exports;
}

const compiled = new Map<string, Compiled>();

/**
 * Loads a copy of `dist` with locks and caches of its own, as a freshly started n8n has. Each file is compiled once;
 * n8n's own packages are shared, as in the test harness. `waits` are handed to the nodes. A crash costs a millisecond and not a module registry.
 */
export function loadCopy(waits?: object, root = ROOT): PackageCopy {
	const loaded = new Map<string, { exports: Exports }>();
	const load = (path: string): Exports => {
		const known = loaded.get(path);
		if (known) return known.exports;
		const module = { exports: {} };
		loaded.set(path, module);
		const requireFrom = (name: string): unknown =>
			name.startsWith('.') ? load(fileOf(resolve(dirname(path), name))) : external(name);
		compile(path)(module.exports, requireFrom, module);
		return module.exports;
	};
	const manifest: { name: string; n8n: { nodes: string[]; credentials: string[] } } = JSON.parse(
		readFileSync(join(root, 'package.json'), 'utf8'),
	);
	const made = <T>(path: string, ...handedIn: unknown[]): T => {
		const type = load(join(root, path))[basename(path).split('.')[0] ?? ''];
		return new (type as new (...handedIn: unknown[]) => T)(...handedIn); // what package.json lists is a class, or n8n could not load it either
	};
	const nodes = manifest.n8n.nodes.map((path) => made<INodeType>(path, waits));
	const credentials = manifest.n8n.credentials.map((path) => made<ICredentialType>(path));
	return {
		nodes: Object.fromEntries(
			nodes.map((node) => [`${manifest.name}.${node.description.name}`, node]),
		),
		credentialTypes: Object.fromEntries(credentials.map((type) => [type.name, type])),
		module: (path) => load(join(root, 'dist', path)),
	};
}

const FOLDERS = { duro: 'Duro', layer: 'Layer', revolv3: 'Revolv3', thredfi: 'Thredfi' } as const;

/**
 * Takes the documented request rates out of a copy: the pace has tests of its own, and elsewhere only costs time.
 *
 * @param name of the file and its export that declare the rates; `facts` in copies of older versions
 * @throws when the copy declares no rates there, so that nothing is paced by mistake
 */
export function liftPace(
	{ module }: PackageCopy,
	provider: ProviderId,
	name: 'profile' | 'facts' = 'profile',
): void {
	const path = `nodes/${FOLDERS[provider]}/adapter/${name}.js`;
	const declared = module(path)[name];
	if (typeof declared !== 'object' || declared === null || !('requestsPerSecond' in declared)) {
		throw new Error(`${path} declares no request rates`);
	}
	Object.assign(declared, { requestsPerSecond: null, writesPerSecond: null });
}

function compile(path: string): Compiled {
	const known = compiled.get(path);
	if (known) return known;
	// In the realm of whoever runs this, so that the clock and the timers are the patched ones, under jest as well.
	// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- the package's own build, and nothing else
	const made = new Function('exports', 'require', 'module', readFileSync(path, 'utf8')) as Compiled; // named right here
	compiled.set(path, made);
	return made;
}

const files = new Map<string, string>();

/** As `require` finds it: the file, or a folder's `index.js`. */
function fileOf(path: string): string {
	const known = files.get(path);
	if (known !== undefined) return known;
	const file = existsSync(`${path}.js`) ? `${path}.js` : join(path, 'index.js');
	files.set(path, file);
	return file;
}

const shared = new Map<string, unknown>();

/** Through the loader of whoever runs this, so that n8n's classes are the engine's own. */
function external(name: string): unknown {
	if (!shared.has(name)) shared.set(name, loaderOf()(name));
	return shared.get(name);
}

function loaderOf(): (name: string) => unknown {
	return typeof jest === 'undefined'
		? createRequire(join(ROOT, 'package.json'))
		: jest.requireActual;
}
