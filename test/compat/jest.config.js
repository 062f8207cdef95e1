const { createRequire } = require('node:module');
const { join, resolve } = require('node:path');
const base = require('../../jest.config.js');

const root = resolve(__dirname, '../..');
const n8n1 = createRequire(join(root, '.compat/n8n1/package.json'));

/**
 * The tests that run the built nodes in n8n's real engine, with the engine of the last n8n 1.x in place of the
 * current one: for the harness, for the nodes, and for n8n-core itself.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: root,
	roots: ['n8n', 'webhooks', 'workflows', 'credentials', 'security'].map((name) =>
		join(root, 'test', name),
	),
	moduleNameMapper: Object.fromEntries(
		['n8n-core', 'n8n-workflow'].map((name) => [`^${name}$`, n8n1.resolve(name)]),
	),
	// The first test of a file also loads the engine; on a busy machine it met Jest's 5 s.
	testTimeout: 30_000,
	globals: { N8N_MAJOR: 1 },
};
