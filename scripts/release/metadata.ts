/** What of package.json a release depends on; anything may be missing or of another type. */
export type Manifest = Readonly<Record<string, unknown>>;

/** The package as it lies in the repository, and as `npm pack` would ship it. */
export interface PackageFacts {
	readonly manifest: Manifest;
	readonly changelog: string;
	readonly license: string;
	/** Compiled names of the node and credential sources there are: `dist/nodes/Duro/Duro.node.js`. */
	readonly nodes: readonly string[];
	readonly credentials: readonly string[];
	/** Paths in the tarball. */
	readonly packed: readonly string[];
}

/** A section of the changelog: the version in its heading, and what stands below it. */
export interface ChangelogSection {
	readonly version: string;
	readonly text: string;
}

/** The topmost section of the changelog; null where it has none. */
export function topSection(changelog: string): ChangelogSection | null {
	const [, section] = changelog.split(/^## /m);
	if (section === undefined) return null;
	const [heading = '', ...lines] = section.split('\n');
	return { version: heading.trim(), text: lines.join('\n').trim() };
}

/** semver.org, without build metadata, which npm does not tell apart. */
const SEMANTIC_VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\da-z-]+(\.[\da-z-]+)*)?$/;

/** What has to be true of the package at any time, not only of a release; one sentence for each that is not. */
export function metadataProblems(facts: PackageFacts): string[] {
	const { manifest, changelog, license, packed } = facts;
	const n8n = record(manifest.n8n);
	const author = record(manifest.author);
	const text = (name: string) => (typeof manifest[name] === 'string' ? manifest[name] : '');
	const repository = record(manifest.repository).url;
	const home = text('homepage');
	const section = topSection(changelog);
	const listed = [...strings(n8n.nodes), ...strings(n8n.credentials)];
	return [
		[/^(@[a-z\d-]+\/)?n8n-nodes-[a-z\d-]+$/.test(text('name')), 'name is not n8n-nodes-…'],
		[SEMANTIC_VERSION.test(text('version')), 'version is not a semantic version'],
		[section?.version === text('version'), 'version is not the top section of CHANGELOG.md'],
		[(section?.text ?? '') !== '', 'the top section of CHANGELOG.md is empty'],
		[text('description') !== '', 'description is missing'],
		[text('license') === 'MIT', 'license is not MIT'],
		[/^MIT License$/m.test(license), 'LICENSE is not the MIT License'],
		[isText(author.name) && isText(author.email), 'author has no name or no email'],
		[/^https:\/\/github\.com\/[^/]+\/[^/]+$/.test(home), 'homepage is not a GitHub repository'],
		[repository === `git+${home}.git`, 'repository.url is not the homepage’s repository'],
		[record(manifest.bugs).url === `${home}/issues`, 'bugs.url is not the homepage’s issues'],
		[
			strings(manifest.keywords).includes('n8n-community-node-package'),
			'keywords lack n8n-community-node-package',
		],
		[same(strings(manifest.files), ['dist', 'CHANGELOG.md']), 'files is not dist and CHANGELOG.md'],
		[Object.keys(record(manifest.dependencies)).length === 0, 'there are dependencies'],
		[
			JSON.stringify(manifest.peerDependencies) === '{"n8n-workflow":"*"}',
			'peerDependencies is not exactly n8n-workflow: *',
		],
		[manifest.overrides === undefined, 'there are overrides'],
		[n8n.n8nNodesApiVersion === 1 && n8n.strict === true, 'n8n is not API version 1, strict'],
		[same(strings(n8n.nodes), facts.nodes), 'n8n.nodes is not every node there is'],
		[
			same(strings(n8n.credentials), facts.credentials),
			'n8n.credentials is not every one there is',
		],
		...listed.map((path) => [packed.includes(path), `the tarball lacks ${path}`] as const),
		...strings(n8n.nodes).map((path) => {
			const codex = path.replace(/\.js$/, '.json');
			return [packed.includes(codex), `the tarball lacks ${codex}`] as const;
		}),
		...strings(n8n.nodes).map((path) => {
			const folder = path.slice(0, path.lastIndexOf('/') + 1);
			const icons = packed.filter((file) => file.startsWith(folder) && file.endsWith('.svg'));
			return [icons.length >= 2, `the tarball lacks light and dark icons in ${folder}`] as const;
		}),
		...packed.map((path) => [mayShip(path), `the tarball holds ${path}`] as const),
	].flatMap(([holds, problem]) => (holds ? [] : [String(problem)]));
}

/** What has to be true on top before a version goes out under a tag. */
export function releaseProblems({ manifest }: PackageFacts, tag: string | null): string[] {
	const { email } = record(manifest.author);
	const placeholder = typeof email !== 'string' || /[.@]example(\.(com|net|org))?$/.test(email);
	return [
		...(placeholder ? ['author.email is a placeholder: put in the maintainers’ address'] : []),
		...(tag !== null && tag !== `v${String(manifest.version)}`
			? [`the tag ${tag} is not v${String(manifest.version)}, the version in package.json`]
			: []),
	];
}

/** Compiled code, its declarations, pictures, codex and schema files, and the four papers. */
function mayShip(path: string): boolean {
	if (['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].includes(path)) return true;
	return (
		/^dist\/(nodes|credentials)\/.+\.(js|json|svg|png)$/.test(path) &&
		!/\.(test|spec)\.|(^|\/)(test|__tests__)\//.test(path)
	);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

function strings(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function isText(value: unknown): boolean {
	return typeof value === 'string' && value.trim() !== '';
}

function same(one: readonly string[], other: readonly string[]): boolean {
	return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
