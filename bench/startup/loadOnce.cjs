/**
 * One load of one package by n8n's own loader, in a process of its own. Plain JavaScript: a transpiler's hooks would be
 * measured with it. Arguments: n8n's node_modules, the node_modules that holds the package. Needs --expose-gc.
 *
 * n8n 2.41 (`modules/community-packages/community-packages.module`) hands the folder to `scanDirectoryForPackages` and
 * calls `loadAll()` on each loader it gets: one that would read `dist/known` and `dist/types`, which `n8n-node build`
 * doesn't make, and so loads every node and every credential at once.
 */
const { realpathSync } = require('node:fs');
const { join, sep } = require('node:path');

const [, , n8nModules, packages] = process.argv;
const workflow = require.resolve('n8n-workflow', { paths: [packages] });
if (!workflow.startsWith(realpathSync(n8nModules) + sep)) {
	throw new Error(`The package would load ${workflow}, which is not the copy that n8n has loaded.`);
}
const { scanDirectoryForPackages } = require(join(n8nModules, 'n8n-core'));

const heapBytes = () => {
	globalThis.gc();
	return process.memoryUsage().heapUsed;
};
const moduleCount = () => Object.keys(require.cache).length;

async function main() {
	const [loader] = await scanDirectoryForPackages(packages);
	const heapBefore = heapBytes();
	const modulesBefore = moduleCount();
	const cpuBefore = process.cpuUsage();
	const begun = performance.now();
	await loader.loadAll();
	const ms = performance.now() - begun;
	const { user, system } = process.cpuUsage(cpuBefore);
	const figures = {
		ms,
		cpuMs: (user + system) / 1000,
		modules: moduleCount() - modulesBefore,
		heapBytes: heapBytes() - heapBefore,
		nodes: Object.keys(loader.known.nodes).length,
		credentials: Object.keys(loader.known.credentials).length,
	};
	process.stdout.write(`${JSON.stringify(figures)}\n`);
}

void main();
