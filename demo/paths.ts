/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';

/** The repository: `demo/start.mjs` goes there before anything else is loaded. */
export const ROOT = process.cwd();

/** The pinned n8n's manifest and lock file, as committed. */
export const N8N_MANIFEST = join(ROOT, 'demo', 'n8n');

/** Everything the demo makes; git-ignored. A dot folder, since `n8n-node build` collects pictures from all others. */
export const WORK = join(ROOT, '.demo');

/** Where n8n itself is installed. */
export const N8N_FOLDER = join(WORK, 'n8n');

/** n8n's user folder: database, settings, installed community packages. Made anew at every start. */
export const N8N_HOME = join(WORK, 'n8n-home');

/** The example workflows. */
export const EXAMPLES = join(ROOT, 'workflows');

/** The one that the demo fires. */
export const WORKFLOW_FILE = join(EXAMPLES, 'chargeback-handling.json');
