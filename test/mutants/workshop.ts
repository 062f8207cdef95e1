/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a script for the developer's machine */
import { execFile, execFileSync } from 'node:child_process';
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';
import type { Edit } from './mutant';

const ROOT = join(__dirname, '../..');
/** A mutant that makes the tests wait for ever has been noticed as well. */
const LONGEST_RUN_MS = 5 * 60_000;
const LONGEST_FIRST_RUN_MS = 30 * 60_000;
const MOST_OUTPUT = 256 * 1024 * 1024;

/** How a run of the tests ended. */
export type Verdict =
	| { readonly passed: true; readonly tests: number }
	/** `by` is the first test that failed, or why none could. */
	| { readonly passed: false; readonly by: string };

/** A copy of the repository in which things may be broken. */
export interface Workshop {
	/** Makes the edits in sources and build, runs the tests, and takes the edits back. */
	tryOut(edits: readonly Edit[], tests: readonly string[]): Promise<Verdict>;
	close(): void;
}

/** Copies what git knows or would add, and builds it without looking at types. */
export function openWorkshop(): Workshop {
	const folder = mkdtempSync(join(tmpdir(), 'invoice-refunds-mutants-'));
	const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
	const files = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8' }).split('\0');
	for (const file of files) {
		if (file === '' || !statSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile()) continue;
		mkdirSync(join(folder, dirname(file)), { recursive: true });
		copyFileSync(join(ROOT, file), join(folder, file));
	}
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
	for (const part of ['nodes', 'credentials']) {
		for (const file of readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })) {
			if (statSync(join(folder, part, file)).isFile()) build(folder, join(part, file));
		}
	}
	return {
		tryOut: async (edits, tests) => {
			const before = new Map(edits.map(({ file }) => [file, readFileSync(join(folder, file))]));
			for (const edit of edits) apply(folder, edit);
			try {
				const longest = edits.length === 0 ? LONGEST_FIRST_RUN_MS : LONGEST_RUN_MS;
				return await runTests(folder, tests, longest);
			} finally {
				for (const [file, text] of before) {
					writeFileSync(join(folder, file), text);
					build(folder, file);
				}
			}
		},
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** Where an edit does not fit the sources any more; null where it does. */
export function driftOf({ file, find }: Edit): string | null {
	const found = readFileSync(join(ROOT, file), 'utf8').split(find).length - 1;
	return found === 1 ? null : `${file} holds the text ${found} times instead of once:\n${find}`;
}

function apply(folder: string, { file, find, replace }: Edit): void {
	const path = join(folder, file);
	writeFileSync(
		path,
		readFileSync(path, 'utf8').replace(find, () => replace),
	);
	build(folder, file);
}

/** Into `dist`, always after its source: the tests refuse a build that is older. */
function build(folder: string, file: string): void {
	const built = join(folder, 'dist', file.replace(/\.ts$/, '.js'));
	mkdirSync(dirname(built), { recursive: true });
	if (!file.endsWith('.ts')) return copyFileSync(join(folder, file), built);
	const { code } = transformSync(readFileSync(join(folder, file), 'utf8'), {
		filename: file,
		configFile: false,
		swcrc: false,
		jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
		module: { type: 'commonjs' },
	});
	writeFileSync(built, code);
}

async function runTests(
	folder: string,
	tests: readonly string[],
	timeout: number,
): Promise<Verdict> {
	const jest = join(folder, 'node_modules/jest/bin/jest.js');
	// One after the other: side by side, what is timed in one would slow down what is timed in another.
	const options = [
		'--bail',
		'--ci',
		'--runInBand',
		`--cacheDirectory=${join(folder, '.jest-cache')}`,
	];
	const ended = await promisify(execFile)(
		process.execPath,
		[jest, ...options, '--runTestsByPath', ...testFiles(folder, tests)],
		{ cwd: folder, timeout, maxBuffer: MOST_OUTPUT },
	).then(
		({ stderr }) => ({ ok: true, killed: false, stderr }),
		(failed: { killed: boolean; stderr: string }) => ({ ...failed, ok: false }),
	);
	if (ended.killed) return { passed: false, by: 'the clock: the tests came to no end' };
	const passed = /^Tests:.*?(\d+) passed/m.exec(ended.stderr)?.[1];
	if (ended.ok) return { passed: true, tests: Number(passed ?? 0) };
	const by = /^ {2}● (.+)$/m.exec(ended.stderr)?.[1];
	// A mutant that can't even be loaded proves nothing about the tests.
	if (by === undefined || by.endsWith('Test suite failed to run')) throw new Error(ended.stderr);
	return { passed: false, by };
}

/** The test files among the paths; a path that leads to none is a mistake in the list. */
function testFiles(folder: string, paths: readonly string[]): string[] {
	return paths.flatMap((path) => {
		if (path.endsWith('.test.ts')) return statSync(join(folder, path)) ? [path] : [];
		const found = readdirSync(join(folder, path), { recursive: true, encoding: 'utf8' });
		return found.filter((file) => file.endsWith('.test.ts')).map((file) => join(path, file));
	});
}
