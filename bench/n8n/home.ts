/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clearN8nHome } from '../../demo/n8nCli';
import { createOwner, startN8n } from '../../demo/n8nServer';
import { buildPackage, installPackage, packPackage } from '../../demo/packAndInstall';
import { N8N_HOME, WORK } from '../../demo/paths';
import type { Ports } from '../../demo/ports';
import type { ProviderId } from '../../sandbox/types';
import type { BenchServer } from '../server/benchServer';
import { openApi } from './api';
import { addCredentials, type CredentialIds } from './credentials';

const TEMPLATE = join(WORK, 'bench-home');

/** n8n's database, for reading beside it. */
export const DATABASE = join(N8N_HOME, '.n8n', 'database.sqlite');

/**
 * Makes an n8n with owner, credentials and the freshly built package, and keeps its home: each run begins with a copy,
 * so that none finds what another left behind.
 */
export async function makeTemplate(
	server: BenchServer,
	ports: Ports,
	signal: AbortSignal,
): Promise<Readonly<Record<ProviderId, CredentialIds>>> {
	await clearN8nHome();
	await buildPackage(signal);
	await installPackage(await packPackage(signal), signal);
	const n8n = await startN8n(ports, signal);
	try {
		await createOwner(n8n.url, signal);
		return await addCredentials(await openApi(n8n.url), server);
	} finally {
		await n8n.stop();
		await rm(TEMPLATE, { recursive: true, force: true });
		await cp(N8N_HOME, TEMPLATE, { recursive: true });
	}
}

/** Puts the template in place of whatever the last run left. */
export async function freshHome(): Promise<void> {
	await rm(N8N_HOME, { recursive: true, force: true });
	await cp(TEMPLATE, N8N_HOME, { recursive: true });
}
