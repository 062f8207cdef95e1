/**
 * `npm run prism`: the nodes' refunds and the sandbox's answers, held against the vendors' own OpenAPI pages by a
 * validating proxy. It is installed from a lock file of its own into a git-ignored folder, so that nobody else needs it.
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
} from '../../scripts/ensureInstalled.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const folder = join(root, '.prism');

async function installPrism() {
	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		cpSync(join(here, 'install', file), join(folder, file));
	}
	if (isInstalled(folder)) return 0;
	process.stdout.write('Installing the validating proxy (a minute, about 90 MB) …\n');
	const [file, ...first] = npmCommand();
	const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	return await runVisibly(file, args, { cwd: folder, env: childNpmEnv() });
}

async function main() {
	await ensureInstalled(root);
	const installed = await installPrism();
	if (installed !== 0) {
		process.stderr.write('Prism could not be installed; the lines above say why.\n');
		return installed;
	}
	const bin = (path) => join(root, 'node_modules', path);
	const built = await runVisibly(process.execPath, [bin('gulp/bin/gulp.js'), 'build'], {
		cwd: root,
	});
	if (built !== 0) return built;
	return await runVisibly(process.execPath, ['--import', 'tsx', join(here, 'main.ts')], {
		cwd: root,
	});
}

process.exitCode = await main();
