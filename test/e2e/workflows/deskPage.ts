import type { Page } from 'playwright-core';
import { ENTRANCE } from '../../../demo/credentials';
import type { Editor } from '../editor/openEditor';

/** A page of somebody who knows the forms' password and has no account in n8n. */
export async function openDeskPage(editor: Editor): Promise<Page> {
	const browser = editor.page.context().browser();
	if (browser === null) throw new Error('the editor has no browser');
	const context = await browser.newContext({
		httpCredentials: ENTRANCE.basic,
		viewport: { width: 1000, height: 900 },
		locale: 'en-US',
	});
	context.setDefaultTimeout(30_000);
	return await context.newPage();
}
