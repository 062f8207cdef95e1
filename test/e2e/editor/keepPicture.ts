/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/**
 * Where pictures go: git-ignored unless `E2E_PICTURES=.github/images` says to renew those of the documentation. Dot
 * folders both, since the build collects pictures from all others.
 */
const FOLDER = process.env.E2E_PICTURES ?? join('.e2e', 'pictures');

/** Takes a picture of the page as it is, without passing messages. */
export async function keepPicture(page: Page, name: string): Promise<void> {
	for (const toast of await page.locator('.el-notification__closeBtn').all()) {
		await toast.click().catch(() => undefined); // it may have gone by itself
	}
	await page
		.locator('.el-notification')
		.waitFor({ state: 'detached' })
		.catch(() => undefined);
	await mkdir(FOLDER, { recursive: true });
	await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}
