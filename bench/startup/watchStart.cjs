/**
 * Preloaded into a real `n8n start`: tells on stderr, in one line, when n8n was ready, what CPU it had taken till then,
 * and how long n8n's own loader took for each package that it loaded eagerly. Changes nothing that n8n does.
 */
const Module = require('node:module');

const LOADER = /n8n-core[\\/]dist[\\/]nodes-loader[\\/]package-directory-loader\.js$/;
const READY_LINE = 'Editor is now accessible via';
const loads = [];

function watchLoader({ PackageDirectoryLoader }) {
	const { loadAll } = PackageDirectoryLoader.prototype;
	PackageDirectoryLoader.prototype.loadAll = async function () {
		const cpuBefore = process.cpuUsage();
		const begun = performance.now();
		await loadAll.call(this);
		const ms = performance.now() - begun;
		const { user, system } = process.cpuUsage(cpuBefore);
		loads.push({ name: this.packageName, ms, cpuMs: (user + system) / 1000 });
	};
}

const { _load: load } = Module;
Module._load = function (request, parent, isMain) {
	const exported = load.call(this, request, parent, isMain);
	if (request.endsWith('package-directory-loader') && parent) {
		if (LOADER.test(Module._resolveFilename(request, parent))) {
			Module._load = load;
			watchLoader(exported);
		}
	}
	return exported;
};

const { write } = process.stdout;
process.stdout.write = function (chunk, ...rest) {
	if (String(chunk).includes(READY_LINE)) {
		const { user, system } = process.cpuUsage();
		const report = { readyMs: performance.now(), cpuMs: (user + system) / 1000, loads };
		process.stdout.write = write;
		process.stderr.write(`start-report ${JSON.stringify(report)}\n`);
	}
	return write.call(this, chunk, ...rest);
};
