/**
 * `npm run test:compat`: the engine tests once more, in the engine of the last n8n 1.x. It is installed from a lock
 * file of its own into a git-ignored folder, so that nobody else needs it.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	childNpmEnv,
	ensureInstalled,
	isInstalled,
	npmCommand,
	runVisibly,
} from './ensureInstalled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const manifest = join(root, 'test', 'compat', 'n8n1');
const folder = join(root, '.compat', 'n8n1');

/** Installs the pinned n8n 1.x packages when they are missing or another version is pinned. */
async function installN8n1() {
	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		cpSync(join(manifest, file), join(folder, file));
	}
	if (isInstalled(folder)) return 0;
	process.stdout.write('Installing the engine of n8n 1.x (half a minute, about 250 MB) …\n');
	const [file, ...first] = npmCommand();
	const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	return await runVisibly(file, args, { cwd: folder, env: childNpmEnv() });
}

async function main() {
	await ensureInstalled(root);
	const installed = await installN8n1();
	if (installed !== 0) {
		process.stderr.write('n8n 1.x could not be installed; the lines above say why.\n');
		return installed;
	}
	const bin = (path) => join(root, 'node_modules', path);
	const built = await runVisibly(process.execPath, [bin('gulp/bin/gulp.js'), 'build'], {
		cwd: root,
	});
	if (built !== 0) return built;
	// n8n-core 1.x leaves a connection pool behind that keeps a worker alive.
	const jest = [bin('jest/bin/jest.js'), '--config', 'test/compat/jest.config.js', '--forceExit'];
	return await runVisibly(process.execPath, [...jest, ...process.argv.slice(2)], { cwd: root });
}

process.exitCode = await main();
