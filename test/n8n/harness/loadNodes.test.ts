/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { NodeOperationError, type INodeType } from 'n8n-workflow';
import { loadPackage } from './loadNodes';

// Below node_modules, so that the made-up package finds n8n-workflow where the real one does.
const cache = resolve(__dirname, '../../../node_modules/.cache');
let root: string;

const write = (path: string, text: string) => {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
};

beforeEach(() => {
	mkdirSync(cache, { recursive: true });
	root = mkdtempSync(join(cache, 'load-nodes-'));
	const n8n = {
		nodes: ['dist/nodes/Toy/Toy.node.js'],
		credentials: ['dist/credentials/ToyApi.credentials.js'],
	};
	write('package.json', JSON.stringify({ name: 'n8n-nodes-toys', n8n }));
	write('nodes/Toy/Toy.node.ts', '');
	write('credentials/ToyApi.credentials.ts', '');
	write(
		'dist/nodes/Toy/Toy.node.js',
		`const { NodeOperationError } = require('n8n-workflow');
		let made = 0;
		exports.Toy = class {
			description = { name: 'toy', made: ++made, errors: NodeOperationError };
		};`,
	);
	write(
		'dist/credentials/ToyApi.credentials.js',
		"exports.ToyApi = class { name = 'toyApi'; properties = []; };",
	);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const description = (node: INodeType | undefined) =>
	node?.description as unknown as { made: number; errors: unknown };

it('finds what package.json lists, under the names n8n gives it', () => {
	const loaded = loadPackage({ root });
	expect(Object.keys(loaded.nodes)).toEqual(['n8n-nodes-toys.toy']);
	expect(Object.keys(loaded.credentialTypes)).toEqual(['toyApi']);
});

it('shares what modules remember, except with a fresh process', () => {
	const made = [{}, {}, { freshProcess: true }, {}].map(
		(options) => description(loadPackage({ root, ...options }).nodes['n8n-nodes-toys.toy']).made,
	);
	expect(made).toEqual([1, 2, 1, 3]);
});

it('shares n8n-workflow with a fresh process, so that its errors are recognised', () => {
	const { nodes } = loadPackage({ root, freshProcess: true });
	expect(description(nodes['n8n-nodes-toys.toy']).errors).toBe(NodeOperationError);
});

it('asks for a build when a source has no compiled file', () => {
	write('nodes/shared/money.ts', '');
	expect(() => loadPackage({ root })).toThrow(
		'dist has no nodes/shared/money.ts: run npm run build',
	);
});

it('asks for a build when a source is newer than its compiled file', () => {
	const later = new Date(Date.now() + 60_000);
	utimesSync(join(root, 'nodes/Toy/Toy.node.ts'), later, later);
	expect(() => loadPackage({ root })).toThrow('dist is older than nodes/Toy/Toy.node.ts');
});
