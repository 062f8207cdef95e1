/**
 * `npm run schemas`: runs every operation of the built nodes in the sandbox and writes down the shape of what comes
 * out, which the editor shows before a first run. The same test, without this, fails when a file is stale.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runVisibly } from './ensureInstalled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (path) => join(root, 'node_modules', path);

process.env.WRITE_SCHEMAS = '1';
process.exitCode =
	(await runVisibly(process.execPath, [bin('gulp/bin/gulp.js'), 'build'], { cwd: root })) ||
	(await runVisibly(process.execPath, [bin('jest/bin/jest.js'), 'test/schemas'], { cwd: root }));
