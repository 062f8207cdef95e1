/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** What n8n gives to every node; nothing else can be loaded on a stranger's machine. */
const GIVEN = ['crypto', 'luxon', 'n8n-workflow'];

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
	string,
	unknown
>;
const shipped = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('.js'))
	.map((path) => [path, readFileSync(join(ROOT, 'dist', path), 'utf8')] as const);

describe('what is installed with the package', () => {
	it('is nothing: no kind of dependency is declared', () => {
		for (const kind of [
			'dependencies',
			'optionalDependencies',
			'bundleDependencies',
			'bundledDependencies',
		]) {
			expect(manifest).not.toHaveProperty(kind);
		}
	});

	it('loads its own files and what n8n gives, and nothing else', () => {
		expect(shipped.length).toBeGreaterThan(0);
		const loaded = shipped.flatMap(([, text]) =>
			[...text.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name = '']) => name),
		);
		const foreign = loaded.filter((name) => !name.startsWith('.'));
		expect([...new Set(foreign)].filter((name) => !GIVEN.includes(name))).toEqual([]);
	});

	it('never makes code out of text and never looks at the machine', () => {
		for (const [path, text] of shipped) {
			const found = /\beval\(|new Function\(|\bprocess\.\w|child_process|\bimport\(/.exec(text);
			expect({ path, found: found?.[0] ?? null }).toEqual({ path, found: null });
		}
	});
});
