/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brokenLink, pageOf, pages, root } from './page';

describe.each(pages)('%s', (file) => {
	it('links only to what is there, headings included', () => {
		expect(pageOf(file).links.flatMap((href) => brokenLink(file, href) ?? [])).toEqual([]);
	});

	it('names only folders, files and workflows of this repository', () => {
		const named = pageOf(file).codespans.filter((text) =>
			/^(?:\.github|credentials|demo|docs|lab|nodes|sandbox|scripts|test|workflows)\/[\w./-]+$/.test(
				text,
			),
		);
		const here = (path: string) => existsSync(join(root, path));
		// The page about a made-up provider names files that do not exist, and says so by its name.
		const missing = named.filter((path) => !here(path) && !/acme/i.test(path));
		expect(missing).toEqual([]);
	});
});

it('every page of docs is on its index', () => {
	const index = pageOf('docs/README.md').links.map((href) => href.split('#')[0]);
	const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md') && name !== 'README.md')
		.map((name) => relative('', name));
	expect(inDocs.filter((name) => !index.includes(name))).toEqual([]);
});

describe('comments', () => {
	const files = ['nodes', 'credentials', 'sandbox', 'test', 'lab', 'bench', 'demo'].flatMap(
		(folder) =>
			readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => /\.m?ts$/.test(name) && !name.includes('node_modules'))
				.map((name) => join(folder, name)),
	);
	const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

	it('name only headings that are there', () => {
		const broken = files.flatMap((file) =>
			[...textOf(file).matchAll(/(?<![./\w])docs\/[\w/.-]+\.md(?:#[\w-]+)?/g)].flatMap(
				([reference]) => {
					const problem = file.endsWith('links.test.ts')
						? null
						: brokenLink('README.md', reference);
					return problem === null ? [] : [`${file}: ${problem}`];
				},
			),
		);
		expect(broken).toEqual([]);
	});

	it('name no page that the repository does not hold', () => {
		const foreign = files.filter((file) => /\bdesign §|\bdossier\b|\bn8n\.md\b/.test(textOf(file)));
		expect(foreign.filter((file) => !file.endsWith('links.test.ts'))).toEqual([]);
	});
});

it('a dead link, a dead anchor and a live one are told apart', () => {
	expect(brokenLink('docs/README.md', 'nothing.md')).toContain('does not exist');
	expect(brokenLink('docs/README.md', 'concepts.md#nothing')).toContain('no such heading');
	expect(brokenLink('docs/README.md', 'concepts.md#memory')).toBeNull();
});
