import type { Page } from 'playwright-core';

/**
 * Makes a new credential from the open node's form: environment Custom, the given fields. n8n tests it while saving and
 * shows the result when it is opened again; resolves with the form open, once the test's words are there.
 */
export async function makeCredential(
	page: Page,
	fields: Readonly<Record<string, string>>,
): Promise<void> {
	const form = page.getByTestId('editCredential-modal');
	await page.getByTestId('node-credentials-select').click();
	await page.getByTestId('node-credentials-select-item-new').click();
	await form.getByTestId('parameter-input-environment').click();
	await page.getByRole('option', { name: 'Custom' }).click();
	for (const [name, text] of Object.entries(fields)) {
		await form.getByTestId(`parameter-input-${name}`).locator('input').fill(text);
	}
	await form.getByTestId('credential-save-button').click();
	await form.waitFor({ state: 'hidden' });
	await page.getByTestId('credential-edit-button').click();
	await form.getByText('Connection tested successfully').waitFor();
}

/** Closes the credential's form. */
export async function closeCredential(page: Page): Promise<void> {
	await page.getByTestId('editCredential-modal').getByRole('button', { name: 'Close' }).click();
	await page.getByTestId('editCredential-modal').waitFor({ state: 'hidden' });
}
