import type { Sandbox } from '../sandbox/types';
import { sandboxCredentials } from './credentials';
import { clearN8nHome, importIntoN8n } from './n8nCli';
import { buildPackage, installPackage, packPackage } from './packAndInstall';
import type { Ports } from './ports';

/** An empty n8n with the freshly built package, credentials for the sandbox and one published workflow. */
export async function prepareN8n(
	sandbox: Sandbox,
	workflow: { readonly id: string },
	ports: Ports,
	signal: AbortSignal,
): Promise<void> {
	const stop = new AbortController();
	const either = stop.signal;
	signal.addEventListener('abort', () => stop.abort(), { once: true });
	await clearN8nHome();
	const work = [
		importIntoN8n(sandboxCredentials(sandbox), workflow, ports, either),
		buildPackage(either)
			.then(() => packPackage(either))
			.then((tarball) => installPackage(tarball, either)),
	];
	await Promise.all(work).finally(async () => {
		stop.abort();
		await Promise.allSettled(work);
	});
}
