/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { PROVIDER_IDS } from '../sandbox/types';
import { providers as contracts } from './contract/checkRequest';

const root = join(__dirname, '..');
const LONGEST_FILE = 260;

/** The sources in a folder, or the one file. */
function sourcesIn(folder: string): string[] {
	if (folder.endsWith('.ts')) return [folder];
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name));
}

function parse(file: string): ts.SourceFile {
	const text = readFileSync(join(root, file), 'utf8');
	return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

/** What a file imports or exports from: paths from the root, or names of packages. Types count as well. */
function importsOf(file: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const from =
			ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
				? node.moduleSpecifier
				: ts.isCallExpression(node) && /^(?:require|import)$/.test(node.expression.getText())
					? node.arguments[0]
					: ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
						? node.argument.literal
						: undefined;
		if (from && ts.isStringLiteral(from)) {
			const { text } = from;
			found.push(text.startsWith('.') ? normalize(join(dirname(file), text)) : text);
		}
		ts.forEachChild(node, visit);
	};
	visit(parse(file));
	return found;
}

const folders = readdirSync(join(root, 'nodes')).filter((name) => name !== 'shared');
const within =
	(...prefixes: string[]) =>
	(from: string) =>
		prefixes.some((prefix) => from === prefix || from.startsWith(`${prefix}/`));

/** The words on the screen: plain texts that messages repeat, so that each is written once. */
const LABELS = 'nodes/shared/labels';

/** What a credential's fields lead to: credentials and nodes both ask it, so it knows no n8n. */
const ENVIRONMENTS = 'nodes/shared/environments';

/** When two names are one, and when a name was damaged: of references and of accounts alike. */
const NAMES = ['nodes/shared/engine/request/identity', 'nodes/shared/engine/request/damage'];

/** Who may import what: a folder, and everything it may reach. */
const BORDERS = [
	{ folder: 'nodes/shared/money', may: ['nodes/shared/money'] },
	{
		folder: 'nodes/shared/engine',
		may: ['nodes/shared/engine', 'nodes/shared/money', LABELS, 'crypto', 'luxon'],
	},
	// Only what runs an item may know the path through the stages.
	...['request', 'provider', 'decide', 'result'].map((stage) => ({
		folder: `nodes/shared/engine/${stage}`,
		may: [
			...['request', 'provider', 'decide', 'result', 'claims'].map(
				(name) => `nodes/shared/engine/${name}`,
			),
			'nodes/shared/money',
			LABELS,
			'crypto',
			'luxon',
		],
	})),
	{
		folder: 'nodes/shared/n8n/claims',
		may: [
			'nodes/shared/n8n/claims',
			'nodes/shared/n8n/withLock',
			...['claims', 'runContext', 'waits'].map((name) => `nodes/shared/engine/${name}`),
			'nodes/shared/money',
			'crypto',
			'n8n-workflow',
		],
	},
	{
		folder: 'nodes/shared/n8n/http',
		may: [
			'nodes/shared/n8n/http',
			'nodes/shared/credentials',
			...['provider', 'runContext', 'waits'].map((name) => `nodes/shared/engine/${name}`),
			'crypto',
			'n8n-workflow',
		],
	},
	...folders.map((name) => ({
		folder: `nodes/${name}/adapter`,
		may: [`nodes/${name}/adapter`, 'nodes/shared/engine', 'nodes/shared/money', LABELS],
	})),
	{
		folder: 'nodes/shared/webhook',
		may: ['nodes/shared/webhook', 'nodes/shared/engine', 'nodes/shared/money', 'crypto'],
	},
	...folders
		.filter((name) => existsSync(join(root, `nodes/${name}/webhook.ts`)))
		.map((name) => ({
			folder: `nodes/${name}/webhook.ts`,
			may: [
				`nodes/${name}/adapter`,
				'nodes/shared/webhook',
				'nodes/shared/engine',
				'nodes/shared/money',
			],
		})),
	{ folder: ENVIRONMENTS, may: [ENVIRONMENTS, ...NAMES] },
	{ folder: 'sandbox', may: ['sandbox', 'fastify', 'node:crypto'] },
];

