import type { Page } from 'playwright-core';
import { addresses } from './addresses';

/** Opens a saved workflow and waits for its nodes. */
export async function openWorkflow(page: Page, workflowId: string): Promise<void> {
	await page.goto(`${addresses.n8n}/workflow/${workflowId}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.getByTestId('zoom-to-fit').click();
}

/** Opens an empty workflow with a manual trigger in it. */
export async function startWorkflow(page: Page): Promise<void> {
	await page.goto(`${addresses.n8n}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
	await page.getByTestId('node-creator-search-bar').fill('Manual Trigger');
	await creatorItem(page, 'Manual Trigger').click();
	await page.getByTestId('canvas-node').first().waitFor();
}

/** Finds a node by its name in the node creator, adds it with one of its actions and leaves its form open. */
export async function addNode(page: Page, node: string, action: string): Promise<void> {
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill(node);
	await creatorItem(page, node).click();
	await creatorItem(page, action).click();
	await page.getByTestId('ndv').waitFor();
}

function creatorItem(page: Page, name: string) {
	const names = page.getByTestId('node-creator-item-name');
	return names.filter({ has: page.getByText(name, { exact: true }) }).first();
}
