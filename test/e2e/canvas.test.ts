import { openWorkflow } from './editor/canvas';
import { keepPicture } from './editor/keepPicture';
import { openEditor, type Editor } from './editor/openEditor';

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor();
});

afterAll(async () => {
	await editor?.close();
});

it('shows the chargeback workflow, with an icon on each of our nodes', async () => {
	const { page } = editor;
	await editor.watch('chargeback workflow', async () => {
		await openWorkflow(page, 'chargebackHandling');
		const icons = page.locator(
			'[data-test-id="canvas-node"] img[src*="n8n-nodes-invoice-refunds"]',
		);
		await icons.first().waitFor();
		expect(await icons.count()).toBeGreaterThanOrEqual(4);
		for (const icon of await icons.all()) {
			expect(
				await icon.evaluate((img) => 'naturalWidth' in img && img.naturalWidth),
			).toBeGreaterThan(0);
		}
		await keepPicture(page, 'canvas-chargeback');
	});
});
