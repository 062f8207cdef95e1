import type { Page } from 'playwright-core';

/** A node's open form. */
export interface NodeForm {
	/** Types into a text field. */
	fill(name: string, text: string): Promise<void>;
	/** Picks an entry of a list by the words it has on the screen. */
	choose(name: string, entry: string): Promise<void>;
	/** Searches the list of invoices and takes the one hit. */
	pickInvoice(search: string): Promise<string>;
	/** Gives the invoice's id, where there is no list. */
	enterInvoiceId(id: string): Promise<void>;
	/** The entries of a list as they are shown, top down. */
	entriesOf(name: string): Promise<string[]>;
	/** The names of the parameters that are on the screen. */
	shownFields(): Promise<string[]>;
	/** Presses Execute step and waits until the output pane has these words, which it did not have before. */
	run(words: string | RegExp): Promise<void>;
	/** The output pane's table, one record per row. */
	rows(): Promise<ReadonlyArray<Readonly<Record<string, string>>>>;
	/** All text of the output pane. */
	outputText(): Promise<string>;
	close(): Promise<void>;
}

/** The form of the node that is open. */
export function nodeForm(page: Page): NodeForm {
	const ndv = page.getByTestId('ndv');
	const output = ndv.getByTestId('output-panel');
	const execute = ndv.getByTestId('node-execute-button').first();
	const field = (name: string) => ndv.getByTestId(`parameter-input-${name}`);
	const open = async (name: string) => {
		await field(name).click();
		return page.getByRole('option').filter({ visible: true });
	};
	const texts = async (locator: ReturnType<Page['locator']>) =>
		(await locator.allInnerTexts()).map((text) => text.trim());

	return {
		async fill(name, text) {
			await field(name).locator('input, textarea').first().fill(text);
		},
		async choose(name, entry) {
			const entries = await open(name);
			await entries.filter({ has: page.getByText(entry, { exact: true }) }).click();
		},
		async pickInvoice(search) {
			await ndv.getByTestId('resource-locator-invoiceId').getByTestId('rlc-input').click();
			await page.getByTestId('rlc-search').fill(search);
			const hit = page.getByTestId('rlc-item').filter({ hasText: search });
			const label = await hit.innerText();
			await hit.click();
			return label.trim();
		},
		async enterInvoiceId(id) {
			await ndv.getByTestId('resource-locator-invoiceId').locator('input').last().fill(id);
		},
		async entriesOf(name) {
			const entries = await open(name);
			await entries.first().waitFor();
			const shown = await texts(entries.locator('.list-option .option-headline'));
			await page.keyboard.press('Escape');
			return shown;
		},
		async shownFields() {
			const inputs = await ndv.locator('[data-test-id^="parameter-input-"]:visible').all();
			const ids = await Promise.all(
				inputs.map(async (input) => await input.getAttribute('data-test-id')),
			);
			const names = ids.map((id) => String(id).replace('parameter-input-', ''));
			return names.filter((name) => name !== 'field'); // the box inside a text field
		},
		async run(words) {
			await execute.click();
			await output.getByText(words).first().waitFor();
			await execute.getByText('Execute step').waitFor();
		},
		async rows() {
			const table = output.locator('table').first();
			const heads = await texts(table.locator('thead th'));
			const rows = await table.locator('tbody tr').all();
			return await Promise.all(
				rows.map(async (row) => {
					const cells = await texts(row.locator('td'));
					return Object.fromEntries(
						heads.flatMap((head, at) => (head === '' ? [] : [[head, cells[at] ?? '']])),
					);
				}),
			);
		},
		outputText: async () => await output.innerText(),
		async close() {
			await ndv.getByTestId('ndv-close-button').click();
			await ndv.waitFor({ state: 'hidden' });
		},
	};
}
