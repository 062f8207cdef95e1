/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { findOnPath, installDebianPackages } from '../../../demo/debianPackages';
import { DemoFailure } from '../../../demo/demoFailure';
import type { InstallProgress } from '../../../demo/installN8n';
import { ROOT } from '../../../demo/paths';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findChromium(): string | null {
	return NAMES.map(findOnPath).find((place) => place !== null) ?? null;
}

/** The browser's file: one that is there, else Debian's, installed now where that is allowed. */
export async function ensureChromium(progress: InstallProgress): Promise<string> {
	const chosen = process.env.E2E_CHROMIUM;
	if (chosen !== undefined && chosen !== '') return chosen;
	const found = findChromium();
	if (found !== null) return found;
	await installDebianPackages(['chromium'], ROOT, progress);
	const installed = findChromium();
	if (installed !== null) return installed;
	throw new DemoFailure(
		'The end-to-end tests need Chromium, and there is none. Install it (Debian, Ubuntu: sudo apt-get install chromium), or name one: E2E_CHROMIUM=/path/to/chrome npm run test:e2e.',
	);
}
