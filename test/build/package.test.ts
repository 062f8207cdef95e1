/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackage, filesBelow, ROOT, type PackageCopy } from './packageCopy';

const BUILD_TIMEOUT_MS = 240_000;
const BESIDE_DIST = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

interface Manifest {
	readonly name: string;
	readonly license: string;
	readonly keywords: readonly string[];
	readonly author: { readonly name: string; readonly email: string };
	readonly files: readonly string[];
	readonly scripts: Readonly<Record<string, string>>;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly overrides?: unknown;
	readonly peerDependencies: Readonly<Record<string, string>>;
	readonly n8n: {
		readonly n8nNodesApiVersion: number;
		readonly strict: boolean;
		readonly nodes: readonly string[];
		readonly credentials: readonly string[];
	};
}

const readText = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const manifest = JSON.parse(readText('package.json')) as Manifest;

/** Sources of one kind, as the paths that the manifest has to name. */
function registered(folder: string, ending: string): string[] {
	return filesBelow(join(ROOT, folder))
		.filter((file) => file.endsWith(`${ending}.ts`))
		.map((file) => `dist/${folder}/${file.replace(/\.ts$/, '.js')}`);
}

describe('the packed package', () => {
	let copy: PackageCopy;
	let packed: string[];

	beforeAll(async () => {
		copy = copyPackage();
		await copy.run('gulp/bin/gulp.js', 'build');
		const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: copy.folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		const answer: unknown = JSON.parse(printed);
		const [entry] = Object.values(answer as object) as Array<{ files: Array<{ path: string }> }>;
		packed = (entry?.files ?? []).map((file) => file.path).sort();
	}, BUILD_TIMEOUT_MS);

	afterAll(() => copy?.remove());

	it('holds dist, README, LICENSE, CHANGELOG, the manifest, and nothing else', () => {
		const outside = packed.filter((path) => !path.startsWith('dist/'));
		expect(outside.sort()).toEqual(BESIDE_DIST);
		expect(packed.filter((path) => path.startsWith('dist/'))).toEqual(
			filesBelow(join(copy.folder, 'dist')).map((path) => `dist/${path}`),
		);
	});

	it('holds only what nodes and credentials compile to', () => {
		const compiled = packed.filter((path) => path.startsWith('dist/'));
		expect(compiled.filter((path) => !/^dist\/(nodes|credentials)\//.test(path))).toEqual([]);
	});

	it('holds every file that the manifest names', () => {
		for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
			expect(packed).toContain(path);
		}
	});

	it('holds an icon and a codex file for every node', () => {
		for (const path of manifest.n8n.nodes) {
			expect(packed).toContain(path.replace(/\.js$/, '.json'));
			const folder = path.slice(0, path.lastIndexOf('/'));
			expect(packed.filter((file) => file.startsWith(folder) && file.endsWith('.svg'))).not.toEqual(
				[],
			);
		}
	});
});

describe('the manifest', () => {
	it('names every node and every credential there is', () => {
		expect([...manifest.n8n.nodes].sort()).toEqual(registered('nodes', '.node'));
		expect([...manifest.n8n.credentials].sort()).toEqual(registered('credentials', '.credentials'));
	});

	it('asks for nothing at run time but the host', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('is a community package that n8n can verify', () => {
		expect(manifest.name).toMatch(/^n8n-nodes-/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(manifest.author.name).not.toBe('');
		expect(manifest.author.email).not.toBe('');
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
		expect(manifest.overrides).toBeUndefined();
	});

	it('runs nothing on the machine of whoever installs it', () => {
		const lifecycle = /^(pre|post)?(install|prepare|pack|publish)$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});
});

describe('the lint configuration', () => {
	it('is the untouched default, as strict packages must have it', () => {
		const template = 'dist/template/templates/shared/default/eslint.config.mjs';
		expect(readText('eslint.config.mjs')).toBe(readText('node_modules/@n8n/node-cli', template));
	});
});

describe('the lock files', () => {
	const locks = ['', 'demo/n8n/', 'test/compat/n8n1/'].map(
		(folder) => `${folder}package-lock.json`,
	);
	it.each(locks)('%s names no address', (file) => {
		expect(existsSync(join(ROOT, file))).toBe(true);
		expect(readText(file)).not.toMatch(/"resolved":/);
	});
});
