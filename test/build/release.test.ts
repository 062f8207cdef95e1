/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
	metadataProblems,
	releaseProblems,
	topSection,
	type PackageFacts,
} from '../../scripts/release/metadata';
import { readPackage } from '../../scripts/release/readPackage';
import { copyPackage, ROOT, type PackageCopy } from './packageCopy';

const BUILD_TIMEOUT_MS = 240_000;

const { validateWorkflow } = jest.requireActual<{
	validateWorkflow: (text: string) => { errors: readonly unknown[] };
}>('@action-validator/core');

describe('the package', () => {
	let copy: PackageCopy;
	let facts: PackageFacts;

	beforeAll(async () => {
		copy = copyPackage();
		await copy.run('gulp/bin/gulp.js', 'build');
		facts = readPackage(copy.folder);
	}, BUILD_TIMEOUT_MS);
	afterAll(() => copy?.remove());

	const withManifest = (changes: Record<string, unknown>): PackageFacts => ({
		...facts,
		manifest: { ...facts.manifest, ...changes },
	});

	it('has everything that a release asks for, at any time', () => {
		expect(metadataProblems(facts)).toEqual([]);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['another name', { name: 'invoice-refunds' }, 'name is not'],
		['a version nobody can compare', { version: '1.0' }, 'not a semantic version'],
		['a version without a changelog', { version: '99.0.0' }, 'not the top section'],
		['another license', { license: 'ISC' }, 'license is not MIT'],
		['no email', { author: { name: 'someone' } }, 'author has no name or no email'],
		['another repository', { repository: { url: 'git+https://x.org/y.git' } }, 'repository.url'],
		['no place for bugs', { bugs: undefined }, 'bugs.url'],
		['no keywords', { keywords: [] }, 'keywords lack'],
		['more files', { files: ['dist', 'CHANGELOG.md', 'test'] }, 'files is not'],
		['a dependency', { dependencies: { axios: '1' } }, 'there are dependencies'],
		['a narrower peer', { peerDependencies: { 'n8n-workflow': '2' } }, 'peerDependencies'],
		['no nodes', { n8n: { n8nNodesApiVersion: 1, strict: true, nodes: [] } }, 'n8n.nodes is not'],
	])('is refused with %s', (_, changes, problem) => {
		const problems = metadataProblems(withManifest(changes));
		expect(problems).toContainEqual(expect.stringContaining(problem));
	});

	it.each(['dist/nodes/Duro/Duro.node.js.map', 'dist/test/a.js', 'dist/nodes/a.test.js', '.env'])(
		'is refused with %s in the tarball',
		(path) => {
			const problems = metadataProblems({ ...facts, packed: [...facts.packed, path] });
			expect(problems).toEqual([`the tarball holds ${path}`]);
		},
	);

	it.each(['Duro.node.js', 'Duro.node.json', 'duro.dark.svg'])('is refused without %s', (name) => {
		const packed = facts.packed.filter((path) => !path.endsWith(`/Duro/${name}`));
		expect(packed).toHaveLength(facts.packed.length - 1);
		expect(metadataProblems({ ...facts, packed })).not.toEqual([]);
	});

	it('is released under its own version only, and by somebody who can be reached', () => {
		const author = { name: 'someone', email: 'someone@company.dev' };
		const ready = withManifest({ author, version: '1.2.3' });
		expect(releaseProblems(ready, 'v1.2.3')).toEqual([]);
		expect(releaseProblems(ready, null)).toEqual([]);
		expect(releaseProblems(ready, 'v1.2.4')).toHaveLength(1);
		expect(releaseProblems(ready, '1.2.3')).toHaveLength(1);
		for (const email of ['a@b.example', 'a@example.com', undefined]) {
			expect(releaseProblems(withManifest({ author: { email } }), null)).toHaveLength(1);
		}
	});
});

it('finds the top section of a changelog, and none where there is none', () => {
	expect(topSection('# C\n\n## 2.0.0\n\n- two\n\n## 1.0.0\n\n- one\n')).toEqual({
		version: '2.0.0',
		text: '- two',
	});
	expect(topSection('# C\n')).toBeNull();
});

describe('the workflows of GitHub Actions', () => {
	const folder = join(ROOT, '.github/workflows');
	const files = readdirSync(folder);
	const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');

	it.each(files)('%s fits the schema', (file) => {
		expect(validateWorkflow(textOf(file))).toEqual({ actionType: 'workflow', errors: [] });
		expect(validateWorkflow(textOf(file).replace('runs-on:', 'run-on:')).errors).not.toEqual([]);
	});

	it.each(files)('%s pins each action to a commit and runs scripts that exist', (file) => {
		const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
		const uses = [...textOf(file).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
		expect(uses.length).toBeGreaterThan(0);
		for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
		for (const [, script = ''] of textOf(file).matchAll(/npm run (\S+)/g)) {
			expect(Object.keys(scripts)).toContain(script);
		}
	});

	it('gives the right to publish to the publishing job alone, after check and tests', () => {
		const { permissions, jobs } = parse(textOf('publish.yml'));
		expect(permissions).toEqual({});
		expect(jobs.test.permissions).toEqual({ contents: 'read' });
		expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(jobs.publish.needs).toBe('test');
		const runs = jobs.test.steps.flatMap((step: { run?: string }) => step.run ?? []);
		expect(runs).toContain('npm run check:release -- --tag "$GITHUB_REF_NAME"');
		expect(runs).toContain('npm test');
	});
});
