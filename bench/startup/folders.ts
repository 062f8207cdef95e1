/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8N_FOLDER, ROOT } from '../../demo/paths';

/**
 * Everything this measurement makes; removed at its end. Outside of the repository, whose own `n8n-workflow` a package
 * below it would find and load, all of it, instead of the one that n8n has already loaded.
 */
export const STARTUP = join(tmpdir(), `n8n-startup-${process.pid}`);

/** The pinned n8n's packages. */
export const N8N_MODULES = join(N8N_FOLDER, 'node_modules');

/** Where the table goes. */
export const RESULTS = join(ROOT, 'bench', 'results', 'startup.md');

/** A package's own folder name below ours: `@scope/name` is two folders otherwise. */
export const slugOf = (name: string): string => name.replace('@', '').replace('/', '-');

/** The `node_modules` that holds one package and nothing else, as n8n is told to look through it. */
export const modulesOf = (name: string): string =>
	join(STARTUP, 'packages', slugOf(name), 'node_modules');
