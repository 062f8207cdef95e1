/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { dirname, join } from 'node:path';
import { isN8n1 } from './engineVersion';

/** The version in the package.json above a package's main file. */
function versionOf(name: string): string {
	let folder = dirname(require.resolve(name));
	for (;;) {
		const manifest: { name?: string; version?: string } | null = read(folder);
		if (manifest?.name === name) return manifest.version ?? '';
		if (folder === dirname(folder)) throw new Error(`${name} has no package.json`);
		folder = dirname(folder);
	}
}

function read(folder: string): { name?: string; version?: string } | null {
	try {
		return jest.requireActual(join(folder, 'package.json'));
	} catch {
		return null;
	}
}

it('is the engine that the configuration says, for the harness and for the nodes', () => {
	const major = isN8n1 ? '1.' : '2.';
	expect([versionOf('n8n-core'), versionOf('n8n-workflow')]).toEqual([
		expect.stringMatching(`^${major}`),
		expect.stringMatching(`^${major}`),
	]);
});
