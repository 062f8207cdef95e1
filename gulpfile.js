const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, series, src } = require('gulp');

const run = promisify(execFile);

/** Empties `dist`, so that a renamed file never lingers in the package. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Compiles nodes and credentials; `tsc` also emits the codex files (`X.node.json` beside each node). */
async function compile() {
	await run(process.execPath, [require.resolve('typescript/bin/tsc')]).catch((failed) => {
		throw new Error(`TypeScript found mistakes:\n${failed.stdout}${failed.stderr}`);
	});
}

/** Icons and output schemas, exactly the files that `n8n-node build` copies. */
function assets() {
	const folders = ['nodes', 'credentials'];
	const files = folders.flatMap((folder) => [
		`${folder}/**/*.{png,svg}`,
		`${folder}/**/__schema__/**/*.json`,
	]);
	return src(files, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));
}

exports.build = series(clean, compile, assets);
exports.default = exports.build;
