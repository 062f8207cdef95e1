/**
 * `npm test`: everything that has to hold before a change goes in, in the order in which a mistake is cheapest to
 * find. Stops at the first step that fails, and ends with one line that a script can read.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, runVisibly } from './ensureInstalled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scratch = mkdtempSync(join(tmpdir(), 'invoice-refunds-test-'));

const bin = (path) => join(root, 'node_modules', path);
const STEPS = [
	['Build', [bin('gulp/bin/gulp.js'), 'build']],
	['Types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.check.json']],
	['Lint', [bin('@n8n/node-cli/bin/n8n-node.mjs'), 'lint']],
	['Scan', [join(root, 'scripts', 'scan.mjs')]],
];

const CONFORMANCE = 'test/conformance/';
const asked = process.argv.slice(2);
/**
 * A process that has loaded n8n's engine for 180 files is slow enough for the timeouts of the conformance suite to strike,
 * so that suite gets a process of its own. What is asked for by name runs as it is.
 */
const TESTS =
	asked.length > 0
		? [['Tests', asked]]
		: [
				[
					'Tests',
					['/node_modules/', '<rootDir>/test/e2e/', `<rootDir>/${CONFORMANCE}`].map(
						(pattern) => `--testPathIgnorePatterns=${pattern}`,
					),
				],
				['Conformance', [CONFORMANCE]],
			];

/** Jest's own figures; a test file that could not even be loaded counts as one failure. */
function jestCounts(jestReport) {
	try {
		const report = JSON.parse(readFileSync(jestReport, 'utf8'));
		return {
			passed: report.numPassedTests,
			failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
		};
	} catch {
		return { passed: 0, failed: 1 };
	}
}

function headline(name) {
	process.stdout.write(`\n── ${name} ${'─'.repeat(60 - name.length)}\n`);
}

async function main() {
	await ensureInstalled(root);
	let passed = 0;
	for (const [name, args] of STEPS) {
		headline(name);
		const code = await runVisibly(process.execPath, args, { cwd: root });
		if (code !== 0) return { passed, failed: 1, code };
		passed += 1;
	}
	let failed = 0;
	let worst = 0;
	for (const [name, args] of TESTS) {
		headline(name);
		const report = join(scratch, `${name}.json`);
		// A test that failed may leave a server behind, and that must not keep the figures from being told.
		const jest = [
			bin('jest/bin/jest.js'),
			'--forceExit',
			'--json',
			`--outputFile=${report}`,
			...args,
		];
		const code = await runVisibly(process.execPath, jest, { cwd: root });
		const counts = jestCounts(report);
		passed += counts.passed;
		failed += code !== 0 ? Math.max(counts.failed, 1) : counts.failed;
		worst ||= code;
	}
	return { passed, failed, code: worst };
}

const { passed, failed, code } = await main().finally(() =>
	rmSync(scratch, { recursive: true, force: true }),
);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = code !== 0 ? code : failed > 0 ? 1 : 0;
