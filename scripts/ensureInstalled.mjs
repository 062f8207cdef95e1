/**
 * What a fresh clone needs before anything else can run: a new enough Node, npm, and this package's own
 * devDependencies. Plain Node without dependencies, since there is no node_modules yet.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LOWEST_NODE_MAJOR = 20;

/** Ends the process with one plain line when the machine can't run this at all. */
export function requireNode() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < LOWEST_NODE_MAJOR) {
		process.stderr.write(
			`Node ${LOWEST_NODE_MAJOR} or newer is needed, this is ${process.versions.node}. Install it from nodejs.org and run this again.\n`,
		);
		process.exit(1);
	}
}

/** The environment for an npm that works in another folder than the one that started us. */
export function childNpmEnv(extra = {}) {
	const env = { ...process.env };
	for (const name of Object.keys(env)) {
		if (/^npm_(package|lifecycle|command$|config_local_prefix$|config_prefix$)/i.test(name)) {
			delete env[name];
		}
	}
	delete env.INIT_CWD;
	return { ...env, ...extra };
}

/** How to call npm: `[file, ...first arguments]`. Inside `npm start` the very npm that runs us is used. */
export function npmCommand() {
	const cli = process.env.npm_execpath;
	if (cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli)) return [process.execPath, cli];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** What npm says it put into a folder's node_modules; null before the first finished install. */
function installedVersions(folder) {
	try {
		const text = readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8');
		return JSON.parse(text).packages;
	} catch {
		return null;
	}
}

/**
 * Whether a folder's node_modules holds what its lock file asks for. npm writes its own record as the last act of
 * an install, so one that was interrupted counts as missing. Packages for other platforms may be absent.
 */
export function isInstalled(folder) {
	const installed = installedVersions(folder);
	if (installed === null) return false;
	const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '' || entry.link) return true;
		const found = installed[path];
		if (found === undefined) return entry.optional === true || entry.devOptional === true;
		return found.version === entry.version;
	});
}

/** Runs a command with its output on the terminal and resolves to its exit code. */
export function runVisibly(file, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
		const stop = (signal) => child.kill(signal);
		process.once('SIGINT', stop);
		process.once('SIGTERM', stop);
		child.once('error', reject);
		child.once('close', (code, signal) => {
			process.removeListener('SIGINT', stop);
			process.removeListener('SIGTERM', stop);
			if (signal !== null) resolve(signal === 'SIGINT' ? 130 : 143);
			else resolve(code ?? 1);
		});
	});
}

/** Installs the package's devDependencies when they are missing or older than the lock file; else takes no time. */
export async function ensureInstalled(root) {
	requireNode();
	if (isInstalled(root)) return;
	process.stdout.write(
		'Installing what this package is built and tested with (about a minute the first time) …\n',
	);
	const [file, ...first] = npmCommand();
	const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	let code;
	try {
		code = await runVisibly(file, args, { cwd: root, env: childNpmEnv() });
	} catch (failed) {
		process.stderr.write(
			`npm could not be started (${failed.message}). It comes with Node: install it and run this again.\n`,
		);
		process.exit(1);
	}
	if (code !== 0) {
		process.stderr.write(
			'Installing did not work; the lines above say why (often: no network, or no space left). Run this again when that is settled.\n',
		);
		process.exit(code);
	}
}
