/**
 * `npm run test:e2e`: a real n8n with the built package, the sandbox and a real browser. Plain Node: it installs what
 * the rest is made of and hands over.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../scripts/ensureInstalled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
process.chdir(root);
await ensureInstalled(root);

const { tsImport } = await import('tsx/esm/api');
const { main } = await tsImport('./stage/main.ts', import.meta.url);
process.exit(await main(process.argv.slice(2)));
