/**
 * The rules of n8n's community-package scan, run before publishing: on the source (what provenance will point at)
 * and on the packed tarball (what users get). The scan's remaining part, the provenance, needs a publication.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { childNpmEnv, npmCommand } from './ensureInstalled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (line) => process.stdout.write(`${line}\n`);

/** The files below a folder, as paths relative to it. */
function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

/** Packs the package as `npm publish` would and unpacks it, so that exactly the shipped files are looked at. */
function unpackTarball(into) {
	const [file, ...first] = npmCommand();
	const args = [
		...first,
		'pack',
		'--json',
		'--ignore-scripts',
		'--loglevel=error',
		'--pack-destination',
		into,
	];
	const packed = JSON.parse(
		execFileSync(file, args, { cwd: root, env: childNpmEnv(), encoding: 'utf8' }),
	);
	const name = (Array.isArray(packed) ? packed : Object.values(packed))[0].filename;
	execFileSync('tar', ['-xzf', name, '--strip-components=1'], { cwd: into });
	rmSync(join(into, name));
}

/** Lints one leg with the scan's own function and says how it went. */
async function runLeg(name, folder, patterns, files) {
	if (files.length === 0) {
		say(`${name}: no files to look at, so nothing is proved`);
		return false;
	}
	const result = await analyzePackage(folder, patterns);
	if (!result.passed) say(result.details ?? result.message);
	say(`${name}: ${files.length} files, ${result.passed ? '0 errors' : result.message}`);
	return result.passed;
}

async function main() {
	if (!existsSync(join(root, 'dist'))) {
		say('There is no dist yet: run `npm run build` first.');
		return false;
	}
	const sources = ['nodes', 'credentials']
		.filter((folder) => existsSync(join(root, folder)))
		.flatMap((folder) => filesBelow(join(root, folder)))
		.filter((file) => /\.(js|ts|json)$/.test(file));
	const sourcePassed = await runLeg('Source', root, SOURCE_FILE_PATTERNS, [
		...sources,
		'package.json',
	]);

	const unpacked = mkdtempSync(join(tmpdir(), 'invoice-refunds-scan-'));
	try {
		unpackTarball(unpacked);
		const shipped = filesBelow(unpacked).filter((file) => /\.js$|^package\.json$/.test(file));
		const tarballPassed = await runLeg('Tarball', unpacked, ['**/*.js', 'package.json'], shipped);
		return sourcePassed && tarballPassed;
	} finally {
		rmSync(unpacked, { recursive: true, force: true });
	}
}

process.exitCode = (await main()) ? 0 : 1;