it.each(BORDERS)('$folder imports only from $may', ({ folder, may }) => {
	const files = sourcesIn(folder);
	expect(files.length).toBeGreaterThan(0);
	const beyond = files.flatMap((file) =>
		importsOf(file)
			.filter((from) => !within(...may)(from))
			.map((from) => `${file} imports ${from}`),
	);
	expect(beyond).toEqual([]);
});

it.each(folders)(
	'nodes/%s/environments.ts imports only what is shared about environments',
	(name) => {
		const beyond = importsOf(`nodes/${name}/environments.ts`).filter(
			(from) => !within(ENVIRONMENTS)(from),
		);
		expect(beyond).toEqual([]);
	},
);

describe('published code', () => {
	const published = [...sourcesIn('nodes'), ...sourcesIn('credentials')];

	it('has no circle of imports, of types included', () => {
		const withoutEnd = (file: string) => file.replace(/\.ts$/, '');
		const names = new Set(published.map(withoutEnd));
		const left = new Map(
			published.map((file) => [
				withoutEnd(file),
				importsOf(file)
					.map((from) => (names.has(from) ? from : `${from}/index`))
					.filter((from) => names.has(from)),
			]),
		);
		// Whoever imports nothing that is left can't be in a circle.
		for (let before = -1; before !== left.size;) {
			before = left.size;
			for (const [file, imports] of left) {
				if (!imports.some((from) => left.has(from))) left.delete(file);
			}
		}
		expect([...left.keys()]).toEqual([]);
	});

	it('imports neither tests nor sandbox, demo or scripts', () => {
		const beyond = published.filter((file) =>
			importsOf(file).some(within('test', 'sandbox', 'demo', 'scripts')),
		);
		expect(beyond).toEqual([]);
	});

	it('says neither "any" nor "surely not null"', () => {
		const found: string[] = [];
		for (const file of published) {
			const visit = (node: ts.Node): void => {
				if (node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node)) {
					found.push(`${file}: ${node.parent.getText()}`);
				}
				ts.forEachChild(node, visit);
			};
			visit(parse(file));
		}
		expect(found).toEqual([]);
	});

	it(`has no file of more than ${LONGEST_FILE} lines`, () => {
		const long = published.filter(
			(file) => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length > LONGEST_FILE,
		);
		expect(long).toEqual([]);
	});
});

describe.each(folders)('the provider %s', (name) => {
	const id = name.toLowerCase();

	it('is listed wherever providers are listed', () => {
		const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		expect(n8n.nodes).toContain(`dist/nodes/${name}/${name}.node.js`);
		expect(n8n.credentials).toContain(`dist/credentials/${name}Api.credentials.js`);
		expect(contracts).toContain(id);
		expect(PROVIDER_IDS).toContain(id);
	});

	it('has its node, adapter, credential, contract, tests and imitation', () => {
		const files = [
			`nodes/${name}/${name}.node.ts`,
			`nodes/${name}/${name}.node.json`,
			`nodes/${name}/environments.ts`,
			`nodes/${name}/provider.ts`,
			`nodes/${name}/adapter/profile.ts`,
			`nodes/${name}/adapter/index.ts`,
			`credentials/${name}Api.credentials.ts`,
			`test/contract/${id}.openapi.yaml`,
			`test/adapters/${id}/samples.ts`,
			`sandbox/providers/${id}/${id}.ts`,
		];
		for (const file of files) expect(readFileSync(join(root, file), 'utf8')).not.toBe('');
	});

	it('names itself alike in its profile and its folder', () => {
		expect(readFileSync(join(root, `nodes/${name}/adapter/profile.ts`), 'utf8')).toContain(
			`provider: '${id}'`,
		);
	});
});

it('as many providers are listed as there are', () => {
	expect([contracts.length, PROVIDER_IDS.length]).toEqual([folders.length, folders.length]);
});
