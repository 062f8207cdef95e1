/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, selectors, type ConsoleMessage, type Page } from 'playwright-core';
import { OWNER } from '../../../demo/owner';
import { addresses } from './addresses';

/** Git-ignored, and a dot folder, since the build collects pictures from all others. */
const FAILURES = join(process.cwd(), '.e2e', 'failures');

/** A browser with n8n's editor in it. */
export interface Editor {
	readonly page: Page;
	/** Keeps a picture and the page's console of a test that fails, and lets the failure through. */
	watch(name: string, story: () => Promise<void>): Promise<void>;
	close(): Promise<void>;
}

async function logIn(page: Page): Promise<void> {
	await page.goto(`${addresses.n8n}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[name="password"]').fill(OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}

async function keepTraces(page: Page, name: string, lines: readonly string[]): Promise<void> {
	const place = join(FAILURES, name.replace(/[^a-z0-9]+/gi, '-').toLowerCase());
	await mkdir(FAILURES, { recursive: true });
	await writeFile(`${place}.log`, `${page.url()}\n${lines.join('\n')}\n`);
	await page.screenshot({ path: `${place}.png` }).catch(() => undefined);
}

/** Starts the browser and logs in as the demo's owner. */
export async function openEditor(
	look: { readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<Editor> {
	const sandboxed = process.getuid?.() !== 0; // Chromium's own sandbox does not work for root
	selectors.setTestIdAttribute('data-test-id'); // n8n's own spelling
	const browser = await chromium.launch({
		executablePath: addresses.chromium,
		chromiumSandbox: sandboxed,
	});
	const version = browser.version();
	const page = await browser.newPage({
		// n8n takes a headless browser for a bot, and bots can't approve anything in its human review.
		userAgent: `Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`,
		viewport: { width: 1440, height: 900 },
		colorScheme: look.colorScheme ?? 'light',
		reducedMotion: 'reduce',
		locale: 'en-US',
	});
	page.setDefaultTimeout(30_000);
	const lines: string[] = [];
	page.on('console', (message: ConsoleMessage) => {
		lines.push(`${message.type()}: ${message.text()}`);
	});
	page.on('pageerror', (error) => lines.push(`uncaught: ${String(error.stack)}`));
	const watch = async (name: string, story: () => Promise<void>) => {
		lines.length = 0;
		await story().catch(async (failed: unknown) => {
			await keepTraces(page, name, lines);
			throw failed;
		});
	};
	const close = async () => await browser.close();
	await watch('log in', async () => await logIn(page)).catch(async (failed: unknown) => {
		await close();
		throw failed;
	});
	return { page, watch, close };
}
