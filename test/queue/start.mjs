/**
 * `npm run queue`: n8n in queue mode, double deliveries, killed workers. Plain Node, so that nothing stands between a
 * signal and the process that has to stop all the others.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../scripts/ensureInstalled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
process.chdir(root);
await ensureInstalled(root);

const { tsImport } = await import('tsx/esm/api');
const { main } = await tsImport('./main.ts', import.meta.url);
process.exit(await main(process.argv.slice(2)));
