/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { ENTRANCE } from '../../demo/credentials';
import { SEED } from '../../sandbox/seed';
import type { OpenRecipe } from '../workflows/playRecipe';
import { readWorkflow, workflowFiles } from '../workflows/readWorkflow';
import { RECIPES, type Recipe } from '../workflows/recipes';
import { bulkFile } from '../workflows/recipes/bulkRefunds';
import { addresses } from './editor/addresses';
import { books } from './editor/books';
import { openWorkflow } from './editor/canvas';
import { keepPicture } from './editor/keepPicture';
import { logInToApi, type N8nApi } from './editor/n8nApi';
import { openEditor, type Editor } from './editor/openEditor';
import { booksOver } from './workflows/booksOver';
import { openDeskPage } from './workflows/deskPage';
import { unreadableLines } from './workflows/notesOnCanvas';
import { serverHost } from './workflows/serverHost';
import { until } from './until';

let api: N8nApi;
let editor: Editor;
let desk: Page;

beforeAll(async () => {
	api = await logInToApi();
	editor = await openEditor();
});

beforeEach(async () => {
	await books.reset();
	desk = await openDeskPage(editor);
});

afterEach(async () => await desk?.context().close());

afterAll(async () => await editor?.close());

const told = (name: string, story: () => Promise<void>) =>
	it(name, async () => {
		await editor.watch(`workflow ${name}`, story);
	});

async function open(file: string): Promise<OpenRecipe> {
	const recipe = RECIPES.find((one): one is Recipe => one.file === file);
	if (!recipe) throw new Error(`no recipe for ${file}`);
	return await serverHost(addresses.n8n, api, booksOver(addresses.sandbox), ENTRANCE).open(recipe);
}

describe('the form of the bulk refunds', () => {
	const INVOICE = SEED.revolv3.paid;
	const ROWS = [`revolv3||${INVOICE}|12.50|USD|PAGE-1`, `revolv3||${INVOICE}|a lot|USD|PAGE-2`];
	let opened: OpenRecipe;

	beforeAll(async () => {
		opened = await open('bulk-refunds-csv.json');
	});
	afterAll(async () => await opened.close());

	async function handIn(): Promise<string> {
		await desk.goto(`${addresses.n8n}/form/bulk-refunds`);
		const { name, text } = bulkFile(ROWS);
		await desk
			.getByLabel('File')
			.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
		await desk.getByLabel('What is to happen?').selectOption('Refund');
		await desk.getByLabel('No single refund above').fill('100.00');
		await desk.getByLabel('No more in all at each provider').fill('1000.00');
		await keepPicture(desk, 'form-bulk');
		const download = desk.waitForEvent('download');
		await desk.getByRole('button', { name: 'Submit' }).click();
		const report = await readFile(await (await download).path(), 'utf8');
		await desk.getByText('All rows are done').waitFor();
		await keepPicture(desk, 'form-bulk-done');
		return report;
	}

	told('hands out the report in a browser, and refunds a file once', async () => {
		const first = await handIn();
		expect(first).toMatch(/refunded.*PAGE-1|PAGE-1.*refunded/);
		expect(first).toContain('invalidParameter');
		expect(await handIn()).toContain('alreadyRefunded');
		expect(await books.writes('revolv3')).toHaveLength(1);
		expect(await books.refunds('revolv3', INVOICE)).toMatchObject([{ amountMinor: 1250 }]);
	});
});

describe('the form of the support ticket', () => {
	const INVOICE = SEED.revolv3.paidSecond;
	let opened: OpenRecipe;

	beforeAll(async () => {
		opened = await open('support-ticket-refund.json');
	});
	afterAll(async () => await opened.close());

	/** The answer with the link is out a moment before the execution waits; n8n leaves a form asked for by then blank. */
	async function isWaiting(approvalUrl: string): Promise<boolean> {
		const status = new URL(approvalUrl);
		status.pathname += '/n8n-execution-status';
		const { data } = await axios.get<string>(status.href, { proxy: false });
		return data.endsWith('waiting');
	}

	async function decide(ticketId: string, decision: string): Promise<void> {
		const { name, value } = ENTRANCE.header;
		const { data } = await axios.post<{ approvalUrl: string }>(
			`${addresses.n8n}/webhook/support-ticket-refund`,
			{ ticketId, invoiceId: INVOICE, amount: '120.00', currency: 'USD' },
			{ headers: { [name]: value }, proxy: false, timeout: 30_000 },
		);
		await until(async () => ((await isWaiting(data.approvalUrl)) ? true : undefined));
		await desk.goto(data.approvalUrl);
		await desk.getByText('Refund 120.00 USD?').waitFor();
		await desk.getByLabel('Decision').selectOption(decision);
		await desk.getByLabel('Your name').fill('Ada');
		await keepPicture(desk, 'form-approval');
		await desk.getByRole('button', { name: 'Submit' }).click();
		await desk.getByText('Thank you. The ticket will say how it ended.').waitFor();
	}

	told('refunds what a person agreed to in a browser, and nothing else', async () => {
		await decide('PAGE-3', "Don't refund");
		await decide('PAGE-4', 'Refund');
		const made = await until(async () => {
			const refunds = await books.refunds('revolv3', INVOICE);
			return refunds.length > 0 ? refunds : undefined;
		});
		expect(made).toMatchObject([{ amountMinor: 12_000 }]);
		expect(await books.writes('revolv3')).toHaveLength(1);
	});
});

describe.each(workflowFiles())('the notes of %s', (file) => {
	told('can be read in the editor', async () => {
		await openWorkflow(editor.page, readWorkflow(file).id);
		await keepPicture(editor.page, `canvas-${file.replace('.json', '')}`);
		expect(await unreadableLines(editor.page)).toEqual([]);
	});
});
