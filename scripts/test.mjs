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
const jestReport = join(scratch, 'jest.json');

const bin = (path) => join(root, 'node_modules', path);
const STEPS = [
	['Build', [bin('gulp/bin/gulp.js'), 'build']],
	['Types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.check.json']],
	['Lint', [bin('@n8n/node-cli/bin/n8n-node.mjs'), 'lint']],
	['Scan', [join(root, 'scripts', 'scan.mjs')]],
	[
		'Tests',
		[bin('jest/bin/jest.js'), '--json', `--outputFile=${jestReport}`, ...process.argv.slice(2)],
	],
];

/** Jest's own figures; a test file that could not even be loaded counts as one failure. */
function jestCounts() {
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

async function main() {
	await ensureInstalled(root);
	let passed = 0;
	for (const [name, args] of STEPS) {
		process.stdout.write(`\n── ${name} ${'─'.repeat(60 - name.length)}\n`);
		const code = await runVisibly(process.execPath, args, { cwd: root });
		if (name === 'Tests') {
			const jest = jestCounts();
			const failed = code !== 0 ? Math.max(jest.failed, 1) : jest.failed;
			return { passed: passed + jest.passed, failed, code };
		}
		if (code !== 0) return { passed, failed: 1, code };
		passed += 1;
	}
	return { passed, failed: 0, code: 0 };
}

const { passed, failed, code } = await main().finally(() =>
	rmSync(scratch, { recursive: true, force: true }),
);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = code !== 0 ? code : failed > 0 ? 1 : 0;
